"""Everything that can stand in a journal: one small record per thing that happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from pvsync.model.outcome import Outcome, Verification
from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins; always the first event, and only there.

    Args:
        run: Id of the run.
        plan_id: The plan that is carried out.
        environment: Name of the environment.
        licensor: Alias in the path of every request.
        commit: Commit of the plan, None outside git.
        as_of: The instant the plan was made for.
        version: Version of pvsync that carries it out.
        at: When.
        approvals: Exact counts that were approved, by guard.
        url: Address of the service.
        tree: Hash of the files that the plan was made from; empty where no commit held them.
    """

    run: str
    plan_id: str
    environment: str
    licensor: str
    commit: str | None
    as_of: datetime
    version: str
    at: datetime
    approvals: Mapping[str, int] = field(default_factory=dict)
    url: str = ""
    tree: str = ""


@dataclass(frozen=True, slots=True)
class Intended:
    """One scope of a request that is about to be sent.

    Args:
        scope: The scope.
        before: Fingerprint of the live state the plan was made from, `absent` where there was none.
        after: Fingerprint of what is sent.
    """

    scope: Scope
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class BatchIntent:
    """A write is about to be sent; on disk before the first byte leaves.

    Args:
        number: Number of the batch.
        attempt: 1, or 2 where the first had no answer and a reading showed that it was not done.
        items: What the request holds.
        at: When.
    """

    number: int
    attempt: int
    items: tuple[Intended, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ScopeOutcome:
    """What became of one scope; a later one of the same scope replaces it.

    Args:
        scope: The scope.
        outcome: What the service said, or why nothing was sent.
        at: When it was known.
        note: What a person should know beside it; empty where nothing.
        is_first: Whether it is that of the first of two writes.
    """

    scope: Scope
    outcome: Outcome
    at: datetime
    note: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """What a later reading shows of an accepted scope.

    Args:
        scope: The scope.
        verification: What it shows.
        at: When it was read.
    """

    scope: Scope
    verification: Verification
    at: datetime


@dataclass(frozen=True, slots=True)
class RunResumed:
    """A run that stopped goes on.

    Args:
        version: Version of pvsync that goes on with it.
        at: When.
    """

    version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RunFinished:
    """A run ends by itself.

    Args:
        at: When.
        requests: HTTP requests sent since it began or went on, retries included.
        stopped: Why it ended before every change was tried; empty where every one was.
    """

    at: datetime
    requests: int
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class RunInterrupted:
    """A person or the machine ended a run; what was in flight has been waited for.

    Args:
        at: When.
        requests: HTTP requests sent since it began or went on, retries included.
    """

    at: datetime
    requests: int


Event: TypeAlias = (
    RunStarted | BatchIntent | ScopeOutcome | Verified | RunResumed | RunFinished | RunInterrupted
)
"""Whatever a journal can hold."""
