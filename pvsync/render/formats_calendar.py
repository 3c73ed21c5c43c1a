"""Which formats of a calendar there are: one module each, found by its file name, imported when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.errors import UsageError
from pvsync.render.screen import Screen
from pvsync.render.view_calendar import CalendarView
from pvsync.rollcall import member, members

_PACKAGE = "pvsync.render"
_PREFIX = "calendar_"


@dataclass(frozen=True, slots=True)
class CalendarFormat:
    """One way to lay out a calendar.

    Args:
        name: As in `--format NAME`.
        suffix: Of a file that holds it.
        is_text: Whether a terminal can show it.
        render: The layout as bytes; a format that is not for terminals ignores the screen.
    """

    name: str
    suffix: str
    is_text: bool
    render: Callable[[CalendarView, Screen], bytes]


def calendar_formats() -> tuple[str, ...]:
    """Names of all formats of a calendar."""
    return members(_PACKAGE, _PREFIX)


def calendar_format(name: str) -> CalendarFormat:
    """A format of a calendar by name.

    Raises:
        UsageError: If there is no such format.
    """
    if name not in calendar_formats():
        raise UsageError(f"no format `{name}`", advice=f"formats: {', '.join(calendar_formats())}")
    found: CalendarFormat = member(_PACKAGE, name, _PREFIX).FORMAT
    return found
