"""The normal form: equal meaning is equal text, and any visible difference is another digest."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import a_movie, a_transaction, a_window, an_avail
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.avail import Entitlement
from pvsync.model.money import Money
from pvsync.model.normal import canonical_json, dict_of, digest, title_table, transaction_table
from pvsync.model.titles import Episode, Season, Series
from pvsync.model.transaction import Language

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.decimals(allow_nan=False, allow_infinity=False, places=40)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(json_values)
def test_canonical_json_is_json_and_loses_no_digit(value: Any) -> None:
    again = json.loads(canonical_json(value), parse_float=Decimal)

    assert again == value
    assert canonical_json(again) == canonical_json(value)


@given(
    st.dictionaries(
        st.text("abc"), st.integers() | st.decimals(allow_nan=False, allow_infinity=False), max_size=5
    )
)
def test_the_order_of_members_makes_no_difference(value: dict[str, Any]) -> None:
    assert canonical_json(value) == canonical_json(dict(reversed(value.items())))


def test_a_number_and_its_text_are_two_values() -> None:
    assert canonical_json(Decimal("6.90")) == "6.9" == canonical_json(Decimal("6.9"))
    assert canonical_json("6.9") == '"6.9"'
    assert canonical_json(Decimal("7.0")) == canonical_json(7)


def test_the_digest_is_blind_to_ids_and_order() -> None:
    one, two = a_transaction(id="a"), a_transaction(id="b", format="UHD")

    assert digest(an_avail(one, two)) == digest(an_avail(replace(two, id=None), replace(one, id="c")))
    assert digest(an_avail(one, two), [one]) == digest(an_avail(one))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "UHD"},
        {"license": "VOD"},
        {"channel": "prime"},
        {"contract": "CPH"},
        {"window": a_window(-9)},
        {"window": a_window(-10, None)},
        {"asset_languages": (Language("en"),)},
        {"allowed_languages": (Language("en"),)},
        {"holdback_languages": (Language("en", "audio"),)},
        {"license_rights": "DAB"},
        {"instructions": "x"},
        {"other_terms": "x"},
        {"terms": {"wsp": Money("USD", Decimal("6.99"))}},
        {"terms": {"exclusive": True}},
        {"extra": {"Spare": 1}},
    ],
)
def test_each_value_shows_in_table_and_digest(changes: dict[str, Any]) -> None:
    changed = a_transaction(**changes)

    assert transaction_table(changed) != transaction_table(a_transaction())
    assert digest(an_avail(changed)) != digest(an_avail(a_transaction()))


def test_what_is_not_set_is_left_out() -> None:
    table = transaction_table(a_transaction(terms={}, extra={"Spare": None}))

    assert sorted(table) == ["end", "format", "license", "start", "territory"]


SEASON = Season("S", "S-C", "Season", 1, 8, Series("R", "Series", 4))


@pytest.mark.parametrize(
    "changes",
    [
        {"licensor": "other"},
        {"title": a_movie(title="Other")},
        {"title": a_movie(content_id="C")},
        {"title": SEASON},
        {"title": replace(SEASON, number=2)},
        {"title": Episode("E", "E", "Heat Haze", 1, SEASON)},
        {"title": Episode("E", "E", "Heat Haze", 1, replace(SEASON, title="Other"))},
        {"entitlements": (Entitlement("DMA", "1"),)},
        {"extra": {"Spare": Decimal("6.90")}},
    ],
)
def test_each_value_of_the_title_shows_in_table_and_digest(changes: dict[str, Any]) -> None:
    others = [digest(an_avail()), digest(an_avail(title=replace(SEASON, number=3)))]

    assert title_table(an_avail(**changes)) != title_table(an_avail())
    assert digest(an_avail(**changes)) not in others


def test_an_episode_tells_its_season_and_series() -> None:
    table = title_table(an_avail(title=Episode("E", "E-C", "Pilot", 1, SEASON)))

    assert dict_of(table) == {
        "content_id": "E-C",
        "work_type": "episode",
        "title": "Pilot",
        "number": 1,
        "season.title": "Season",
        "season.content_id": "S-C",
        "season.number": 1,
        "season.episode_count": 8,
        "series.content_id": "R",
        "series.title": "Series",
        "series.seasons": 4,
        "licensor": "acme",
    }
