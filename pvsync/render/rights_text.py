"""A rights report as a screen: title by title what could be sold, where and when, and which contract gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pvsync.model.rights_report import RightsReport, Unoffered
from pvsync.render.days import day_text
from pvsync.render.english import counted, listed, numbered
from pvsync.render.formats_rights import RightsFormat
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped

_INDENT = "  "


@dataclass(frozen=True, slots=True, order=True)
class _Row:
    """One line of the table; territories with the same days stand together."""

    license: str
    first: date
    last: date
    is_endless: bool
    days: str
    contracts: tuple[str, ...]
    territories: tuple[str, ...]

    @property
    def period(self) -> str:
        """From when to when."""
        until = "with no end" if self.is_endless else f"to {day_text(self.last)}"
        return f"{day_text(self.first)} {until}{self.days}"


@dataclass(frozen=True, slots=True)
class _Block:
    """Titles whose tables are alike: one title, or episodes of one season."""

    titles: tuple[Unoffered, ...]
    rows: tuple[_Row, ...]

    @property
    def heading(self) -> str:
        """What they are called together."""
        first = self.titles[0]
        if not first.title:
            return f"{first.alid}, which no document of the catalog declares"
        if len(self.titles) == 1:
            return f"{first.title} ({first.alid})"
        numbers = sorted(one.number for one in self.titles if one.number is not None)
        return f"{first.season}, episodes {numbered(numbers)}"


def render(report: RightsReport, screen: Screen) -> str:
    """The whole report; nothing is cut."""
    return paint(_lines(report, screen.width), screen)


def _lines(report: RightsReport, width: int) -> Iterator[Line]:
    heading = f"Rights of {report.licensor} that nothing offers, from {day_text(report.as_of.date())}"
    yield from wrapped((Span(heading, Tone.STRONG),), width, 2)
    blocks = list(_blocks(report.unoffered))
    rows = [row for block in blocks for row in block.rows]
    license_width = max((cells(row.license) for row in rows), default=0)
    period_width = max((cells(row.period) for row in rows), default=0)
    for block in blocks:
        yield EMPTY
        yield from wrapped((Span(block.heading, Tone.STRONG),), width, 2)
        for row in block.rows:
            start = f"{_INDENT}{padded(row.license, license_width)}  {padded(row.period, period_width)}  "
            territories = Span(listed(row.territories))
            contracts = Span(f" ({listed(row.contracts)})", Tone.FAINT)
            yield from wrapped((Span(start), territories, contracts), width, len(_INDENT) + license_width + 2)
    yield EMPTY
    yield from wrapped((Span(_summary(report), Tone.STRONG),), width, 2)


def _summary(report: RightsReport) -> str:
    held = f"Contracts name {counted(report.held, 'title')}"
    if not report.held:
        return "No `kind: rights` document names a title, so there is nothing to hold the catalog against."
    short = len({one.alid for one in report.unoffered})
    if not short:
        return f"{held}; all that they give is offered."
    verb, they = ("is", "it") if short == 1 else ("are", "they")
    return f"{held}; {short:,} of them {verb} not offered as far as {they} could be."


def _blocks(unoffered: Iterable[Unoffered]) -> Iterator[_Block]:
    """Titles in their order; episodes of one season that follow each other with the same table become one."""
    current: _Block | None = None
    for _, group in groupby(unoffered, key=lambda one: one.alid):
        items = list(group)
        block = _Block((items[0],), _rows(items))
        if current is not None and _are_alike(current, block):
            current = _Block((*current.titles, items[0]), current.rows)
            continue
        if current is not None:
            yield current
        current = block
    if current is not None:
        yield current


def _are_alike(one: _Block, other: _Block) -> bool:
    season = one.titles[0].season
    return bool(season) and season == other.titles[0].season and one.rows == other.rows


def _rows(items: Iterable[Unoffered]) -> tuple[_Row, ...]:
    together: dict[tuple[str, date, date | None, tuple[str, ...]], list[Unoffered]] = {}
    for one in items:
        contracts = tuple(reference for reference, _ in one.contracts)
        together.setdefault((one.license, one.first, one.last, contracts), []).append(one)
    rows = [
        _Row(
            license=license_type,
            first=first,
            last=last or date.max,
            is_endless=last is None,
            days="" if same[0].days is None else f" ({counted(same[0].days, 'day')})",
            contracts=contracts,
            territories=tuple(sorted(one.territory for one in same)),
        )
        for (license_type, first, last, contracts), same in together.items()
    ]
    return tuple(sorted(rows))


FORMAT = RightsFormat(name="text", render=render)
