"""Deals, where they are asked for: rights that several titles have alike, written once."""

from typing import Any

from pvsync.formats.ema.deals import with_deals
from pvsync.formats.ema.plain import Draft

SVOD: dict[str, Any] = {
    "license": "SVOD",
    "channel": "prime",
    "territories": ["US"],
    "formats": ["HD"],
    "start": "2026-02-01",
    "end": "2028-01-31",
}


def a_draft(alid: str, *avails: dict[str, Any]) -> Draft:
    return Draft("movies", alid, alid, {"kind": "movie", "alid": alid, "avails": list(avails)})


def test_equal_avails_of_two_titles_become_a_deal() -> None:
    deal, first, second = with_deals([a_draft("A", SVOD), a_draft("B", {**SVOD, "ids": {"US/HD": "b1"}})])
    assert (deal.folder, deal.document) == (
        "deals",
        {"kind": "deal", "name": "svod-prime-us-2026", "avails": [SVOD]},
    )
    assert first.document["avails"] == [{"use": "svod-prime-us-2026"}]
    assert second.document["avails"] == [{"use": "svod-prime-us-2026", "ids": {"US/HD": "b1"}}]


def test_what_one_title_has_twice_is_no_deal() -> None:
    drafts = [a_draft("A", SVOD, SVOD), a_draft("B", {**SVOD, "end": "2029-01-31"})]
    assert list(with_deals(drafts)) == drafts


def test_episodes_use_deals_too_and_what_changes_a_season_does_not() -> None:
    season = Draft(
        "series/x",
        "season 1",
        "S1",
        {
            "kind": "season",
            "avails": [{"key": "us-svod", **SVOD}],
            "episodes": [
                {"alid": "E1", "avails": [{"key": "us-svod", "start": "2026-03-01"}]},
                {"alid": "E2", "avails": [SVOD]},
            ],
        },
    )
    deal, changed, _ = with_deals([season, a_draft("A", SVOD)])
    name = deal.document["name"]
    assert changed.document["avails"] == [{"key": "us-svod", "use": name}]
    assert changed.document["episodes"] == [
        {"alid": "E1", "avails": [{"key": "us-svod", "start": "2026-03-01"}]},
        {"alid": "E2", "avails": [{"use": name}]},
    ]


def test_deals_of_one_kind_have_names_of_their_own() -> None:
    other = {**SVOD, "end": "2029-01-31"}
    found = list(with_deals([a_draft("A", SVOD, other), a_draft("B", SVOD, other)]))
    assert [draft.document["name"] for draft in found[:2]] == ["svod-prime-us-2026", "svod-prime-us-2026-2"]
