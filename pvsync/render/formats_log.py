"""Which formats of a log there are: one module each, found by its file name, imported when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.errors import UsageError
from pvsync.render.screen import Screen
from pvsync.render.view_log import LogView
from pvsync.rollcall import member, members

_PACKAGE = "pvsync.render"
_PREFIX = "log_"


@dataclass(frozen=True, slots=True)
class LogFormat:
    """One way to lay out a log.

    Args:
        name: As in `--format NAME`.
        suffix: Of a file that holds it.
        render: The layout; a format that is not for terminals ignores the screen.
    """

    name: str
    suffix: str
    render: Callable[[LogView, Screen], str]


def log_formats() -> tuple[str, ...]:
    """Names of all formats of a log."""
    return members(_PACKAGE, _PREFIX)


def log_format(name: str) -> LogFormat:
    """A format of a log by name.

    Raises:
        UsageError: If there is no such format.
    """
    if name not in log_formats():
        raise UsageError(f"no format `{name}`", advice=f"formats: {', '.join(log_formats())}")
    found: LogFormat = member(_PACKAGE, name, _PREFIX).FORMAT
    return found
