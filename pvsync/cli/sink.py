"""Where results go: standard output, or a file that is written whole or not at all."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pvsync.cli.screen import Screen

STANDARD_OUTPUT = "-"
_USUAL_MODE = 0o666


def put(name: str, data: bytes, screen: "Screen", example: str) -> bool:
    """Write a result to the file that a flag names; `-` is standard output.

    Args:
        name: As typed behind the flag.
        data: The whole result.
        screen: The screen of the command.
        example: A flag with a name that works.

    Returns:
        Whether it went to a file.

    Raises:
        UsageError: If it cannot be written; then the file is what it was before.
    """
    if name == STANDARD_OUTPUT:
        _to_standard_output(data, screen)
        return False
    file = Path(name)
    try:
        _to_file(file, data)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a name of a file"
        raise UsageError(
            f"the file {file.name or name} cannot be written ({reason})",
            advice=f"name a file in a folder that is there, on a disk with room: `{example}`",
        ) from error
    return True


def fill_closed_streams() -> None:
    """Give a process that was started with closed streams the empty device, as if it were sent there.

    The next file that is opened would take the place of a closed one, and what other programs print would stand in it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
            os.set_inheritable(number, True)
    sys.stdin = sys.stdin or open(0, closefd=False, encoding="utf-8")  # noqa: SIM115 - for the whole process
    sys.stdout = sys.stdout or open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False, encoding="utf-8")  # noqa: SIM115


def silence_output() -> None:
    """Send what is still to be printed nowhere: nobody reads it, or it cannot be written, and Python tries again at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _to_standard_output(data: bytes, screen: "Screen") -> None:
    binary = getattr(screen.out, "buffer", None)
    if binary is None:
        screen.say(data.decode())
        return
    screen.out.flush()
    binary.write(data)
    binary.flush()


def _to_file(file: Path, data: bytes) -> None:
    target = Path(os.path.realpath(file))  # a link stays a link
    if target.exists() and not target.is_file():
        with target.open("wb") as device:  # a pipe or a device cannot be replaced
            device.write(data)
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    descriptor, beside = tempfile.mkstemp(prefix=f".{target.name[:50]}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).chmod(_mode(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or those that a new file has."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return _USUAL_MODE & ~mask
