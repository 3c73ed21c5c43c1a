"""A plan: every change between desired and live, frozen once made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from pvsync.diagnostics import Finding
from pvsync.model.audience import Audience
from pvsync.model.avail import Avail
from pvsync.model.normal import Value
from pvsync.model.scope import Scope
from pvsync.model.season_move import SeasonMove
from pvsync.model.standing import ExtraChange, KeptRow, Settling
from pvsync.model.undoing import Undoing
from pvsync.model.verdict import GuardVerdict

FORMAT_VERSION: Final = "1"
"""Version of the plan file; a reader refuses a higher one."""


class Action(StrEnum):
    """What happens to a scope."""

    CREATE = "create"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    FORGET = "forget"
    KEEP = "keep"


MARKS: Mapping[Action, str] = {
    Action.CREATE: "+",
    Action.REPLACE: "~",
    Action.WITHDRAW: ">",
    Action.DELETE: "-",
    Action.FORGET: ".",
    Action.KEEP: " ",
}
"""The mark of each action on the screen."""


class Cause(StrEnum):
    """Why a field differs."""

    INTENT = "intent"
    DRIFT = "drift"
    BOTH = "both"
    DATED = "dated"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where git says a value.

    Args:
        file: Path relative to the repository root.
        line: Line, from 1.
        column: Column in characters, from 1.
        commit: Commit that set it, None where not looked up.
        author: Its author, None where not looked up.
        removed: Whether the line has left the file.
        at: When that commit was written, None where not looked up.
    """

    file: str
    line: int
    column: int
    commit: str | None = None
    author: str | None = None
    removed: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changes.

    Args:
        path: `title`, `licensor`, ... for the title; `transactions[LABEL].end` for a transaction;
            `transactions[LABEL]` with one side None for a whole transaction.
        before: Value live, None where there is none.
        after: Value desired, None where there is none.
        cause: Why it differs.
        source: Where git says it, None where it does not.
        assumed: Whether its place on the wire is an assumption (`model.assumptions`).
    """

    path: str
    before: Value | None
    after: Value | None
    cause: Cause = Cause.UNKNOWN
    source: Source | None = None
    assumed: bool = False


class RowFate(StrEnum):
    """What becomes of one transaction of a changed scope."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    ENDED = "ended"
    OMITTED = "omitted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Row:
    """One transaction of a changed scope, as a reviewer follows it.

    Args:
        label: Short name, unique in the scope, used in field paths: `EST HD`, `SVOD HD prime`.
        fate: What becomes of it. `ended`: leaves git while open and is sent once more with its end moved to
            yesterday; `omitted`: leaves git before it started (or another line covers it) and is not sent; `kept`: was
            never ours, and is sent once more as it is (`foreign: keep`).
        before: Index into the transactions of `Change.before`, None where it is new.
        after: Index into the transactions of `Change.after`, None where it is not sent.
    """

    label: str
    fate: RowFate
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one scope.

    Args:
        scope: The scope.
        action: What happens.
        kind: The work type in our words: `movie`, `episode`, `collection`, ...
        title: The title's own title.
        reason: One phrase: why the action is this one.
        before: Live, None where absent.
        after: What will be sent, None where nothing is.
        fields: Every visible difference.
        rows: Every transaction of before and after, paired.
        fingerprint: Digest of the live normal form the change was computed from, `absent` where there was none.
        needs: Scopes whose changes of this plan must be accepted before this one is sent. A scope that is written
            twice has met a need with its first write.
        first: For a bundle that moves both ways with its members: what is sent before them, the part of its windows
            that live and git share; `after` follows them. None where one write is enough.
        is_first: Whether this stands for that first write; only in batches, never in a plan.
    """

    scope: Scope
    action: Action
    kind: str
    title: str
    reason: str
    before: Avail | None
    after: Avail | None
    fields: tuple[FieldChange, ...]
    rows: tuple[Row, ...]
    fingerprint: str
    needs: tuple[Scope, ...] = ()
    first: Avail | None = None
    is_first: bool = False

    @property
    def sent(self) -> Avail | None:
        """What this write sends, None where it sends nothing or deletes."""
        return self.first if self.is_first else self.after


ABSENT_FINGERPRINT = "absent"


@dataclass(frozen=True, slots=True)
class UnreadScope:
    """A scope that could not be read, twice; no action follows."""

    scope: Scope
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at.

    Args:
        scopes_desired: Scopes that the catalog declares, before any selection.
        scopes_read: Scopes that were read from live and answered.
        complete: Whether everything that git declares was compared.
        selection: The `--only` and `--exclude` patterns in force, as typed.
        not_checked: What this plan cannot know, one plain sentence each.
    """

    scopes_desired: int
    scopes_read: int
    complete: bool
    selection: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What applying will cost.

    Args:
        requests: HTTP requests: re-read, write and read-back batches.
        seconds: The network floor, requests by the environment's rate.
    """

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything `apply` reads.

    Args:
        plan_id: SHA-256 over the canonical rest; empty until the plan is frozen.
        pvsync_version: Version that made it.
        environment: Name of the environment.
        licensor: Alias in the path of every request.
        commit: Commit of the catalog, None outside git.
        dirty: Whether catalog or configuration have uncommitted changes.
        base: Commit that differences are explained against, None where there is none.
        as_of: The instant the plan is made for.
        simulated: Whether `as_of` was given by a person; such a plan is never applied.
        valid_until: The earliest instant at which the same plan would come out differently, None for never.
        created_at: When it was made.
        coverage: What was looked at.
        changes: In the order in which they are applied.
        unread: Scopes without an answer.
        guards: Verdicts on the plan.
        diagnostics: Warnings and notices about the catalog.
        estimate: What applying will cost.
        zones: Time zone by territory of every change, for showing local dates.
        seasons: Seasons that come to be sold otherwise.
        undoes: The run that it undoes, None for a plan that comes from the catalog.
        kept: Live transactions that others own and that stay, by scope.
        settling: Scopes that do not show yet what a run sent; nothing is sent to them again.
        extra: What live says under names that nobody knows, where it was not so after the last apply; it stays.
        impact: Who watched what the plan hits, None where nobody asked.
        url: Address of the service; empty in a plan of an earlier version.
        tree: Hash of the files that it was made from (`history.provenance`); empty where no commit holds them.
        uncommitted: Why no commit holds them, one plain sentence each; empty where one does.
        trust: Commit whose trust settings were taken (`--trust`); empty where they are the files' own.
        loosens: What the change loosens or alters of the trust settings, one plain sentence each.
    """

    plan_id: str
    pvsync_version: str
    environment: str
    licensor: str
    commit: str | None
    dirty: bool
    base: str | None
    as_of: datetime
    simulated: bool
    valid_until: datetime | None
    created_at: datetime
    coverage: Coverage
    changes: tuple[Change, ...]
    unread: tuple[UnreadScope, ...] = ()
    guards: tuple[GuardVerdict, ...] = ()
    diagnostics: tuple[Finding, ...] = ()
    estimate: Estimate = field(default_factory=lambda: Estimate(0, 0.0))
    zones: Mapping[str, str] = field(default_factory=dict)
    seasons: tuple[SeasonMove, ...] = ()
    undoes: Undoing | None = None
    kept: tuple[KeptRow, ...] = ()
    settling: tuple[Settling, ...] = ()
    extra: tuple[ExtraChange, ...] = ()
    impact: Audience | None = None
    url: str = ""
    tree: str = ""
    uncommitted: tuple[str, ...] = ()
    trust: str = ""
    loosens: tuple[str, ...] = ()

    @property
    def writes(self) -> int:
        """Number of writes: one for each change, two for a bundle that is written twice."""
        return len(self.changes) + sum(change.first is not None for change in self.changes)

    @property
    def summary(self) -> dict[str, int]:
        """Number of scopes by action; every action is named."""
        counts = dict.fromkeys((str(action) for action in Action if action is not Action.KEEP), 0)
        for change in self.changes:
            counts[change.action] += 1
        return counts
