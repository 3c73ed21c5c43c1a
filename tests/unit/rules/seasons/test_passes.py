"""Which passes there are, and whether they are where passes belong."""

from unit.catalog.reading import season
from unit.rules.seasons.families import AS_OF, EST, FREE, family, starting

from pvsync.rules.rule import Setting
from pvsync.rules.seasons.passes import passes

TEXT = season(f"{EST}, territories: [US, FR], start: 2026-05-25", episodes=("", starting("2026-06-08")))


def test_classic_is_asked_for_only_where_it_is_known() -> None:
    known = Setting(AS_OF, classic_territories=frozenset({"US"}))

    assert [(one.territory, one.is_classic) for one in passes(family(TEXT), known)] == [
        ("FR", False),
        ("US", True),
    ]
    assert all(one.is_classic for one in passes(family(TEXT), Setting(AS_OF)))


def test_offers_and_seasons_that_are_not_sold_are_none() -> None:
    offer = season(f"{EST}, territories: [US], start: 2026-05-25", episodes=("", ""))

    assert list(passes(family(offer), Setting(AS_OF))) == []
    assert list(passes(family(season(FREE)), Setting(AS_OF))) == []
    assert list(passes(family(TEXT.replace("license: EST", "license: POEST")), Setting(AS_OF))) != []
