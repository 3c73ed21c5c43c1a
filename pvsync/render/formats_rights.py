"""Which formats of a rights report there are: one module each, found by its file name."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.errors import UsageError
from pvsync.model.rights_report import RightsReport
from pvsync.render.screen import Screen
from pvsync.rollcall import member, members

_PACKAGE = "pvsync.render"
_PREFIX = "rights_"


@dataclass(frozen=True, slots=True)
class RightsFormat:
    """One way to lay out a rights report.

    Args:
        name: As in `--format NAME`.
        render: The layout; a format that is not for terminals ignores the screen.
    """

    name: str
    render: Callable[[RightsReport, Screen], str]


def rights_format(name: str) -> RightsFormat:
    """A format of a rights report by name.

    Raises:
        UsageError: If there is no such format.
    """
    names = members(_PACKAGE, _PREFIX)
    if name not in names:
        raise UsageError(f"a rights report has no format `{name}`", advice=f"formats: {', '.join(names)}")
    found: RightsFormat = member(_PACKAGE, name, _PREFIX).FORMAT
    return found
