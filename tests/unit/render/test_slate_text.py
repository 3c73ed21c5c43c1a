"""What Slate shows, as a table and for machines."""

from datetime import UTC, datetime

from pvsync.model.slate import SlateEntry, SlateFile, SlateShown
from pvsync.render.screen import Screen
from pvsync.render.slate_json import slate_json
from pvsync.render.slate_text import slate_text

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
DATASET = SlateEntry("dataset", "cat", "Catalog")
ACCOUNT = SlateEntry(
    "account",
    "123",
    "Acme",
    (SlateEntry("group", "channels", "", (SlateEntry("business", "9", "Alpha \x1b[1m", (DATASET,)),)),),
)


def lines(shown: SlateShown) -> list[str]:
    return slate_text(shown, Screen(60)).splitlines()


def test_what_is_below_stands_below() -> None:
    assert lines(SlateShown((ACCOUNT,))) == [
        "account 123        Acme",
        "  group channels",
        r"    business 9     Alpha \x1b[1m",
        "      dataset cat  Catalog",
    ]


def test_files_are_told_with_their_time() -> None:
    files = (SlateFile("catalog", "a.zip", AT), SlateFile("playback", "b.zip", None))
    assert lines(SlateShown((), AT, files)) == [
        "Slate shows no account to this user.",
        "",
        "2026-06-01 08:00:00  catalog   a.zip",
        "time not told        playback  b.zip",
        "2 files since 2026-06-01 08:00 UTC.",
    ]


def test_machines_get_the_same() -> None:
    assert slate_json(SlateShown((ACCOUNT,))) == {
        "format_version": "1",
        "accounts": [
            {
                "id": "123",
                "name": "Acme",
                "groups": [
                    {
                        "id": "channels",
                        "name": "",
                        "businesses": [
                            {
                                "id": "9",
                                "name": "Alpha \x1b[1m",
                                "datasets": [{"id": "cat", "name": "Catalog"}],
                            }
                        ],
                    }
                ],
            }
        ],
    }
    told = slate_json(
        SlateShown((), AT, (SlateFile("playback", "b.zip", None), SlateFile("catalog", "a.zip", AT)))
    )
    assert told["since"] == "2026-06-01T08:00:00+00:00"
    assert told["files"] == [
        {"dataset": "playback", "name": "b.zip", "published": None},
        {"dataset": "catalog", "name": "a.zip", "published": "2026-06-01T08:00:00+00:00"},
    ]
