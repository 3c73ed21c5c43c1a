"""A season's number against the series' count."""

from dataclasses import replace

import pytest
from builders import a_movie
from unit.catalog.reading import season
from unit.rules.seasons.families import AS_OF, FREE, family

from pvsync.rules.rule import Setting
from pvsync.rules.seasons.pv606_season_number_above_count import check


@pytest.mark.parametrize(("number", "speaks"), [(4, False), (5, True)])
def test_beyond_the_count(number: int, speaks: bool) -> None:  # noqa: FBT001 - both sides of one border
    text = season(FREE).replace("number: 1\ntitle: First", f"number: {number}\ntitle: First")
    remarks = list(check(family(text), Setting(AS_OF)))

    assert [remark.message for remark in remarks] == ["this is season 5, and the series counts 4"] * speaks
    assert [(remark.place.line, remark.related[0].place.line) for remark in remarks] == [(9, 4)] * speaks


def test_without_a_number_there_is_nothing_to_compare() -> None:
    whole = family(season(FREE))

    assert list(check(replace(whole, season=replace(whole.season, title=a_movie())), Setting(AS_OF))) == []
