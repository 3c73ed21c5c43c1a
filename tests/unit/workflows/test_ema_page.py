"""The reference of EMA names every column once."""

from pvsync.formats.ema.mapping import CARRIED, NOT_CARRIED
from pvsync.workflows.ema_page import ema_page


def test_every_column_has_its_line() -> None:
    page = ema_page()
    for name in (*CARRIED, *NOT_CARRIED):
        assert page.count(f"\n| `{name}` |") == 1
    assert "| `BundleALIDs` | `members` of a collection | movies, TV, bonus |" in page
    assert "| `HoldbackExclusionLanguage` | `languages.allowed` (1.6) | - |" in page
