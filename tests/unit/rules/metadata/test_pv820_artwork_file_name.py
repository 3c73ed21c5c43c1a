import pytest
from unit.rules.metadata.collections import SETTING, collection

from pvsync.rules.metadata.pv820_artwork_file_name import RULE

HERO = "catalog/artwork/weather_hero_1920x1080.jpg"


@pytest.mark.parametrize(
    ("file", "better"),
    [
        ("a_1.jpg", ""),
        ("A-b.JPEG", ""),
        ("an odd folder/é.x/a.png", ""),
        ("a b.jpg", "a_b.jpg"),
        ("a.b.jpg", "a_b.jpg"),
        ("weather (final).jpg", "weather_final.jpg"),
        ("häro.jpg", "h_ro.jpg"),
        ("é.jpg", "picture.jpg"),
        ("hero", "picture.hero"),
        ("hero.", "hero.jpg"),
    ],
)
def test_letters_digits_and_underscores(file: str, better: str) -> None:
    remarks = list(RULE.check(collection((HERO, f"'{file}'")), SETTING))

    assert [one.hint for one in remarks] == (
        [f"rename the file, for instance to `{better}`"] if better else []
    )
