"""The trail: which run carried which commit to which environment, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from pvsync.model.outcome import Receipt, Result
from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Entry:
    """One run.

    Args:
        run: Its id; sorts by time.
        environment: Name of the environment.
        licensor: Alias in the path of every request.
        commit: Commit of the plan that was carried out; it may have left the branch since.
        plan_id: The plan.
        as_of: The instant the plan was made for.
        at: When the run was done; when it began, where nothing more is known.
        scopes: What the plan was to change.
        receipt: What became of each of them, None where the run never said: then what they hold is not known.
        url: Address of the service; empty where an earlier version wrote it.
        tree: Hash of the files that the plan was made from; empty where no commit held them.
    """

    run: str
    environment: str
    licensor: str
    commit: str
    plan_id: str
    as_of: datetime
    at: datetime
    scopes: tuple[Scope, ...]
    receipt: Receipt | None = None
    url: str = ""
    tree: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the run began and never said what became of it: it goes on, or its machine is dead."""
        return self.receipt is None

    @property
    def undoes(self) -> str | None:
        """The run that this one took back, None where it brought what git says."""
        return None if self.receipt is None else self.receipt.undoes

    @property
    def is_uncommitted(self) -> bool:
        """Whether it brought what no commit said: a takedown before its commit; `commit` is what it was made on."""
        return self.receipt is not None and self.receipt.is_uncommitted

    def results(self) -> dict[Scope, Result]:
        """What became of each scope; nothing where the run never said."""
        return {} if self.receipt is None else {result.scope: result for result in self.receipt.results}


@dataclass(frozen=True, slots=True)
class Trail:
    """Every run that a repository knows of.

    Args:
        entries: By run, oldest first.
        problems: What could not be read, one plain sentence each.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()

    def of(self, environment: str, licensor: str) -> tuple[Entry, ...]:
        """The runs of one licensor in one environment, oldest first."""
        return tuple(
            entry for entry in self.entries if entry.environment == environment and entry.licensor == licensor
        )
