from pathlib import Path

import pytest
from pictures import draw, picture
from unit.rules.metadata.collections import said

from pvsync.rules.metadata.pv819_artwork_too_heavy import RULE

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("file", "most", "name"),
    [
        ("catalog/artwork/weather_hero_1920x1080.jpg", 10, "hero art"),
        ("catalog/artwork/weather_title_1100x660.png", 1, "title art"),
    ],
)
def test_the_limit_is_kept_to_the_byte(tmp_path: Path, file: str, most: int, name: str) -> None:
    data = picture(8, 8)
    draw(tmp_path / file, data.ljust(most * MEGABYTE, b"\0"))
    assert said(RULE, root=tmp_path) == []

    draw(tmp_path / file, data.ljust(most * MEGABYTE + 60_000, b"\0"))
    assert said(RULE, root=tmp_path) == [f"the {name} `{file}` has {most}.1 MB; Prime Video takes {most} MB"]
