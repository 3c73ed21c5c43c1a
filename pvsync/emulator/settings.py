"""How an emulator is set up: where it keeps things, where it listens, its limits, readings and faults."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.faults import Fault

BENEFITS: Mapping[str, str] = MappingProxyType({"prime": "prime", "a4k": "a4k"})
"""The channels that are Prime Video's own (domain: Avails API section 7)."""


def now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def say_nothing(_line: str) -> None:
    """Drop a line of the access log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmulatorSettings:
    """How an emulator is set up.

    Args:
        folder: State folder; made on the first start, kept for the next one.
        host: Address to listen on.
        port: Port to listen on; 0 for any free one.
        requests_per_second: Most requests of a key in any sliding second; the production sample's by default.
        open_requests: Most open requests of a key.
        assume: Readings other than those in force, by switch name.
        faults: Faults in force from the start.
        channel_benefits: Channel identity to benefit; a channel not in it has its own.
        licensors: Partner aliases that the key speaks for; None for any.
        clock: The present instant, aware. Certificates go by the machine's clock, as TLS does.
        monotonic: Seconds on a clock that never goes back, for the limits.
        log: Takes each line of the access log.
        datasets: How the Datasets API at the next port is set up; None for none.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8443
    requests_per_second: int = 10
    open_requests: int = 5
    assume: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    channel_benefits: Mapping[str, str] = field(default_factory=lambda: BENEFITS)
    licensors: frozenset[str] | None = None
    clock: Callable[[], datetime] = now
    monotonic: Callable[[], float] = time.monotonic
    log: Callable[[str], None] = say_nothing
    datasets: DatasetsSettings | None = None
