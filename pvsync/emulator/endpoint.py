"""One endpoint: where it is, what it does, and how its description reads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from pvsync.emulator.faults import Faults
from pvsync.emulator.gate import Gate
from pvsync.emulator.message import Answer, Request
from pvsync.emulator.service import Service


@dataclass(frozen=True, slots=True)
class Effects:
    """What the faults in force do to one operation.

    Args:
        stale: How long after a write a read shows the state before it.
        stale_alid: The only ALID whose reads are stale; None for all.
        items: Name of the fault on the items of a batch, empty for none.
        item_alid: The only ALID whose items it strikes; None for all.
        item_count: How many items it strikes.
    """

    stale: timedelta = timedelta()
    stale_alid: str | None = None
    items: str = ""
    item_alid: str | None = None
    item_count: int = 0

    def stale_for(self, alid: str) -> timedelta:
        """How stale a read of one ALID is."""
        return self.stale if self.stale_alid in (None, alid) else timedelta()


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the control endpoints reach.

    Args:
        service: The service and its store.
        gate: The limits and counters.
        faults: The faults in force.
    """

    service: Service
    gate: Gate
    faults: Faults


@dataclass(frozen=True, slots=True)
class Call:
    """One request on its way to its endpoint.

    Args:
        backstage: Everything the emulator has.
        request: The request.
        effects: What the faults do to it.
    """

    backstage: Backstage
    request: Request
    effects: Effects = field(default_factory=Effects)

    @property
    def service(self) -> Service:
        """The service."""
        return self.backstage.service


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One row of the table that routes and describes.

    Args:
        name: Its name in counters, faults and the description.
        method: HTTP method.
        path: Path with `{names}` for segments that vary.
        summary: What it does, in one sentence.
        handle: Carries it out.
        query: Query names with whether each is needed.
        takes: Name of the schema of the body; empty where it takes none.
        gives: Name of the schema of a 200; empty where any JSON or nothing may come.
        refusals: The other statuses with what each means.
    """

    name: str
    method: str
    path: str
    summary: str
    handle: Callable[[Call], Answer]
    query: tuple[tuple[str, bool], ...] = ()
    takes: str = ""
    gives: str = ""
    refusals: tuple[tuple[int, str], ...] = ()

    def open_to(self, access: str) -> bool:
        """Whether a key with this access is let through: reading needs Avails-Read, all else of the API Avails-Write.

        That validating needs the right to write is our reading (open question 1).
        """
        needed = "read" if self.name.rpartition("/")[2] == "get" else "write"
        return not self.path.startswith("/v1/") or needed in access.split("-")

    def covers(self, path: str) -> bool:
        """Whether a raw path is this endpoint's."""
        own, given = self.path.split("/"), path.split("/")
        return len(own) == len(given) and all(
            name.startswith("{") or name == segment for name, segment in zip(own, given, strict=True)
        )
