from pathlib import Path

import pytest
from pictures import draw, picture
from unit.rules.metadata.collections import SETTING, collection, said

from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pv817_artwork_size import RULE

FILES = {
    "cover": "weather_cover_1920x1080.jpg",
    "boxart": "weather_box_1200x1600.jpg",
    "poster": "weather_poster_2000x3000.jpg",
    "hero": "weather_hero_1920x1080.jpg",
    "title": "weather_title_1100x660.png",
}


@pytest.mark.parametrize(
    ("purpose", "width", "height", "message"),
    [
        ("cover", 1920, 1080, ""),
        ("cover", 3840, 2160, ""),
        ("cover", 1921, 1080, ""),
        ("cover", 1919, 1080, "the cover art `F` is 1919x1080; Prime Video takes 1920x1080 or more"),
        ("cover", 1920, 1079, "the cover art `F` is 1920x1079; Prime Video takes 1920x1080 or more"),
        ("cover", 1924, 1080, "the cover art `F` is 1924x1080; its shape should be 16:9"),
        ("boxart", 1920, 2560, ""),
        ("boxart", 1199, 1600, "the box art `F` is 1199x1600; Prime Video takes 1200x1600 or more"),
        ("boxart", 1600, 1600, "the box art `F` is 1600x1600; its shape should be 3:4"),
        ("poster", 2000, 3000, ""),
        ("poster", 2001, 3000, ""),
        ("poster", 2000, 3002, "the poster art `F` is 2000x3002; its shape should be 2:3"),
        ("poster", 2000, 3003, "the poster art `F` is 2000x3003; its shape should be 2:3"),
        ("hero", 1280, 720, "the hero art `F` is 1280x720; Prime Video takes 1920x1080 or more"),
        ("title", 2200, 960, ""),
        ("title", 1100, 659, "the title art `F` is 1100x659; Prime Video takes 1100x660 or more"),
    ],
)
def test_sizes_and_shapes(tmp_path: Path, purpose: str, width: int, height: int, message: str) -> None:
    file = f"catalog/artwork/{FILES[purpose]}"
    assert file in EXAMPLE
    draw(tmp_path / file, picture(width, height))

    assert said(RULE, root=tmp_path) == ([message.replace("`F`", f"`{file}`")] if message else [])


@pytest.mark.parametrize(
    ("purpose", "hint"),
    [
        ("poster", "export it anew in 2:3 with at least 2000x3000"),
        ("title", "export it anew with at least 1100x660"),
    ],
)
def test_the_hint_names_shape_and_size(tmp_path: Path, purpose: str, hint: str) -> None:
    draw(tmp_path / "catalog" / "artwork" / FILES[purpose], picture(100, 100))

    (remark,) = RULE.check(collection(root=tmp_path), SETTING)
    assert remark.hint == hint
