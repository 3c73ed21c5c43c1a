"""What a rule is: a check with its page and its examples; the engine stamps code and severity."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pvsync.diagnostics import Place, Related, Severity
from pvsync.model.desired import DesiredTitle


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check has to say, before it is stamped.

    Args:
        place: Where the text must change.
        message: What is, and what should be.
        hint: What to write instead.
        related: Other places that matter.
    """

    place: Place
    message: str
    hint: str
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on a title.

    Args:
        code: `PV` and three digits.
        name: Named for the pattern found.
        severity: What follows from it.
        check: Yields remarks on one title.
        page: What it finds, why that matters, how to mend it, and its source.
        bad: A catalog that it remarks on.
        good: The same, mended.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[DesiredTitle], Iterable[Remark]]
    page: str
    bad: str
    good: str
