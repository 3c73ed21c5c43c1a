"""The same window twice is said once, and by one rule."""

from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows import pv302_windows_overlap, pv304_duplicate_transaction

SETTING = Setting(NOW)
LONGER = FVOD.replace("2031-01-14", "2031-02-14")


def test_each_further_copy_is_said_and_the_overlap_rule_is_silent() -> None:
    (title,), _ = read(movie(FVOD, FVOD, FVOD))

    remarks = list(pv304_duplicate_transaction.check(title, SETTING))

    assert [remark.message for remark in remarks] == ["two avails give FVOD HD in US the same window"] * 2
    assert [(remark.place.line, remark.related[0].place.line) for remark in remarks] == [(6, 5), (7, 5)]
    assert list(pv302_windows_overlap.check(title, SETTING)) == []


def test_a_copy_does_not_hide_an_overlap() -> None:
    (title,), _ = read(movie(FVOD.replace("HD", "UHD"), FVOD, FVOD, LONGER))

    assert len(list(pv304_duplicate_transaction.check(title, SETTING))) == 1
    assert len(list(pv302_windows_overlap.check(title, SETTING))) == 1
