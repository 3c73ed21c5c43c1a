"""Which price line holds where and when: the most specific wins, a dated one over an undated one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from pvsync.catalog import codes
from pvsync.catalog.documents.avail import PriceLine
from pvsync.catalog.merge import Effective, Origin, Report
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.territories import expand_name, unknown_territory
from pvsync.diagnostics import Related
from pvsync.model.made_often import made_often
from pvsync.model.terms import TermValue
from pvsync.model.window import Window

_SECOND = timedelta(seconds=1)
_EXACT, _GROUP, _ANY = 2, 1, 0


@made_often
@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A price line with its place, its prices and the territories that it names (None: any)."""

    number: int
    line: PriceLine
    origin: Origin
    terms: dict[str, TermValue]
    territories: tuple[str, ...] | None
    is_group: bool

    def fits(self, territory: str, format_profile: str) -> bool:
        """Whether the line speaks of this territory and format."""
        if self.territories is not None and territory not in self.territories:
            return False
        return self.line.format is None or self.line.format == format_profile

    @property
    def is_dated(self) -> bool:
        """Whether the line holds for some days only."""
        return self.line.from_ is not None or self.line.until is not None

    @property
    def is_wrong(self) -> bool:
        """Whether the line has an error of its own, said already."""
        return (
            _is_never(self.line) or not self.terms or (self.territories is not None and not self.territories)
        )

    @property
    def rank(self) -> tuple[int, int]:
        """How specific the line is about territory and about format."""
        territory = _ANY if self.territories is None else _GROUP if self.is_group else _EXACT
        return (territory, int(self.line.format is not None))

    def holds(self, window: Window, territory: str, settings: CatalogSettings) -> Window:
        """The part of a window in which a dated line holds; `until: D` holds before D begins."""
        zones = settings.zones
        start, end = window.start, window.end
        if self.line.from_ is not None:
            first = zones.start_of(self.line.from_, territory)
            start = first if start is None else max(start, first)
        if self.line.until is not None:
            last = zones.start_of(self.line.until, territory) - _SECOND
            end = last if end is None else min(end, last)
        return Window(start, end)


@made_often
@dataclass(frozen=True, slots=True)
class PricedWindow:
    """A stretch of a window with one price.

    Args:
        window: The stretch.
        terms: `wsp`, `srp` and `tier`, where given.
        origin: The line that gives them, None where nothing does.
        opens: Where the stretch's start is written, None where it is the avail's own.
        closes: Where its end is written, None where it is the avail's own.
    """

    window: Window
    terms: dict[str, TermValue]
    origin: Origin | None
    opens: Origin | None = None
    closes: Origin | None = None


class PriceList:
    """The price lines of one avail."""

    def __init__(self, avail: Effective, settings: CatalogSettings, report: Report) -> None:
        self.avail = avail
        self.settings = settings
        self.report = report
        self.fitting: set[int] = set()
        self.used: set[int] = set()
        every = avail.origin("prices")
        self.lines = [
            self._place(index, line, every.at(index))
            for index, line in enumerate(avail.values.get("prices", ()))
        ]
        self.dated = any(line.is_dated for line in self.lines)

    def _place(self, number: int, line: PriceLine, origin: Origin) -> PlacedLine:
        if _is_never(line):
            self.report(
                codes.WRONG_VALUE.at(
                    origin.at("until").place,
                    f"this price holds from {line.from_} until before {line.until}, which is never",
                    "`until` is the first day on which the price no longer holds: move it after `from`",
                )
            )
        terms = _line_terms(line)
        if not terms:
            self.report(
                codes.PRICE_MISSING.at(
                    origin.place,
                    "this price line says no price",
                    "add `wsp`, `srp` or `tier`, or delete the line",
                )
            )
        if line.territory is None:
            return PlacedLine(number, line, origin, terms, None, is_group=False)
        territories = expand_name(line.territory, self.settings)
        if not territories:
            self.report(
                codes.UNKNOWN_TERRITORY.at(
                    origin.at("territory").place, *unknown_territory(line.territory, self.settings)
                )
            )
        return PlacedLine(
            number, line, origin, terms, territories, is_group=line.territory in self.settings.groups
        )

    def price(self, territory: str, format_profile: str, window: Window) -> list[PricedWindow]:
        """The window cut where its price changes, in order of time."""
        if "prices" not in self.avail.values:
            origin = next(
                (self.avail.given(name) for name in ("wsp", "srp", "tier") if name in self.avail.values),
                None,
            )
            return [PricedWindow(window, _terms(self.avail.values), origin)]
        fitting = [line for line in self.lines if line.fits(territory, format_profile)]
        self.fitting.update([line.number for line in fitting])
        if fitting and not (self.dated and any(line.is_dated for line in fitting)):
            self.used.update([line.number for line in fitting])
            always = self._best(fitting)
            return [] if always is None else [PricedWindow(window, always.terms, always.origin)]
        held = [(line, line.holds(window, territory, self.settings)) for line in fitting]
        self.used.update(line.number for line, part in held if part == window or part.overlap(window))
        base = self._best([line for line, _ in held if not line.is_dated])
        dated = [(line, part) for line, part in held if line.is_dated]
        boundaries = _boundaries(dated)
        pieces = [self._piece(piece, base, dated, window, boundaries) for piece in _cut(window, boundaries)]
        self._missing(territory, format_profile, pieces)
        return _joined(pieces)

    def unused(self) -> None:
        """Report every line that no territory, format and day of the avail meets."""
        for line in self.lines:
            if line.number in self.used or line.is_wrong:
                continue
            message, hint = (
                (
                    "this price holds on no day of the avail's window",
                    "correct `from` and `until`, or delete the line",
                )
                if line.number in self.fitting
                else (
                    "this price fits no territory and format of the avail",
                    "add the territory or format to the avail, or delete the line",
                )
            )
            self.report(codes.PRICE_FITS_NOTHING.at(line.origin.place, message, hint))

    def _piece(
        self,
        piece: Window,
        base: PlacedLine | None,
        dated: list[tuple[PlacedLine, Window]],
        whole: Window,
        boundaries: dict[datetime, Origin],
    ) -> PricedWindow:
        best = self._best([line for line, held in dated if held.overlap(piece)]) or base
        opens = closes = None
        if piece.start is not None and piece.start != whole.start:
            opens = boundaries.get(piece.start)
        if piece.end is not None and piece.end != whole.end:
            closes = boundaries.get(piece.end + _SECOND)
        if best is None:
            return PricedWindow(piece, {}, None, opens, closes)
        return PricedWindow(piece, best.terms, best.origin, opens, closes)

    def _best(self, lines: list[PlacedLine]) -> PlacedLine | None:
        if len(lines) == 1:
            return lines[0]
        best = max(lines, key=lambda line: line.rank, default=None)
        for line in lines:
            if best is None or line is best:
                continue
            if line.rank == best.rank or any(
                own > others for own, others in zip(line.rank, best.rank, strict=True)
            ):
                self.report(
                    codes.PRICE_AMBIGUOUS.at(
                        line.origin.place,
                        "two price lines fit the same territory, format and days equally well",
                        "make one of them more specific: add `territory`, `format`, `from` or `until`",
                        (Related("the other line is here", best.origin.place),),
                    )
                )
        return best

    def _missing(self, territory: str, format_profile: str, pieces: list[PricedWindow]) -> None:
        bare = [piece.window for piece in pieces if piece.origin is None]
        if bare and not any(line.is_wrong for line in self.lines):
            days = "" if len(bare) == len(pieces) else self._days(bare[0], territory)
            self.report(
                codes.PRICE_MISSING.at(
                    self.avail.origin("prices").place,
                    f"no price line fits {territory} in {format_profile}{days}",
                    f"add a line: `{{territory: {territory}, wsp: ...}}`",
                )
            )

    def _days(self, window: Window, territory: str) -> str:
        zones = self.settings.zones
        days = [
            zones.day_of(instant, territory) for instant in (window.start, window.end) if instant is not None
        ]
        return f" from {days[0]} to {days[-1]}"


def _is_never(line: PriceLine) -> bool:
    return line.from_ is not None and line.until is not None and line.until <= line.from_


def _terms(values: dict[str, TermValue]) -> dict[str, TermValue]:
    return {name: values[name] for name in ("tier", "wsp", "srp") if values.get(name) is not None}


def _line_terms(line: PriceLine) -> dict[str, TermValue]:
    found: dict[str, TermValue] = {}
    if line.tier is not None:
        found["tier"] = line.tier
    if line.wsp is not None:
        found["wsp"] = line.wsp
    if line.srp is not None:
        found["srp"] = line.srp
    return found


def _boundaries(dated: Iterable[tuple[PlacedLine, Window]]) -> dict[datetime, Origin]:
    """Every instant at which a dated line begins or has ended, with the place that says so."""
    found: dict[datetime, Origin] = {}
    for line, held in dated:
        if held.start is None or (held.end is not None and held.end < held.start):
            continue
        found.setdefault(held.start, line.origin.at("from"))
        if held.end is not None:
            found.setdefault(held.end + _SECOND, line.origin.at("until"))
    return found


def _cut(window: Window, boundaries: Iterable[datetime]) -> list[Window]:
    """A window cut at every boundary within it."""
    start, end = window.start, window.end
    if start is None or (end is not None and end < start):
        return [window]
    inside = (instant for instant in boundaries if start < instant and (end is None or instant <= end))
    cuts = sorted({start, *inside})
    ends = [later - _SECOND for _, later in pairwise(cuts)]
    return [Window(first, last) for first, last in zip(cuts, [*ends, end], strict=True)]


def _joined(pieces: list[PricedWindow]) -> list[PricedWindow]:
    """Neighbors with the same price become one window again."""
    joined: list[PricedWindow] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.origin == piece.origin:
            joined[-1] = PricedWindow(
                Window(last.window.start, piece.window.end),
                piece.terms,
                piece.origin,
                last.opens,
                piece.closes,
            )
        else:
            joined.append(piece)
    return joined
