"""Which lines lack a price, what counts as one, and whose finding it is."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, SERIES, movie, read, season

from pvsync.diagnostics import in_order
from pvsync.rules.prices.pv501_transactional_without_price import RULE, check
from pvsync.rules.rule import Setting

SETTING = Setting(datetime(2026, 6, 1, tzinfo=UTC))
BUNDLE = EST.replace("[HD]", "[Max]")


def said(*texts: str) -> list[str]:
    """What is said, each thing once."""
    found = [
        RULE.at(remark.place, remark.message, remark.hint)
        for title in read(*texts)[0]
        for remark in check(title, SETTING)
    ]
    return [f"{finding.place.line if finding.place else 0}: {finding.message}" for finding in in_order(found)]


@pytest.mark.parametrize(
    ("entry", "spoken"),
    [
        (EST, ["5: EST in US has no price"]),
        (EST.replace("EST", "VOD"), ["5: VOD in US has no price"]),
        (EST.replace("EST", "POEST"), ["5: POEST in US has no price"]),
        (EST.replace("[US]", "[US, CA, FR]"), ["5: EST in CA, FR and US has no price"]),
        (EST.replace("[HD]", "[HD, UHD]"), ["5: EST in US has no price"]),
        (EST.replace("EST", "FVOD"), []),
        (EST.replace("EST", "SVOD") + ", channel: prime", []),
        (f"{EST}, wsp: 1 USD", []),
        (f"{EST}, srp: 1 USD", []),
        (f"{EST}, tier: Tier 3", []),
        (f"{EST}, category: New Release", []),
        (f"{EST}, category: sub", ["5: EST in US has no price"]),
        (f"{EST}, prices: [{{territory: CA, wsp: 1 CAD}}]", []),
        (f"{EST}, prices: []", []),
        (f"{EST}, prices: [{{territory: US}}]", []),
    ],
)
def test_what_counts_as_a_price(entry: str, spoken: list[str]) -> None:
    assert said(movie(entry)) == spoken


@pytest.mark.parametrize(
    ("price", "speaks"),
    [
        ("", True),
        (", tier: Tier 3", True),
        (", category: New Release", True),
        (", srp: 9 USD", False),
        (", prices: [{tier: T}]", True),
    ],
)
def test_a_bundle_needs_money(price: str, speaks: bool) -> None:  # noqa: FBT001 - both answers of one question
    collection = (
        f"kind: collection\nalid: HEAT\ntitle: Heat\nmembers: [A, B]\navails:\n  - {{{BUNDLE}{price}}}\n"
    )
    assert said(collection) == (["6: EST in US has neither `wsp` nor `srp`"] if speaks else [])


def test_a_box_set_needs_money() -> None:
    complete = season(f"{EST}, tier: T, episode: {{tier: T}}", keys="complete: true\n")
    box_set = f"---\nkind: bundle\nseries: ASB\navails:\n  - {{{BUNDLE}, tier: T}}\n"

    assert said(complete + box_set) == ["20: EST in US has neither `wsp` nor `srp`"]


def test_episodes_without_a_price_are_one_finding_of_the_season() -> None:
    assert said(season(f"{EST}, wsp: 9 USD", episodes=("", "", ""))) == [
        "12: EST in US has no price for an episode: the price of a season does not pass to its episodes"
    ]
    assert said(season(f"{EST}, wsp: 9 USD, episode: {{wsp: 2 USD}}", episodes=("", ""))) == []


def test_an_episode_with_an_avail_of_its_own_has_its_own_finding() -> None:
    text = season(f"key: est, {EST}, wsp: 9 USD", episodes=("avails: [{key: est, start: 2026-02-01}]",))

    assert text.startswith(SERIES)
    assert [line.split(":")[0] for line in said(text)] == ["14"]
