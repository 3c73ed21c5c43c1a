"""What became of a write, and the receipt of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from pvsync.model.normal import Table
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.unshown import Extra


@dataclass(frozen=True, slots=True)
class Accepted:
    """The service said yes."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The service said no; nothing was written.

    Args:
        words: The service's own words.
        status: HTTP status of the request or of the batch item.
    """

    words: str
    status: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody said: a timeout, a dropped connection, an item missing from a batch answer. Settled by reading."""

    why: str


@dataclass(frozen=True, slots=True)
class Stale:
    """Live moved since the plan was made; refused before writing."""

    why: str


@dataclass(frozen=True, slots=True)
class NotTried:
    """Not sent: the run stopped before, or something it depends on failed."""

    why: str


Outcome: TypeAlias = Accepted | Rejected | Unknown | Stale | NotTried

Verdict: TypeAlias = Accepted | Rejected | Unknown
"""The three answers that the service can give when it is asked to judge an avail."""


class Verification(StrEnum):
    """What a later read shows of an accepted write.

    `not confirmed`: everything but the values whose place on the wire is an assumption, of which it shows none.
    """

    VERIFIED = "verified"
    NOT_CONFIRMED = "not confirmed"
    SETTLING = "settling"
    DIFFERS = "differs"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one change.

    Args:
        scope: The scope.
        action: What was to happen.
        title: The title's own title.
        outcome: What the service said, or why nothing was sent.
        verification: What a later read shows.
        note: What a person should know beside it; empty where nothing.
        is_half: Whether the first of two writes was accepted and the second was not.
        assumed: What was sent at assumed places, by path (`model.unshown`), where live has not shown it.
        counted: What the guards counted in this scope, by guard.
        before: Fingerprint of what was live before, where no read has shown yet what was sent; empty elsewhere.
        sent: Fingerprint of what was sent, as far as it is not over; empty where `before` is.
        extra: What was sent on under names that nobody knows (`model.unshown.extra_values`); None where that is not
            known, as in a receipt of an earlier version.
    """

    scope: Scope
    action: Action
    title: str
    outcome: Outcome
    verification: Verification = Verification.NOT_CHECKED
    note: str = ""
    is_half: bool = False
    assumed: Table = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    before: str = ""
    sent: str = ""
    extra: Extra | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The record of one apply.

    Args:
        run: Id of the run; sorts by time.
        plan_id: The plan that was carried out.
        pvsync_version: Version that carried it out.
        environment: Name of the environment.
        licensor: Alias in the path of every request.
        commit: Commit of the plan, None outside git.
        as_of: The instant the plan was made for.
        started_at: First moment of the run.
        finished_at: Last moment of the run.
        results: One for each change of the plan, in its order.
        requests: HTTP requests sent, retries included.
        interrupted: Whether a person or a machine stopped the run.
        approvals: Exact counts that were approved, by guard.
        notes: What the run could not do or know, one plain sentence each (no remote, no lease).
        undoes: Id of the run whose changes it took back, None for a run that brought what git says.
        is_uncommitted: Whether it brought what no commit says, as a takedown before its commit: then `commit` is the
            one that it was made on.
        verified_at: When it was last read back after its end, None for never.
        url: Address of the service; empty in a receipt of an earlier version.
        tree: Hash of the files that its plan was made from; empty where no commit held them.
    """

    run: str
    plan_id: str
    pvsync_version: str
    environment: str
    licensor: str
    commit: str | None
    as_of: datetime
    started_at: datetime
    finished_at: datetime
    results: tuple[Result, ...]
    requests: int = 0
    interrupted: bool = False
    approvals: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    undoes: str | None = None
    is_uncommitted: bool = False
    verified_at: datetime | None = None
    url: str = ""
    tree: str = ""
