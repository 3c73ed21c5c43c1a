"""Which formats of a comparison there are: one module each, found by its file name, imported when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from pvsync.errors import UsageError
from pvsync.model.comparison import Comparison
from pvsync.render.screen import Screen
from pvsync.rollcall import member, members

_PACKAGE = "pvsync.render"
_PREFIX = "comparison_"


@dataclass(frozen=True, slots=True)
class ComparisonFormat:
    """One way to lay out a comparison.

    Args:
        name: As in `--format NAME`.
        suffix: Of a file that holds it.
        is_text: Whether a terminal can show it.
        render: The layout as bytes; a format that is not for terminals ignores the screen.
    """

    name: str
    suffix: str
    is_text: bool
    render: Callable[[Comparison, Screen], bytes]


def comparison_format(name: str) -> ComparisonFormat:
    """A format of a comparison by name.

    Raises:
        UsageError: If there is no such format.
    """
    names = members(_PACKAGE, _PREFIX)
    if name not in names:
        raise UsageError(f"a comparison has no format `{name}`", advice=f"formats: {', '.join(names)}")
    found: ComparisonFormat = member(_PACKAGE, name, _PREFIX).FORMAT
    return found
