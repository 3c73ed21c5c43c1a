"""Run the local service where environment `local` expects it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.config.environment import EMULATOR_FOLDER, EMULATOR_PORT
from pvsync.errors import EmulatorError

if TYPE_CHECKING:
    from pvsync.emulator.server import Emulator


def _now() -> datetime:
    return datetime.now(UTC)


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
        dataset_faults: Faults of the Datasets API on demand, as typed.
        log: Takes one line for each request.
        clock: The present instant, aware.
    """

    port: int = EMULATOR_PORT
    state: Path | None = None
    rate: int = 10
    open: int = 5
    assume: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    dataset_faults: tuple[str, ...] = ()
    log: Callable[[str], None] = _unheard
    clock: Callable[[], datetime] = _now


def emulator(root: Path, request: EmulatorRequest, benefits: dict[str, str]) -> "Emulator":
    """The local service, not started yet.

    Raises:
        EmulatorError: If the `emulator` extra is not installed, or a switch or fault is not known.
    """
    try:
        from pvsync.emulator.datasets.faults import parse_dataset_fault  # noqa: PLC0415 - an extra, needed here alone
        from pvsync.emulator.datasets.settings import DatasetsSettings  # noqa: PLC0415
        from pvsync.emulator.faults import parse_fault  # noqa: PLC0415
        from pvsync.emulator.server import Emulator  # noqa: PLC0415
        from pvsync.emulator.settings import EmulatorSettings  # noqa: PLC0415
    except ImportError as error:
        raise _not_installed() from error
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
                **benefits,
            },
            log=request.log,
            clock=request.clock,
            datasets=DatasetsSettings(
                faults=tuple(parse_dataset_fault(text) for text in request.dataset_faults)
            ),
        )
    )


def see_that_it_is_installed() -> None:
    """Make sure that the local service can run at all.

    Raises:
        EmulatorError: If the `emulator` extra is not installed.
    """
    try:
        from pvsync.emulator.server import Emulator  # noqa: F401, PLC0415 - an extra, needed here alone
    except ImportError as error:
        raise _not_installed() from error


@dataclass(frozen=True, slots=True)
class SignedFiles:
    """What the emulator's authority answers a signing request with, as Prime Video does by mail.

    Args:
        certificate: The certificate, beside the request.
        authority: The certificate of the authority, beside it.
        api_key: File of the API key that the emulator takes.
    """

    certificate: Path
    authority: Path
    api_key: Path


def sign(root: Path, state: Path | None, request: Path) -> SignedFiles:
    """Have the emulator's authority sign a request; whoever holds its key is let in from then on.

    Args:
        root: Folder of the configuration.
        state: Folder of the emulator's state, None for the usual one.
        request: File of the signing request.

    Raises:
        EmulatorError: If the `emulator` extra is not installed, it is no such request, or a file cannot be written.
    """
    try:
        from pvsync.emulator.folder import Folder, answer_request  # noqa: PLC0415 - an extra, needed here alone
    except ImportError as error:
        raise _not_installed() from error
    folder = Folder(state or root / EMULATOR_FOLDER)
    certificate, authority = answer_request(folder, request)
    return SignedFiles(certificate, authority, folder.api_key)


def _not_installed() -> EmulatorError:
    return EmulatorError(
        "the emulator is not installed", advice="install it: `pip install 'pvsync[emulator]'`"
    )
