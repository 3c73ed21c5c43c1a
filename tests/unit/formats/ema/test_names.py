"""Names of files, the same each time."""

import pytest

from pvsync.formats.ema.names import named, slug
from pvsync.formats.ema.plain import Draft


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First Dance, The", "first-dance-the"),
        ("Señor: Año 2", "senor-ano-2"),
        ("高温", ""),
        ("../../x", "x"),
        ("a" * 99, "a" * 60),
    ],
)
def test_words_people_would_choose(text: str, name: str) -> None:
    assert slug(text) == name


def test_equal_titles_are_told_apart_by_their_alid() -> None:
    drafts = [Draft("movies", "Heat Haze", alid, {}) for alid in ("A-1", "B-1")] + [
        Draft("movies", "高温", "C-1", {})
    ]
    assert [path for path, _ in named(drafts)] == [
        "movies/heat-haze-a-1.yaml",
        "movies/heat-haze-b-1.yaml",
        "movies/c-1.yaml",
    ]
    assert [path for path, _ in named(reversed(drafts))] == [
        "movies/c-1.yaml",
        "movies/heat-haze-b-1.yaml",
        "movies/heat-haze-a-1.yaml",
    ]


def test_no_two_files_have_one_name() -> None:
    drafts = [Draft("movies", "Heat", alid, {}) for alid in ("a.b", "a-b")]
    assert len({path for path, _ in named(drafts)}) == 2
