"""Lanes as shapes: where each bar of a picture stands, and what it looks like; no markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pvsync.model.licence import License
from pvsync.model.window import WindowState
from pvsync.render.lanes import Axis, Bar, Lane

_LOOKS = {
    License.EST: "est",
    License.POEST: "poest",
    License.VOD: "vod",
    License.SVOD: "svod",
    License.FVOD: "fvod",
}
"""A color and a pattern for each licence type."""

_MEANS = {
    "est": "purchase",
    "poest": "pre-order",
    "vod": "rental",
    "svod": "subscription",
    "fvod": "free with ads",
}
_OTHER = "other"
_LABEL, _THIN, _THICK, _LANE = 12, 6, 9, 34


@dataclass(frozen=True, slots=True)
class Shape:
    """One bar.

    Args:
        left: Where it begins, in percent.
        width: How long it is, in percent.
        top: How far down, in pixels.
        height: In pixels.
        looks: Words for the style sheet: its licence, its side, and whether it is over.
    """

    left: float
    width: float
    top: int
    height: int
    looks: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One scope as a picture.

    Args:
        height: In pixels.
        labels: A text for each lane with how far down it stands.
        shapes: All bars.
    """

    height: int
    labels: tuple[tuple[int, str], ...]
    shapes: tuple[Shape, ...]


def look_of(license_type: str) -> str:
    """The word of the style sheet for a licence type; live may hold one that pvsync does not know."""
    return next((look for known, look in _LOOKS.items() if known == license_type), _OTHER)


def legend(lanes: Iterable[Lane]) -> tuple[tuple[str, str], ...]:
    """What each look means, for those that are there."""
    found = {look_of(lane.license): lane.license for lane in lanes}
    return tuple((look, _MEANS.get(look, "another licence type")) for look in sorted(found))


def drawing(lanes: Sequence[Lane], axis: Axis) -> Drawing:
    """A picture: each lane with its windows before above, and after below; one that stays the same is drawn once."""
    shapes: list[Shape] = []
    labels: list[tuple[int, str]] = []
    for number, lane in enumerate(lanes):
        top = number * _LANE
        labels.append((top + _LABEL - 2, lane.offer))
        look = look_of(lane.license)
        if lane.before != lane.after:
            was = top + _LABEL + 1
            shapes += [_shape(bar, axis, was, _THIN, f"{look} was") for bar in lane.before]
        after = top + _LABEL + _THIN + 3
        shapes += [_shape(bar, axis, after, _THICK, look) for bar in lane.after]
    return Drawing(max(1, len(lanes)) * _LANE, tuple(labels), tuple(shapes))


def _shape(bar: Bar, axis: Axis, top: int, height: int, look: str) -> Shape:
    left, width = axis.reach(bar)
    over = bar.state is WindowState.OVER
    looks = f"{look} over" if over else look
    # A window that ends before the picture begins is a sliver at its edge, never nothing.
    return Shape(min(left, 99.7), max(width, 0.3), top, height, looks)
