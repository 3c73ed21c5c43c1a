"""Either list alone is what licences say; both together are not."""

import pytest
from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv341_holdback_and_allowed_languages import check


@pytest.mark.parametrize(
    ("languages", "remarks"),
    [
        ("allowed: [en-US]", 0),
        ("holdback: [fr-FR]", 0),
        ("asset: [en-US], holdback: [fr-FR]", 0),
        ("allowed: [en-US], holdback: [fr-FR]", 1),
    ],
)
def test_one_list_or_both(languages: str, remarks: int) -> None:
    (title,), _ = read(movie(f"{FVOD}, languages: {{{languages}}}"))

    assert len(list(check(title, Setting(NOW)))) == remarks
