"""Which characters of a title are unseen, and whose title it is."""

import pytest
from unit.catalog.reading import EST, NOW, SERIES, movie, read, season

from pvsync.rules.identifiers.pv206_title_with_control_characters import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ('"Heat\\tHaze"', "the title holds a tab after its first 4 characters"),
        ('"Heat Haze\\r\\nII"', "the title holds a line break after its first 9 characters"),
        ('"Heat\\x85Haze"', "the title holds the unseen character U+0085 after its first 4 characters"),
        ('"Heat\\u200bHaze"', "the title holds the unseen character U+200B after its first 4 characters"),
        ('"\\u202eHeat Haze"', "the title holds the unseen character U+202E after its first 0 characters"),
        ('"Heat Haze\\u00ad"', "the title holds the unseen character U+00AD after its first 9 characters"),
        (
            '"Heat Haze\\u2066\\uFEFF"',
            "the title holds the unseen character U+2066 after its first 9 characters",
        ),
        ('"Heat\\u00a0Haze"', None),
        ("高温\u3000Heat Haze", None),
    ],
)
def test_unseen_characters_are_named(title: str, message: str | None) -> None:
    (built,), findings = read(movie(EST).replace("Heat Haze", title))

    assert findings == ()
    assert [remark.message for remark in check(built, Setting(NOW))] == ([message] if message else [])


def test_a_series_is_judged_with_its_season_and_once() -> None:
    text = season(EST).replace(SERIES, SERIES.replace("Avail Strikes Back", '"Avail\\tStrikes"'))
    titles, _ = read(text)

    (remark,) = [remark for title in titles for remark in check(title, Setting(NOW))]

    assert (remark.place.line, remark.place.column) == (3, 8)
