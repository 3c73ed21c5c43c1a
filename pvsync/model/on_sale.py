"""What is on sale: what customers can have now, or from a day within the guards' horizon."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from pvsync.model.avail import Avail
from pvsync.model.licence import License
from pvsync.model.stretch import Stretch, joined, missing
from pvsync.model.window import Window, WindowState

HORIZON: Final = timedelta(days=30)
"""How far ahead an opening counts as on sale. It is nobody's to set: a share is of the same whole in every repository."""


def is_on_sale(avail: Avail | None, at: datetime) -> bool:
    """Whether any transaction of a scope is open, or opens within the horizon."""
    return avail is not None and any(is_open_or_opens(row.window, at) for row in avail.transactions)


def is_ahead(avail: Avail | None, at: datetime) -> bool:
    """Whether any transaction of a scope is open or still to come, however far away."""
    return avail is not None and any(not row.window.is_over(at) for row in avail.transactions)


def is_open_or_opens(window: Window, at: datetime) -> bool:
    """Whether a window is open, or opens within the horizon."""
    return window.state(at) is WindowState.OPEN or opens_soon(window, at)


def opens_soon(window: Window, at: datetime) -> bool:
    """Whether a window is still to open, and does within the horizon."""
    return window.start is not None and at < window.start <= at + HORIZON and not window.is_over(at)


def purchase_times(avail: Avail | None, at: datetime) -> tuple[Stretch, ...]:
    """When a title can be bought, windows that follow each other joined; what is over is past asking."""
    rows = () if avail is None else avail.transactions
    windows = (row.window for row in rows if row.license == License.EST and not row.window.is_over(at))
    return tuple(joined(Stretch.of(window) for window in windows))


def without(times: Iterable[Stretch], taken: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What is left of times when others are taken away."""
    return tuple(gap for stretch in times for gap in missing(stretch, taken))


def uncovered(
    bundle: Avail | None, part: Avail | None, live: tuple[Avail | None, Avail | None], at: datetime
) -> tuple[Stretch, ...]:
    """When a bundle is to be on sale while a part of it is not, where that is not so live.

    Args:
        bundle: The bundle as it is to be.
        part: The part as it is to be.
        live: Both as they are live.
        at: The instant of the plan; what is over is past asking.
    """
    alone = without(purchase_times(bundle, at), purchase_times(part, at))
    known = without(purchase_times(live[0], at), purchase_times(live[1], at))
    return without(alone, known)
