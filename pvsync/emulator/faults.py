"""Everything that can be made to go wrong on demand: a closed set of names, and when each one strikes."""

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from types import MappingProxyType

from pvsync.emulator.wire import JSON
from pvsync.errors import EmulatorError

BATCHES = ("batch/get", "batch/put", "batch/delete", "batch/validate")
READS = ("get", "batch/get")
ENDPOINTS = ("get", "put", "delete", "validate", *BATCHES)
"""Endpoint names, as faults and counters use them."""


class Stage(Enum):
    """Where in a request a fault strikes."""

    HANDSHAKE = "before any request, at a new connection"
    INSTEAD = "in place of the operation: nothing is committed"
    READING = "what a read sees"
    ITEMS = "the items of a batch"
    ANSWER = "on the way back: everything is committed"


@dataclass(frozen=True, slots=True)
class Kind:
    """One fault of the closed set.

    Args:
        stage: Where it strikes.
        shows: What the client sees, in one sentence.
        seconds: Its duration where none is given; None where it has none.
    """

    stage: Stage
    shows: str
    seconds: float | None = None

    @property
    def endpoints(self) -> tuple[str, ...]:
        """The endpoints it can strike."""
        match self.stage:
            case Stage.HANDSHAKE:
                return ()
            case Stage.READING:
                return READS
            case Stage.ITEMS:
                return BATCHES
            case _:
                return ENDPOINTS


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "429": Kind(Stage.INSTEAD, "429 without Retry-After"),
        "429-retry-after": Kind(Stage.INSTEAD, "429 with Retry-After", 1),
        "500": Kind(Stage.INSTEAD, "500 with a JSON message"),
        "502": Kind(Stage.INSTEAD, "502 with a JSON message"),
        "503": Kind(Stage.INSTEAD, "503 with a JSON message"),
        "html-200": Kind(Stage.INSTEAD, "an HTML page with status 200"),
        "html-502": Kind(Stage.INSTEAD, "an HTML page with status 502"),
        "timeout-before-commit": Kind(
            Stage.INSTEAD, "no answer, then a dropped connection; nothing done", 60
        ),
        "dropped-connection": Kind(Stage.INSTEAD, "the connection drops without an answer; nothing done"),
        "timeout-after-commit": Kind(Stage.ANSWER, "no answer, then a dropped connection; all done", 60),
        "dropped-after-commit": Kind(Stage.ANSWER, "the connection drops without an answer; all done"),
        "502-after-commit": Kind(Stage.ANSWER, "502 with a JSON message; all done"),
        "cut-body": Kind(
            Stage.ANSWER, "fewer bytes than Content-Length, then a dropped connection; all done"
        ),
        "not-json": Kind(Stage.ANSWER, "a body that is not JSON, declared as JSON; all done"),
        "slow": Kind(Stage.ANSWER, "the answer comes late; all done at once", 2),
        "stale-reads": Kind(Stage.READING, "for a while a read shows the state before the last write", 60),
        "partial-batch": Kind(Stage.ITEMS, "the last items are neither carried out nor answered"),
        "partial-answer": Kind(Stage.ITEMS, "the last items are carried out and not answered"),
        "failed-items": Kind(Stage.ITEMS, "the last items fail with 500 and are not carried out"),
        "duplicate-item": Kind(Stage.ITEMS, "the first items are answered twice"),
        "reordered-items": Kind(Stage.ITEMS, "the items are answered in reverse order"),
        "certificate-refused": Kind(Stage.HANDSHAKE, "a new connection's client certificate is refused"),
    }
)
"""Every fault by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault that is in force.

    Args:
        name: One of `KINDS`.
        count: How many times it strikes; None for always.
        endpoint: The only endpoint it strikes; None for all it can.
        alid: The only ALID it strikes, alone or in a batch; None for all.
        probability: The share of matching requests it strikes, from 0 to 1.
        seed: Seed of the draw, so that a run can be repeated.
        seconds: Duration in seconds; the kind's own where None.
        items: How many items of a batch it strikes.

    Raises:
        EmulatorError: A value that means nothing.
    """

    name: str
    count: int | None = None
    endpoint: str | None = None
    alid: str | None = None
    probability: float = 1.0
    seed: int = 0
    seconds: float | None = None
    items: int = 1

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if self.name not in KINDS:
            raise EmulatorError(
                f"the emulator has no fault `{self.name}`", advice=f"the faults are {', '.join(KINDS)}"
            )
        able = self.kind.endpoints
        if self.endpoint is not None and self.endpoint not in able:
            raise EmulatorError(
                f"fault `{self.name}` cannot strike endpoint {self.endpoint!r}",
                advice=f"it strikes {', '.join(able)}"
                if able
                else "it strikes new connections, whatever is asked",
            )
        if self.alid is not None and self.kind.stage is Stage.HANDSHAKE:
            raise EmulatorError(f"fault `{self.name}` strikes before an ALID is known")
        if self.count is not None and self.count < 1:
            raise EmulatorError(f"fault `{self.name}` has count {self.count}, not at least 1")
        if not 0 <= self.probability <= 1:
            raise EmulatorError(f"fault `{self.name}` has probability {self.probability}, not from 0 to 1")
        if (self.seconds is not None and self.seconds < 0) or self.items < 1:
            raise EmulatorError(f"fault `{self.name}` has a negative duration or no items")

    @property
    def kind(self) -> Kind:
        """What it is."""
        return KINDS[self.name]

    @property
    def duration(self) -> float:
        """Seconds it lasts; 0 where it has no duration."""
        return (self.kind.seconds or 0) if self.seconds is None else self.seconds


def parse_fault(text: str) -> Fault:
    """Read a fault from the command line.

    Args:
        text: `name[:count][@endpoint]`, for example `timeout-after-commit:1@batch/put`.

    Raises:
        EmulatorError: It is not of that form, or names no fault or endpoint.
    """
    name, count, endpoint = fault_parts(text, "timeout-after-commit:1@batch/put")
    return Fault(name=name, count=count, endpoint=endpoint)


def fault_parts(text: str, example: str) -> tuple[str, int | None, str | None]:
    """Name, count and endpoint of a fault as it is typed.

    Args:
        text: `name[:count][@endpoint]`.
        example: One that is right, for whoever typed one that is not.

    Raises:
        EmulatorError: It is not of that form.
    """
    before, at, endpoint = text.partition("@")
    name, colon, count = before.partition(":")
    if (colon and not (count.isascii() and count.isdigit())) or (at and not endpoint):
        raise EmulatorError(
            f"the fault {text!r} is not of the form name[:count][@endpoint]", advice=f"for example {example}"
        )
    return name, int(count) if colon else None, endpoint or None


class _Armed:
    """A fault with how often it struck."""

    def __init__(self, number: int, fault: Fault) -> None:
        self.number = number
        self.fault = fault
        self.hits = 0
        self.random = random.Random(fault.seed)  # noqa: S311 - a repeatable draw, not a secret

    def strikes(self, endpoint: str, alids: Callable[[], frozenset[str]]) -> bool:
        fault = self.fault
        if fault.count is not None and self.hits >= fault.count:
            return False
        if fault.kind.stage is not Stage.HANDSHAKE and endpoint not in fault.kind.endpoints:
            return False
        if fault.endpoint not in (None, endpoint):
            return False
        if fault.alid is not None and fault.alid not in alids():
            return False
        # Drawn last, so that requests it cannot strike do not move the sequence.
        if fault.probability < 1 and self.random.random() >= fault.probability:
            return False
        self.hits += 1
        return True


class Faults:
    """The faults in force, in the order they were added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[_Armed] = []
        self._added = 0

    def add(self, fault: Fault) -> int:
        """Put a fault in force; its number."""
        with self._lock:
            self._added += 1
            self._armed.append(_Armed(self._added, fault))
            return self._added

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._armed.clear()

    def listed(self) -> list[JSON]:
        """Every fault in force with its number and how often it struck, as JSON."""
        with self._lock:
            return [{"id": armed.number, **asdict(armed.fault), "hits": armed.hits} for armed in self._armed]

    def draw(self, stage: Stage, endpoint: str, alids: Callable[[], frozenset[str]]) -> Fault | None:
        """The first fault of a stage that strikes this request; it counts as struck."""
        with self._lock:
            for armed in self._armed:
                if armed.fault.kind.stage is stage and armed.strikes(endpoint, alids):
                    return armed.fault
        return None
