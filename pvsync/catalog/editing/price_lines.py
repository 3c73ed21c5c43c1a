"""Which lines of `prices:` a new price belongs into."""

from dataclasses import dataclass

from pvsync.catalog.editing.conditions import Cell, Conditions, Meaning, ignore
from pvsync.catalog.editing.offers import source_of
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.prices import PlacedLine, PriceList
from pvsync.catalog.settings import CatalogSettings
from pvsync.diagnostics import Place

PRICE_KEYS = frozenset({"wsp", "srp", "tier"})
"""Keys that an avail with `prices` has in its lines."""


@dataclass(frozen=True, slots=True)
class Target:
    """A line with what it holds for.

    Args:
        line: The line.
        cells: The territories and formats of the avail for which it holds.
    """

    line: PlacedLine
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        """`US HD, US UHD`."""
        return ", ".join(f"{territory} {format_profile}" for territory, format_profile in self.cells)


@dataclass(frozen=True, slots=True)
class Lines:
    """What is to be set, and what stays.

    Args:
        targets: Lines to set.
        kept: Places of lines for some days only that stay as they are.
    """

    targets: tuple[Target, ...]
    kept: tuple[Place, ...]


def lines_to_set(means: Meaning, conditions: Conditions, settings: CatalogSettings) -> Lines:
    """The lines without dates that hold for what the conditions ask for, and for nothing else.

    Raises:
        Refused: If there are none, they hold for more, or they are not the title's own.
    """
    own, prices = means.offer.own, means.effective[0].origin("prices")
    if own is None or prices.raw is not own.origin.raw or prices.path[:-1] != own.origin.path:
        raise Refused(
            f"the price lines of this avail come from {source_of(prices)}",
            "change them there, or write `prices` at the title's own avail",
        )
    lines = PriceList(means.effective[0], settings, ignore).lines
    held: dict[int, list[Cell]] = {}
    for cell in means.cells:
        number = _best(lines, cell)
        if number is not None:
            held.setdefault(number, []).append(cell)
        elif conditions.asks_for(cell):
            raise Refused(
                f"no price line without dates holds for {_words([cell])}",
                "add one, or change the price in the line of its days",
            )
    targets = [
        Target(lines[number], tuple(cells))
        for number, cells in held.items()
        if any(conditions.asks_for(cell) for cell in cells)
    ]
    for target in targets:
        beyond = [cell for cell in target.cells if not conditions.asks_for(cell)]
        if beyond:
            raise Refused(
                f"a price line of this avail of {means.offer.alid} also holds for {_words(beyond)}",
                "write a line of its own for what is to change, and run the command again",
            )
    asked = [cell for cell in means.cells if conditions.asks_for(cell)]
    dated = (line for line in lines if line.is_dated and any(line.fits(*cell) for cell in asked))
    return Lines(tuple(targets), tuple(line.origin.place for line in dated))


def _best(lines: list[PlacedLine], cell: Cell) -> int | None:
    fitting = [number for number, line in enumerate(lines) if line.fits(*cell) and not line.is_dated]
    return max(fitting, key=lambda number: lines[number].rank, default=None)


def _words(cells: list[Cell]) -> str:
    return ", ".join(f"{territory} {format_profile}" for territory, format_profile in cells)
