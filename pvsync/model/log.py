"""A title's history in its own terms: what each commit changed, and where it has arrived."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pvsync.model.normal import Value
from pvsync.model.outcome import Verification
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction


class State(StrEnum):
    """What became of an edit in an environment."""

    APPLIED = "applied"
    OVERTAKEN = "overtaken"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    STALE = "stale"
    NOT_TRIED = "not tried"
    OPEN = "open"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of an edit in one environment.

    Args:
        environment: Its name.
        state: What became of it. `overtaken`: a later commit changed the same value before a run brought it there;
            `open`: a run began that never said what became of it; `undone`: it was there, and `run` took it back.
        run: The run that brought it, or the last one that was to.
        at: When that was.
        verification: What a later read showed of what was accepted.
        words: The service's words, or why; the later commit of one that was overtaken.
    """

    environment: str
    state: State
    run: str
    at: datetime
    verification: Verification = Verification.NOT_CHECKED
    words: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that a commit changed.

    Args:
        scope: The scope.
        offer: Short name of the transaction (`EST HD`), empty for the title itself.
        path: What of it, by its key; empty for a whole transaction. `state`: whether the scope is offered at all.
        before: What was said before, None for nothing.
        after: What is said since, None for nothing.
        whole: For a whole transaction: what it says, or said.
        arrivals: What became of it, by environment.
    """

    scope: Scope
    offer: str
    path: str
    before: Value | None
    after: Value | None
    whole: Transaction | None = None
    arrivals: tuple[Arrival, ...] = ()

    @property
    def key(self) -> tuple[Scope, str, str]:
        """What it changes."""
        return (self.scope, self.offer, self.path)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What one commit changed about one title.

    Args:
        commit: The commit.
        author: Who wrote it.
        authored_at: When.
        committed_at: When it came to where it is.
        subject: First paragraph of its message.
        pull_request: Number of the pull request that brought it, None where no message says so.
        edits: What it changed, by scope.
    """

    commit: str
    author: str
    authored_at: datetime
    committed_at: datetime
    subject: str
    pull_request: int | None
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class TitleLog:
    """The history of one title.

    Args:
        alid: Its ALID.
        title: What it was called last.
        kind: Its work type.
        entries: Newest first.
    """

    alid: str
    title: str
    kind: str
    entries: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """What was asked for.

    Args:
        titles: By ALID.
        zones: Time zone by territory, for showing local dates.
        notes: What is not known, one plain sentence each.
        looked_at: How many commits touch the files of these titles and were looked at.
    """

    titles: tuple[TitleLog, ...]
    zones: dict[str, str]
    notes: tuple[str, ...] = ()
    looked_at: int = 0
