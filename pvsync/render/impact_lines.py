"""One way to watch one title in one territory, before and after: what opens, closes, moves or costs otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import pairwise

from pvsync.render.consequences import (
    About,
    Appears,
    Consequence,
    Continues,
    GoesDark,
    OpeningCancelled,
    Pauses,
    PriceMoves,
    QualityChanges,
    WindowMoves,
)
from pvsync.render.days import Edge, last_day
from pvsync.render.timeline import FAR, Formats, Price, Segment, compare, in_any_format

_QUALITY = ("SD", "HD", "UHD", "4K", "Max")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared.

    Args:
        about: Title, territory and way to watch.
        zone: The territory's time zone.
        as_of: The instant the plan is made for.
        before: What live offers from then on, by format.
        after: What is desired, by format.
    """

    about: About
    zone: tzinfo
    as_of: datetime
    before: Formats
    after: Formats

    @property
    def segments(self) -> list[Segment]:
        """Whether it can be had at all, before and after."""
        return compare(in_any_format(self.before), in_any_format(self.after), self.as_of)

    def day(self, instant: datetime) -> date:
        """The territory's day at an instant."""
        return instant.astimezone(self.zone).date()

    def last(self, until: datetime) -> date | None:
        """The last day of something that lasts until an instant; None where it has no end."""
        return None if until >= FAR else last_day(until, self.zone)

    @property
    def formats(self) -> list[str]:
        """Every format of either side, from the lowest quality to the highest."""
        return in_quality_order(self.before.keys() | self.after.keys())


def in_quality_order(formats: set[str]) -> list[str]:
    """Formats from the lowest quality to the highest; unknown ones last."""
    known = [name for name in _QUALITY if name in formats]
    return known + sorted(formats.difference(_QUALITY))


def openings(line: Comparison) -> Iterator[Consequence]:
    """Where it can be had before and not after, or after and not before."""
    segments = line.segments
    moved = _moved_whole(line, segments)
    if moved is not None:
        yield moved
        return
    for index, segment in enumerate(segments):
        if segment.lost:
            yield _loss(line, segments, index)
        elif segment.gained:
            yield _gain(line, segments, index)


def qualities(line: Comparison) -> Iterator[Consequence]:
    """Formats that come or go while the title can be had before and after."""
    by_format = {name: _of_format(line, name) for name in line.formats}
    for whole in line.segments:
        if not whole.both:
            continue
        cuts = {whole.first, whole.until}
        cuts |= {
            one.first
            for found in by_format.values()
            for one in found
            if whole.first < one.first < whole.until
        }
        told: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        for first, _ in pairwise(sorted(cuts)):
            there = {name: _at(found, first) for name, found in by_format.items()}
            lost = tuple(name for name, one in there.items() if one.lost)
            gained = tuple(name for name, one in there.items() if one.gained)
            if (lost, gained) != told and (lost or gained):
                ends = bool(lost) and not gained and first > line.as_of
                day = last_day(first, line.zone) if ends else line.day(first)
                yield QualityChanges(line.about, first, lost, gained, day)
            told = (lost, gained)


def prices(line: Comparison) -> Iterator[Consequence]:
    """Prices that move while a format can be had before and after; equal moves of several formats are one."""
    moves: dict[PriceMoves, list[str]] = {}
    for name in line.formats:
        segments = _of_format(line, name)
        for segment, follower in zip(segments, [*segments[1:], None], strict=True):
            if segment.before is None or segment.after is None or segment.before == segment.after:
                continue
            back = follower is not None and follower.both and follower.before == follower.after
            move = PriceMoves(
                about=line.about,
                at=segment.first,
                formats=(),
                before=segment.before,
                after=segment.after,
                first=line.day(segment.first),
                last=line.last(segment.until) if back else None,
            )
            moves.setdefault(move, []).append(name)
    kept = {name for name in line.formats if any(one.both for one in _of_format(line, name))}
    for move, names in moves.items():
        yield move if set(names) == kept else replace(move, formats=tuple(names))


def _of_format(line: Comparison, name: str) -> list[Segment]:
    return compare(line.before.get(name, []), line.after.get(name, []), line.as_of)


def _at(segments: list[Segment], instant: datetime) -> Segment:
    return next(segment for segment in segments if segment.first <= instant < segment.until)


def _moved_whole(line: Comparison, segments: list[Segment]) -> Consequence | None:
    """A future window that moves as a whole, so that before and after share no time."""
    lost = [segment for segment in segments if segment.lost]
    gained = [segment for segment in segments if segment.gained]
    apart = len(lost) == len(gained) == 1 and not any(segment.both for segment in segments)
    if not apart or lost[0].first == line.as_of:
        return None
    days = line.day(lost[0].first), _opening_day(line, gained[0])
    instants = lost[0].first, gained[0].first
    return WindowMoves(line.about, min(instants), Edge.START, *days, instants)


def _loss(line: Comparison, segments: list[Segment], index: int) -> Consequence:
    segment, about = segments[index], line.about
    goes_on = index + 1 < len(segments) and segments[index + 1].after is not None
    if segment.first == line.as_of:
        later = (line.day(one.first) for one in segments[index + 1 :] if one.after is not None)
        return GoesDark(about, segment.first, next(later, None))
    if segments[index - 1].after is not None:
        if goes_on:
            last = last_day(segment.until, line.zone)
            return Pauses(about, segment.first, line.day(segment.first), last)
        ends = segment.until, segment.first
        return _end_moves(line, segment.first, *ends)
    if goes_on:
        days = line.day(segment.first), line.day(segment.until)
        return WindowMoves(about, segment.first, Edge.START, *days, (segment.first, segment.until))
    return OpeningCancelled(about, segment.first, line.day(segment.first))


def _end_moves(line: Comparison, at: datetime, before: datetime, after: datetime) -> WindowMoves:
    return WindowMoves(line.about, at, Edge.END, line.last(before), line.last(after), (before, after))


def _gain(line: Comparison, segments: list[Segment], index: int) -> Consequence:
    segment, about = segments[index], line.about
    was_coming = index + 1 < len(segments) and segments[index + 1].before is not None
    follows = segment.first > line.as_of and segments[index - 1].before is not None
    if follows and was_coming:
        return Continues(about, segment.first, line.day(segment.first), last_day(segment.until, line.zone))
    if follows:
        ends = segment.first, segment.until
        return _end_moves(line, segment.first, *ends)
    day = _opening_day(line, segment)
    if was_coming:
        starts = segment.until, segment.first
        return WindowMoves(about, segment.first, Edge.START, line.day(segment.until), day, starts)
    return Appears(about, segment.first, day, tuple(_formats_of(line, segment)))


def _opening_day(line: Comparison, segment: Segment) -> date:
    opened = [
        one.opened
        for stretches in line.after.values()
        for one in stretches
        if one.first <= segment.first < one.until
    ]
    return line.day(min(opened))


def _formats_of(line: Comparison, segment: Segment) -> Iterator[tuple[str, Price]]:
    for name in in_quality_order(set(line.after)):
        inside = [one for one in line.after[name] if one.first < segment.until and segment.first < one.until]
        if inside:
            yield name, min(inside, key=lambda one: one.first).price
