"""Only where the partner says which territories are Classic, and only there where they are not."""

from unit.catalog.reading import season
from unit.rules.seasons.families import EST, said, starting

from pvsync.rules.seasons.pv602_season_pass_outside_classic import RULE

TEXT = season(
    f"{EST}, territories: [US, FR, JP], start: 2026-05-25",
    episodes=("", starting("2026-06-08"), "avails: [{key: est, territories: [JP], start: 2026-06-15}]"),
)


def test_nobody_says_which_are_classic() -> None:
    assert said(RULE, TEXT) == []


def test_territories_with_the_same_episodes_to_come_are_one_remark() -> None:
    ((line, message),) = said(RULE, TEXT, classic_territories=frozenset({"JP"}))

    assert line == 12
    assert message == (
        "this season would be a season pass in FR and US, and passes are for Classic territories: "
        "episode 2 starts later"
    )
    assert [line for line, _ in said(RULE, TEXT, classic_territories=frozenset({"CA"}))] == [12, 12]
