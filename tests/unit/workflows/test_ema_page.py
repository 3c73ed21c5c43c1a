"""The reference of EMA names every column once."""

from pvsync.formats.ema.json_places import ASSUMED, JSON_PLACES
from pvsync.formats.ema.mapping import CARRIED, NOT_CARRIED
from pvsync.workflows.ema_page import ema_page


def test_every_column_has_its_line() -> None:
    page = ema_page()
    for name in (*CARRIED, *NOT_CARRIED):
        assert page.count(f"\n| `{name}` |") == 1
    members = "`Asset[].BundledAsset[].BundledALID`, assumed"
    assert f"| `BundleALIDs` | `members` of a collection | {members} | movies, TV, bonus |" in page
    allowed = "`Transaction[].AllowedLanguage[].value`"
    assert f"| `HoldbackExclusionLanguage` | `languages.allowed` (1.6) | {allowed} | - |" in page
    assert "| `TitleID` | `eidr` | - | movies, bonus |" in page


def test_no_place_is_given_for_a_column_that_is_not_taken_over() -> None:
    assert JSON_PLACES.keys() <= CARRIED.keys()
    assert JSON_PLACES.keys() >= ASSUMED
