"""Inheritance: deal, then season, then episode; what never passes, and what may not be changed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.catalog.reading import EST, FVOD, codes_of, deal, movie, read, rows, season

from pvsync.model.money import Money
from pvsync.model.transaction import Transaction

KEYS: dict[str, list[str]] = {
    "wsp": ["1.00 USD", "2.00 USD"],
    "srp": ["3.00 USD", "4.00 USD"],
    "tier": ["Gold", "Silver"],
    "license_rights": ["DAB", "New Release"],
    "id": ["a1", "a2"],
    "contract": ["CPH", "FIXED_FEE"],
    "category": ["sub", "avod"],
    "instructions": ["one", "two"],
    "exclusive_attributes": ["first", "only"],
}
OWN = {"wsp", "srp", "tier", "license_rights", "id"}
given_keys = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(values) for key, values in KEYS.items()}
)
episode_prices = st.none() | st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(KEYS[key]) for key in ("wsp", "srp", "tier")}
)


def flow(keys: dict[str, str]) -> str:
    return "".join(f", {key}: {value}" for key, value in keys.items())


def block(prices: dict[str, str] | None) -> str:
    return "" if prices is None else f", episode: {{{flow(prices)[2:]}}}"


def inherited(
    levels: list[tuple[dict[str, str], dict[str, str] | None]], own: dict[str, str]
) -> dict[str, str]:
    """What an episode has, said in ten lines: deal, season, episode; a key given replaces that key whole."""
    values: dict[str, str] = {}
    for keys, prices in levels:
        if prices is not None:
            values = {
                key: value for key, value in values.items() if key not in ("wsp", "srp", "tier")
            } | prices
        values |= {key: value for key, value in keys.items() if key not in OWN}
    return values | own


def shown(row: Transaction) -> dict[str, str]:
    values: dict[str, Any] = {
        "id": row.id,
        "license_rights": row.license_rights,
        "contract": row.contract,
        "instructions": row.instructions,
        **row.terms,
    }
    return {key: str(value) for key, value in values.items() if value is not None}


@given(given_keys, episode_prices, given_keys, episode_prices, given_keys)
@settings(max_examples=200, deadline=None)
def test_an_episode_has_what_deal_season_and_episode_give(
    of_deal: dict[str, str],
    deal_prices: dict[str, str] | None,
    of_season: dict[str, str],
    season_prices: dict[str, str] | None,
    of_episode: dict[str, str],
) -> None:
    text = season(
        f"key: k, use: library{flow(of_season)}{block(season_prices)}",
        episodes=("", f"avails: [{{key: k{flow(of_episode)}}}]"),
    ) + deal("library", FVOD + flow(of_deal) + block(deal_prices))
    levels = [(of_deal, deal_prices), (of_season, season_prices)]
    found = rows(text)

    assert [shown(row) for row in found] == [inherited(levels, {}), inherited(levels, of_episode)]


@given(given_keys, given_keys)
@settings(max_examples=100, deadline=None)
def test_a_movie_has_what_deal_and_movie_give(of_deal: dict[str, str], of_movie: dict[str, str]) -> None:
    text = movie("use: library" + flow(of_movie)) + deal("library", FVOD + flow(of_deal))

    assert [shown(row) for row in rows(text)] == [of_deal | of_movie]


def test_a_list_given_replaces_the_list_whole() -> None:
    text = movie("use: library, territories: [GB], languages: {allowed: [en]}")
    row = rows(text + deal("library", FVOD + ", languages: {asset: [fr]}"))[0]

    assert row.territory == "GB"
    assert (row.asset_languages, len(row.allowed_languages)) == ((), 1)


def test_one_form_of_price_hides_the_other_from_below() -> None:
    short, long = ", wsp: 1.00 USD, srp: 2.00 USD", ", prices: [{wsp: 3.00 USD}]"
    for below, above, wanted in (
        (short, long, {"wsp": "3.00 USD"}),
        (long, ", srp: 5.00 USD", {"srp": "5.00 USD"}),
    ):
        found = rows(movie("use: library" + above) + deal("library", EST + below))
        assert [row.terms for row in found] == [{key: Money.parse(text) for key, text in wanted.items()}]


def test_a_season_is_sold_itself_for_purchase_and_rental_only() -> None:
    found, findings = read(
        season(
            EST + ", wsp: 9.99 USD, episode: {wsp: 0.99 USD}", FVOD, episodes=("", f"avails: [{{{FVOD}}}]")
        )
    )

    assert findings == ()
    assert [
        (title.title.alid, [row.license for avail in title.avails for row in avail.transactions])
        for title in found
    ] == [("ASB-S1", ["EST"]), ("ASB-S1E1", ["FVOD", "EST"]), ("ASB-S1E2", ["FVOD"])]
    assert [
        row.terms for title in found for avail in title.avails for row in avail.transactions if row.terms
    ] == [{"wsp": Money.parse("9.99 USD")}, {"wsp": Money.parse("0.99 USD")}]


def test_a_deal_may_use_a_deal_and_have_several_avails() -> None:
    text = (
        movie("use: both, tier: Gold") + deal("both", "use: one", "use: one, license: VOD") + deal("one", EST)
    )

    assert [(row.license, row.terms) for row in rows(text)] == [
        ("EST", {"tier": "Gold"}),
        ("VOD", {"tier": "Gold"}),
    ]


@pytest.mark.parametrize("key", ["territories: [GB]", "formats: [SD]", "license: VOD"])
def test_a_deal_with_several_avails_keeps_where_what_and_how(key: str) -> None:
    two = deal("two", EST, FVOD)

    assert codes_of(movie(f"use: two, {key}") + two) == ["PV105"]
    assert codes_of(movie("use: two, end: 2030-01-01") + two) == []
    assert codes_of(movie(f"use: one, {key}") + deal("one", EST)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (movie("use: nothing"), ["PV103"]),
        (movie("use: a") + deal("a", "use: b") + deal("b", "use: a"), ["PV104"]),
        (movie("use: a") + deal("a", "license: TVOD"), ["PV015"]),
        (season("key: k, " + EST, "key: k, " + FVOD), ["PV113"]),
        (season("key: k, " + EST, episodes=("avails: [{key: j}]",)), ["PV112"]),
        (season("key: k, " + EST, episodes=("avails: [{key: k}, {tier: Gold}]",)), ["PV114"]),
        (season(EST, episodes=("avails: [{key: k}]",)), ["PV112"]),
        (movie(EST + ", tier: Gold, prices: [{tier: Gold}]"), ["PV120"]),
        (season(EST + ", episode: {tier: Gold, prices: [{tier: Gold}]}"), ["PV120"]),
    ],
)
def test_what_cannot_be_merged_is_said(text: str, codes: list[str]) -> None:
    assert codes_of(text) == codes


def test_an_empty_list_of_avails_takes_them_all_from_an_episode() -> None:
    assert [row.format for row in rows(season(FVOD, episodes=("avails: []", "")))] == ["HD"]


@pytest.mark.parametrize(
    ("user", "said"),
    [
        (f"use: d, {FVOD}", True),
        (f"key: k, use: d, {FVOD}, reference: L-1", True),
        (f"use: d, {FVOD.replace(', end: 2031-01-14', '')}", False),
        ("use: d", False),
    ],
)
def test_a_deal_of_which_nothing_is_left_is_said(user: str, said: bool) -> None:  # noqa: FBT001 - a case
    _, findings = read(movie(user), deal("d", FVOD))

    assert [one.code for one in findings] == ["PV139"] * said
    assert [one.place.line for one in findings if one.place is not None] == [5] * said


def test_what_a_deal_says_of_episodes_or_through_another_deal_is_left() -> None:
    episodes = f"{EST}, wsp: 9.99 USD, episode: {{wsp: 1.00 USD}}"
    own = f"{EST}, wsp: 9.99 USD"

    assert codes_of(season(f"use: d, {own}"), deal("d", episodes)) == []
    assert codes_of(season(f"use: d, {episodes}"), deal("d", episodes)) == ["PV139"]
    assert codes_of(movie("use: a"), deal("a", "use: b, reference: L-1"), deal("b", FVOD)) == []
    assert codes_of(movie(f"use: a, {FVOD}"), deal("a", "use: b"), deal("b", FVOD)) == ["PV139"]
