"""Which starts contradict `complete`, and which do not."""

import pytest
from unit.catalog.reading import season
from unit.rules.seasons.families import FREE, said, starting

from pvsync.rules.seasons.pv604_complete_with_unstarted_episode import RULE

STAGGERED = ("", starting("2026-06-08", "free"), starting("2026-06-15", "free"))


def text(complete: str, episodes: tuple[str, ...] = STAGGERED, entry: str = FREE) -> str:
    return season(entry, episodes=episodes, keys=f"complete: {complete}\n")


@pytest.mark.parametrize(
    ("catalog", "message"),
    [
        (
            text("true"),
            "the season is said to be complete, and episodes 2 and 3 start after that, the last on 15 June 2026",
        ),
        (
            text("2026-06-08"),
            "the season is said to be complete from 8 June 2026, and episode 3 starts after that, the last on 15 June 2026",
        ),
        (text("2026-06-15"), None),
        (text("false"), None),
        (text("true", ("", "")), None),
        (text("true", ("", ""), FREE.replace("2026-05-25", "2026-10-01")), None),
        (text("true", ()), None),
        (season(FREE, episodes=STAGGERED), None),
    ],
    ids=[
        "true",
        "too early",
        "its last day",
        "false",
        "all started",
        "library launch",
        "no episode",
        "unsaid",
    ],
)
def test_complete(catalog: str, message: str | None) -> None:
    assert said(RULE, catalog) == ([] if message is None else [(11, message)])


def test_an_episode_starts_where_it_starts_first() -> None:
    elsewhere = "avails: [{key: free, start: 2026-06-08}, {key: fr, start: 2026-05-28}]"
    catalog = season(
        FREE,
        FREE.replace("key: free", "key: fr").replace("US", "FR"),
        episodes=("", elsewhere),
        keys="complete: true\n",
    )
    assert said(RULE, catalog) == []
