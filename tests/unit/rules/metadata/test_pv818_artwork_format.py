from pathlib import Path

import pytest
from pictures import draw, picture
from unit.rules.metadata.collections import said

from pvsync.rules.metadata.pv818_artwork_format import RULE

HERO = "catalog/artwork/weather_hero_1920x1080.jpg"
TITLE = "catalog/artwork/weather_title_1100x660.png"


@pytest.mark.parametrize(
    ("file", "data", "message"),
    [
        (HERO, picture(8, 8), ""),
        (HERO, picture(8, 8, "JPEG", "CMYK"), "is in CMYK; Prime Video takes RGB"),
        (HERO, picture(8, 8, "JPEG", "L"), "is in gray; Prime Video takes RGB"),
        (HERO, picture(8, 8, "GIF", "P"), "is GIF; Prime Video takes JPEG and PNG"),
        (HERO, picture(8, 8, "PNG", "P"), "is in a palette; Prime Video takes RGB"),
        (HERO, picture(8, 8, "PNG"), "is PNG, and its name ends in `.jpg`"),
        (TITLE, picture(8, 8, "PNG", "RGBA"), ""),
        (
            TITLE,
            picture(8, 8, "PNG", "RGBA", 255),
            "has no transparent part; title art has nothing behind it",
        ),
        (TITLE, picture(8, 8, "PNG"), "has no transparent part; title art has nothing behind it"),
        (TITLE, picture(8, 8), "is JPEG; title art is a transparent PNG"),
    ],
)
def test_kinds_of_pictures(tmp_path: Path, file: str, data: bytes, message: str) -> None:
    draw(tmp_path / file, data)
    name = "title art" if file == TITLE else "hero art"

    assert said(RULE, root=tmp_path) == ([f"the {name} `{file}` {message}"] if message else [])


def test_the_end_of_a_name_in_capitals_is_as_good(tmp_path: Path) -> None:
    draw(tmp_path / "HERO.JPEG", picture(8, 8))

    assert said(RULE, (HERO, "HERO.JPEG"), root=tmp_path) == []
