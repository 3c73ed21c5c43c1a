"""A window of one second is open for that second; one of no length never is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.model.window import Window
from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv301_ends_before_start import check


@pytest.mark.parametrize(
    ("start", "end", "remarks"),
    [
        (NOW, NOW + timedelta(seconds=1), 0),
        (NOW, NOW, 1),
        (NOW, NOW - timedelta(seconds=1), 1),
        (None, NOW, 0),
        (NOW, None, 0),
    ],
)
def test_the_shortest_window(start: object, end: object, remarks: int) -> None:
    (title,), _ = read(movie(FVOD))
    (avail,) = title.avails
    window = Window(start, end)  # type: ignore[arg-type]
    avail = replace(avail, transactions=(replace(avail.transactions[0], window=window),))

    assert len(list(check(replace(title, avails=(avail,)), Setting(NOW)))) == remarks
