"""Run the local service where environment `local` expects it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.config.environment import EMULATOR_FOLDER, EMULATOR_PORT
from pvsync.errors import EmulatorError

if TYPE_CHECKING:
    from pvsync.emulator.server import Emulator


def _unheard(_line: str) -> None:
    """Nobody reads the access log."""


@dataclass(frozen=True, slots=True)
class EmulatorRequest:
    """How the local service is to run.

    Args:
        port: TCP port on 127.0.0.1.
        state: Folder of its state, None for the usual one.
        rate: Requests per second that it allows.
        open: Requests that may be open at once.
        assume: Readings of open questions, by switch.
        faults: Faults on demand, as typed.
        log: Takes one line for each request.
    """

    port: int = EMULATOR_PORT
    state: Path | None = None
    rate: int = 10
    open: int = 5
    assume: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    log: Callable[[str], None] = _unheard


def emulator(root: Path, request: EmulatorRequest, benefits: dict[str, str]) -> "Emulator":
    """The local service, not started yet.

    Raises:
        EmulatorError: If the `emulator` extra is not installed, or a switch or fault is not known.
    """
    try:
        from pvsync.emulator.faults import parse_fault  # noqa: PLC0415 - an extra, needed here alone
        from pvsync.emulator.server import Emulator  # noqa: PLC0415
        from pvsync.emulator.settings import EmulatorSettings  # noqa: PLC0415
    except ImportError as error:
        raise EmulatorError(
            "the emulator is not installed", advice="install it: `pip install 'pvsync[emulator]'`"
        ) from error
    return Emulator(
        EmulatorSettings(
            folder=request.state or root / EMULATOR_FOLDER,
            port=request.port,
            requests_per_second=request.rate,
            open_requests=request.open,
            assume=dict(request.assume),
            faults=tuple(parse_fault(text) for text in request.faults),
            channel_benefits={
                "prime": "prime",
                "a4k": "a4k",
                **{name: text.lower() for name, text in benefits.items()},
            },
            log=request.log,
        )
    )
