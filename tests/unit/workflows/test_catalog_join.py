"""Rows and titles join by the very SKU; every other likeness is doubtful and said."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.catalogued import Doubt
from pvsync.model.datasets import CataloguedTitle
from pvsync.model.identity import Identity
from pvsync.workflows.catalog_join import Join, join, name_of, unmanaged_of

YAML = {
    "HEAT": Identity("HEAT", "movie", "Heat Haze", "HEAT"),
    "ASB-S1E1": Identity("ASB-S1E1", "episode", "Pilot", "ASB-S1E1"),
    "ASB": Identity("ASB", "series", "", ""),
}


def a_row(sku: str | None, **said: Any) -> CataloguedTitle:
    cells: dict[str, Any] = {
        "id": f"id-{sku}",
        "vendor_sku": sku,
        "marketplace_id": 1,
        "benefit_id": "alpha",
        "title": "Heat Haze",
        "season": None,
        "episode": None,
        "episode_name": None,
        "runtime_minutes": 90,
        "live_linear_channel": None,
        "content_type": "Movie",
        "content_quality": "HD",
        "content_group": "3P_SUBS",
        "updated": datetime(2026, 5, 1, tzinfo=UTC),
    }
    return CataloguedTitle(**{**cells, **said})


def doubts(found: Join) -> list[tuple[Doubt, str]]:
    return [(one.doubt, one.sku) for one in found.doubtful]


def test_the_same_sku_joins_and_another_one_is_nobodys() -> None:
    found = join([a_row("HEAT"), a_row("COLD", title="Cold Front")], YAML)
    assert (found.joined, [one.sku for one in unmanaged_of(found)], doubts(found)) == ({"HEAT"}, ["COLD"], [])


@pytest.mark.parametrize("sku", ["heat", "HEAT ", " He at"])
def test_case_and_blanks_are_a_doubt_and_no_join(sku: str) -> None:
    found = join([a_row(sku)], YAML)
    assert doubts(found) == [(Doubt.SPELLING, sku.strip())]
    assert (found.joined, found.unmanaged, found.near) == (set(), {}, {"HEAT"})


def test_rows_that_cannot_be_joined() -> None:
    rows = [a_row(None), a_row("  ", id="x"), a_row("NEWS", live_linear_channel="News 24"), a_row("a/b")]
    found = join(rows, YAML)
    assert doubts(found) == [
        (Doubt.EMPTY, ""),
        (Doubt.EMPTY, ""),
        (Doubt.LINEAR, "NEWS"),
        (Doubt.NO_ALID, "a/b"),
    ]
    assert found.unmanaged == {}


def test_one_title_under_several_skus() -> None:
    found = join([a_row("HEAT"), a_row("HEAT-2"), a_row("HEAT-3", marketplace_id=2)], YAML)
    assert [(one.sku, one.says) for one in found.doubtful] == [
        ("HEAT", "the same channel has it as `HEAT-2` too"),
        ("HEAT-2", "the same channel has it as `HEAT` too"),
    ]


def test_another_title_than_in_the_yaml() -> None:
    episode = {"content_type": "Series", "season": 1, "episode": 1, "title": "Avail Strikes Back"}
    assert doubts(join([a_row("HEAT", title="HEAT  haze!")], YAML)) == []
    assert doubts(join([a_row("HEAT", title="Heat Wave")], YAML)) == [(Doubt.TITLE, "HEAT")]
    assert doubts(join([a_row("ASB-S1E1", episode_name="Pilot", **episode)], YAML)) == []
    assert doubts(join([a_row("ASB-S1E1", episode_name=None, **episode)], YAML)) == []
    assert doubts(join([a_row("ASB-S1E1", episode_name="Two", **episode)], YAML)) == [
        (Doubt.TITLE, "ASB-S1E1")
    ]


def test_how_a_title_is_called() -> None:
    row = a_row("X", title="Avail Strikes Back", season=1, episode=2, episode_name="Two")
    assert name_of(row) == "Avail Strikes Back, season 1 episode 2: Two"
    assert name_of(a_row("X", title=None)) == "a title without a name"


@given(
    st.lists(
        st.builds(
            a_row,
            st.sampled_from(["HEAT", "heat", "COLD", "cold", "ASB-S1E1", "", None, "a b", "NEWS"]),
            title=st.sampled_from(["Heat Haze", "Cold", None]),
            marketplace_id=st.sampled_from([1, 2, None]),
            live_linear_channel=st.sampled_from([None, None, "News 24"]),
        )
    )
)
def test_every_row_is_joined_nobodys_or_doubtful(rows: list[CataloguedTitle]) -> None:
    found = join(rows, YAML)
    doubtful = {one.sku for one in found.doubtful}
    assert found.joined <= set(YAML)
    assert not found.joined & set(found.unmanaged)
    for row in rows:
        sku = row.vendor_sku or ""
        assert sku in found.joined or sku in found.unmanaged or sku.strip() in doubtful
    turned = join(reversed(rows), YAML)
    assert (turned.joined, set(turned.unmanaged), set(turned.doubtful)) == (
        found.joined,
        set(found.unmanaged),
        set(found.doubtful),
    )
