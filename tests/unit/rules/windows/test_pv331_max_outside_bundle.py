"""`Max` on each kind of title that is no bundle."""

from unit.catalog.reading import EST, FVOD, NOW, movie, read, season

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv331_max_outside_bundle import check

SALE = f"{EST}, srp: 9.99 USD, episode: {{srp: 1.99 USD}}".replace("HD", "Max")
COLLECTION = """kind: collection
alid: BOTH
title: Both
members: [HEATHAZE-2024, OTHER]
avails:
  - {license: EST, territories: [US], formats: [Max], start: 2026-01-15, end: 2031-01-14, srp: 9.99 USD}
"""


def test_each_kind_is_named() -> None:
    titles, _ = read(movie(FVOD.replace("HD", "Max")), season(SALE))

    assert [remark.message for title in titles for remark in check(title, Setting(NOW))] == [
        "`Max` is a format of box sets and collections, not of a movie",
        "`Max` is a format of box sets and collections, not of a season or its episodes",
        "`Max` is a format of box sets and collections, not of a season or its episodes",
    ]


def test_of_a_season_it_is_said_once() -> None:
    titles, _ = read(season(SALE))

    assert len({remark for title in titles for remark in check(title, Setting(NOW))}) == 1


def test_a_bundle_has_it() -> None:
    titles, _ = read(COLLECTION)

    assert len(titles) == 1
    assert [remark for title in titles for remark in check(title, Setting(NOW))] == []
