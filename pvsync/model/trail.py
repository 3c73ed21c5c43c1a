"""The trail: which run carried which commit to which service, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from pvsync.model.outcome import Receipt, Result
from pvsync.model.scope import Scope

_PORTS = {"https": 443, "http": 80}


class Record(Protocol):
    """What says which service it is about: a plan, a receipt, a run of the trail."""

    @property
    def environment(self) -> str:
        """Name of the environment."""

    @property
    def licensor(self) -> str:
        """Alias in the path of every request."""

    @property
    def url(self) -> str:
        """Address of the service; empty where an earlier version wrote it."""


@dataclass(frozen=True, slots=True)
class Service:
    """Who holds what: an address and a licensor there, whatever pvsync.yaml calls them.

    Args:
        environment: Name of the environment; counts only for what names no address.
        licensor: Alias in the path of every request.
        url: Its address.
    """

    environment: str
    licensor: str
    url: str

    def is_of(self, record: Record) -> bool:
        """Whether a record is about this service, and this licensor."""
        return self.is_at(record) and record.licensor == self.licensor

    def is_at(self, record: Record) -> bool:
        """Whether a record is about the same service, for whichever licensor."""
        if not record.url:
            return record.environment == self.environment
        return address(record.url) == address(self.url)


def address(url: str) -> str:
    """An address in its normal form: equal text for equal services."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return url
    host = f"{(parts.hostname or '').rstrip('.')}:{port}"
    return SplitResult(parts.scheme, host, parts.path.rstrip("/"), parts.query, "").geturl()


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

    def of(self, service: Service) -> tuple[Entry, ...]:
        """The runs of one licensor at one service, oldest first."""
        return tuple(entry for entry in self.entries if service.is_of(entry))
