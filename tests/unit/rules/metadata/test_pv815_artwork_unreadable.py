from pathlib import Path

from pictures import draw, draw_named, picture
from unit.rules.metadata.collections import said

from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pv815_artwork_unreadable import RULE

FOLDER = "catalog/artwork"
HERO = "catalog/artwork/weather_hero_1920x1080.jpg"


def test_each_trouble_with_a_file_has_its_sentence(tmp_path: Path) -> None:
    draw_named(EXAMPLE, tmp_path)
    draw(tmp_path / FOLDER / "words.jpg", b"words")
    draw(tmp_path / FOLDER / "cut.jpg", picture(1920, 1080)[:3000])

    assert said(RULE, root=tmp_path) == []
    assert said(RULE, (HERO, "no.jpg"), root=tmp_path) == ["there is no file `no.jpg`"]
    assert said(RULE, (HERO, "../no.jpg"), root=tmp_path) == ["`../no.jpg` is outside the repository"]
    assert said(RULE, (HERO, f"{FOLDER}/words.jpg"), root=tmp_path) == [
        "`catalog/artwork/words.jpg` is no picture that can be read"
    ]
    assert said(RULE, (HERO, f"{FOLDER}/cut.jpg"), root=tmp_path) == [
        "`catalog/artwork/cut.jpg` is damaged or ends too early"
    ]


def test_pictures_of_an_earlier_commit_are_not_looked_for() -> None:
    assert said(RULE, root=None) == []
