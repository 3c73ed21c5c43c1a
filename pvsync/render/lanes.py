"""Windows as bars on a line of time: what a title offers in one scope, before and after a change, or as git says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from pvsync.model.avail import Avail
from pvsync.model.window import Window, WindowState
from pvsync.render.offering import Offering
from pvsync.render.values import period_text

_BEHIND, _AHEAD = 2, 8
"""Years around the plan's instant that a picture shows at most; what lies beyond is cut at its edge."""

_MOST_TICKS = 12
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bar:
    """One window.

    Args:
        first: First instant, None where it has no start.
        last: Last instant, None where it has no end.
        state: Open, future or over at the plan's instant.
        period: From when to when, in the territory's days.
    """

    first: datetime | None
    last: datetime | None
    state: WindowState
    period: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The windows of one way to watch, in formats that share them.

    Args:
        license: Licence type, which decides how a bar looks.
        offer: The way to watch and the formats, in words.
        before: Windows live.
        after: Windows as desired.
    """

    license: str
    offer: str
    before: tuple[Bar, ...]
    after: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of time.

    Args:
        first: Its left edge.
        last: Its right edge.
        now: The plan's instant.
    """

    first: datetime
    last: datetime
    now: datetime

    def share(self, instant: datetime) -> float:
        """How far from the left edge, in percent, an instant stands; what lies beyond stands at the edge."""
        whole = (self.last - self.first) / timedelta(seconds=1)
        return round(100 * max(0.0, min(1.0, (instant - self.first) / timedelta(seconds=1) / whole)), 2)

    def reach(self, bar: Bar) -> tuple[float, float]:
        """Where a bar begins and how long it is, in percent."""
        left = 0.0 if bar.first is None else self.share(bar.first)
        right = 100.0 if bar.last is None else self.share(bar.last)
        return left, round(max(0.0, right - left), 2)

    @property
    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Years with the place of their first instant; every second or third one where there are many."""
        years = range(self.first.year, self.last.year)
        step = -(-len(years) // _MOST_TICKS)
        return tuple((year, self.share(_year(year))) for year in years[::step])


def lanes_of(before: Avail | None, after: Avail | None, as_of: datetime, zone: tzinfo) -> tuple[Lane, ...]:
    """The lanes of a scope; formats that share all their windows share a lane.

    A full extract leaves alone what is over, so windows that are over live are over afterwards too.
    """
    live, desired = _windows(before), _windows(after)
    if after is not None:
        for key, windows in live.items():
            over = [window for window in windows if window.is_over(as_of)]
            there = desired.setdefault(key, [])
            there += [window for window in over if window not in there]
    lanes: dict[tuple[Offering, tuple[Window, ...], tuple[Window, ...]], list[str]] = {}
    for offering, quality in sorted(live.keys() | desired.keys()):
        sides = (live.get((offering, quality), []), desired.get((offering, quality), []))
        was, becomes = (tuple(sorted(side, key=_order)) for side in sides)
        lanes.setdefault((offering, was, becomes), []).append(quality)
    return tuple(
        Lane(
            license=offering.license,
            offer=f"{offering.noun}, {', '.join(formats)}",
            before=tuple(_bar(window, as_of, zone) for window in was),
            after=tuple(_bar(window, as_of, zone) for window in becomes),
        )
        for (offering, was, becomes), formats in lanes.items()
    )


def axis_of(lanes: Iterable[Lane], now: datetime) -> Axis:
    """A line of whole years that holds every window, as far as a picture can show them."""
    bars = [bar for lane in lanes for bar in (*lane.before, *lane.after)]
    edges = [edge for bar in bars for edge in (bar.first, bar.last) if edge is not None]
    first, last = min([now, *edges]), max([now, *edges])
    return Axis(
        _year(max(first.astimezone(UTC).year, now.year - _BEHIND)),
        _year(min(last.astimezone(UTC).year, now.year + _AHEAD) + 1),
        now,
    )


def _bar(window: Window, as_of: datetime, zone: tzinfo) -> Bar:
    return Bar(window.start, window.end, window.state(as_of), period_text(window, zone))


def _windows(avail: Avail | None) -> dict[tuple[Offering, str], list[Window]]:
    found: dict[tuple[Offering, str], list[Window]] = {}
    for row in avail.transactions if avail else ():
        windows = found.setdefault((Offering.of(row), row.format), [])
        if row.window not in windows:
            windows.append(row.window)
    return found


def _order(window: Window) -> tuple[datetime, datetime]:
    return window.start or _FIRST, window.end or _LAST


def _year(year: int) -> datetime:
    return datetime(min(max(year, 1), 9999), 1, 1, tzinfo=UTC)


def lanes_text(lanes: Sequence[Lane]) -> str:
    """What a picture shows, for those who don't see it."""
    said = []
    for lane in lanes:
        sides = {
            "before": ", ".join(bar.period for bar in lane.before) or "not offered",
            "after": ", ".join(bar.period for bar in lane.after) or "not offered",
        }
        if lane.before == lane.after:
            said.append(f"{lane.offer}: {sides['after']}")
        else:
            said.append(f"{lane.offer}: before {sides['before']}; after {sides['after']}")
    return ". ".join(said)
