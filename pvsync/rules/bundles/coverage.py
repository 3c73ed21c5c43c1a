"""When a bundle is for sale and one of its parts is not (bundles, validation rules 1 and 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pvsync.model.desired import DesiredTitle
from pvsync.model.family import BundleFamily
from pvsync.model.stretch import Stretch, missing
from pvsync.rules.bundles.sales import Sale, held_in, leaves, sales
from pvsync.rules.rule import Setting
from pvsync.rules.words import day_text


class Lack(StrEnum):
    """How a part falls short of its bundle."""

    BEGINS_LATER = "begins later"
    ENDS_EARLIER = "ends earlier"
    PAUSES = "pauses"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a bundle that follow each other without a gap.

    Args:
        opening: The line that begins it.
        closing: The line that ends it.
        stretch: All of its time.
    """

    opening: Sale
    closing: Sale
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Time in which a bundle is for sale in a territory and a part is not.

    Args:
        how: How the part falls short.
        territory: Where.
        run: The lines of the bundle.
        part: The part.
        without: The time.
        near: The part's line that begins or ends too late or too early, None where it has none.
    """

    how: Lack
    territory: str
    run: Run
    part: DesiredTitle
    without: Stretch
    near: Sale | None

    @property
    def part_name(self) -> str:
        """The part as a sentence calls it."""
        return f"{self.part.title.title} ({self.part.title.alid})"


def shortfalls(family: BundleFamily, setting: Setting) -> Iterator[Shortfall]:
    """Every time, territory and part that its bundle lacks; what is over already is past mending."""
    of_parts = {id(part): sales(part) for part in family.parts}
    for territory, lines in sales(family.bundle).items():
        for run in _runs(lines):
            if run.stretch.until <= setting.as_of:
                continue
            for part in held_in(family, territory, setting):
                own = of_parts[id(part)].get(territory, [])
                if own:
                    yield from _compared(territory, run, part, own)
                elif not leaves(part, territory):
                    yield Shortfall(Lack.NOT_OFFERED, territory, run, part, run.stretch, None)


def shown(instant: datetime, territory: str, setting: Setting) -> str:
    """An instant as a day of a territory."""
    return day_text(setting.zones.day_of(instant, territory))


def _runs(lines: Sequence[Sale]) -> list[Run]:
    """Lines joined where one begins in the second after another ends; a price by date cuts no window."""
    runs: list[Run] = []
    for sale in lines:
        stretch = sale.stretch
        if not runs or stretch.first > runs[-1].stretch.until:
            runs.append(Run(sale, sale, stretch))
            continue
        last = runs[-1]
        longest = sale if stretch.until > last.stretch.until else last.closing
        runs[-1] = Run(last.opening, longest, Stretch(last.stretch.first, longest.stretch.until))
    return runs


def _compared(territory: str, run: Run, part: DesiredTitle, own: Sequence[Sale]) -> Iterator[Shortfall]:
    whole = run.stretch
    told_end = False
    for gap in missing(whole, [sale.stretch for sale in own]):
        before = [sale for sale in own if sale.stretch.until <= gap.first]
        after = [sale for sale in own if sale.stretch.first >= gap.until]
        leads = gap.first == whole.first and bool(after) and (gap != whole or not before)
        if leads:
            near = min(after, key=lambda sale: sale.stretch.first)
            yield Shortfall(Lack.BEGINS_LATER, territory, run, part, gap, near)
        elif not told_end:
            told_end = True
            near = max(before, key=lambda sale: sale.stretch.until)
            how = Lack.PAUSES if gap.until < whole.until else Lack.ENDS_EARLIER
            yield Shortfall(how, territory, run, part, gap, near)
