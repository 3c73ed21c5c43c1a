"""Which formats of a timeline there are: one module each, found by its file name, imported when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.errors import UsageError
from pvsync.render.screen import Screen
from pvsync.render.view_timeline import TimelineView
from pvsync.rollcall import member, members

_PACKAGE = "pvsync.render"
_PREFIX = "timeline_"


@dataclass(frozen=True, slots=True)
class TimelineFormat:
    """One way to draw a timeline.

    Args:
        name: As in `--format NAME`.
        suffix: Of a file that holds it.
        render: The layout; a format that is not for terminals ignores the screen.
    """

    name: str
    suffix: str
    render: Callable[[TimelineView, Screen], str]


def timeline_formats() -> tuple[str, ...]:
    """Names of all formats of a timeline."""
    return members(_PACKAGE, _PREFIX)


def timeline_format(name: str) -> TimelineFormat:
    """A format of a timeline by name.

    Raises:
        UsageError: If there is no such format.
    """
    if name not in timeline_formats():
        raise UsageError(f"no format `{name}`", advice=f"formats: {', '.join(timeline_formats())}")
    found: TimelineFormat = member(_PACKAGE, name, _PREFIX).FORMAT
    return found
