"""A season and its episodes in the fewest words."""

from typing import Any

from pvsync.formats.ema.arrange import arrange

EST: dict[str, Any] = {
    "license": "EST",
    "territories": ["US"],
    "formats": ["HD"],
    "start": "2026-03-01",
    "end": "2030-12-31",
}
SVOD: dict[str, Any] = {**EST, "license": "SVOD", "channel": "prime"}
SEASON = {**EST, "wsp": "14.99 USD"}
PRICED = {**EST, "wsp": "1.40 USD"}


def test_what_all_episodes_share_stands_once() -> None:
    found = arrange([SEASON], [[PRICED, SVOD], [PRICED, SVOD]])
    assert found.season == [{**SEASON, "episode": {"wsp": "1.40 USD"}}, SVOD]
    assert found.episodes == [None, None]


def test_an_episode_says_what_differs() -> None:
    later = {**PRICED, "start": "2026-03-09"}
    found = arrange([SEASON], [[PRICED], [later], [{**PRICED, "ids": {"US/HD": "a1"}}]])
    assert found.season == [{"key": "us-est", **SEASON, "episode": {"wsp": "1.40 USD"}}]
    assert found.episodes == [
        None,
        [{"key": "us-est", "start": "2026-03-09"}],
        [{"key": "us-est", "ids": {"US/HD": "a1"}}],
    ]


def test_what_a_season_says_cannot_be_unsaid() -> None:
    """An episode without a key that its season has replaces the season's avails."""
    exclusive = {**SVOD, "exclusive": "true"}
    found = arrange([], [[exclusive], [exclusive], [SVOD]])
    assert found.season == [exclusive]
    assert found.episodes == [None, None, [SVOD]]


def test_purchases_of_episodes_alone_never_become_one_of_the_season() -> None:
    found = arrange([], [[PRICED], [PRICED]])
    assert found.season == []
    assert found.episodes == [[PRICED], [PRICED]]


def test_a_season_that_is_sold_without_its_episodes_keeps_its_own() -> None:
    found = arrange([SEASON], [[SVOD], [SVOD]])
    assert found.season == [SEASON]
    assert found.episodes == [[SVOD], [SVOD]]


def test_licence_rights_never_pass_on_so_each_episode_says_them() -> None:
    stated = {**SVOD, "license_rights": "DAB"}
    found = arrange([], [[stated], [stated]])
    assert found.season == [{"key": "us-prime-svod", **SVOD}]
    assert found.episodes == [[{"key": "us-prime-svod", "license_rights": "DAB"}]] * 2


def test_a_season_without_episodes_is_as_it_is() -> None:
    assert arrange([SEASON], []).season == [SEASON]


def test_nothing_offered_is_nothing_said() -> None:
    assert arrange([], [[], []]).episodes == [None, None]
    assert arrange([SEASON], [[], [PRICED]]).episodes[0] == []
