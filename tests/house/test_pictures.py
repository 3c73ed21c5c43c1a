"""The pictures of the documents show what pvsync shows today, ask nobody for anything, and are small."""

import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest
from house.pictures import FOLDER, TERMINAL, TIMELINE, TITLE, shown, story, terminal
from house.test_documents import DOCUMENTS, ROOT, Reader, plain

_LARGEST = 300_000
_TEXT = re.compile(
    r'<text class="plan-r\d+" x="([\d.]+)"[^>]*clip-path="url\(#plan-line-(\d+)\)">(.*?)</text>'
)
_COLUMN = 12.2
"""What rich takes for the width of a column."""
_SHOWN = re.compile(r'<img src="(docs/pictures/[\w.-]+)"[^>]* alt="([^"]+)"|srcset="(docs/pictures/[\w.-]+)"')


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(tmp_path, monkeypatch)


def lines_in(svg: str) -> list[str]:
    """What can be read in the picture of a terminal."""
    rows: dict[int, str] = defaultdict(str)
    for left, row, text in _TEXT.findall(svg):
        column = round(float(left) / _COLUMN)
        rows[int(row)] = rows[int(row)].ljust(column) + unescape(text).replace("\xa0", " ")
    return [plain(rows[row]) for row in range(max(rows) + 1)]


def test_terminal_and_timeline_are_those_of_the_readme(reader: Reader) -> None:
    said = [plain(line) for line in story(reader)]
    stored = (FOLDER / TERMINAL).read_text(encoding="utf-8")
    assert lines_in(stored) == ["$ pvsync plan --out plan.json", *said], "make pictures"
    drawn = terminal(shown(reader, "show", "plan.json", colour=True))
    same = [plain(svg.replace("&#160;", " ")) for svg in (drawn, stored)]
    assert same[0] == same[1], "make pictures"
    timeline = shown(reader, "timeline", TITLE, "--format", "svg")
    assert (FOLDER / TIMELINE).read_text(encoding="utf-8") == timeline, "make pictures"
    reader.leave()


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_and_shown_with_its_words(path: Path) -> None:
    assert path.stat().st_size <= _LARGEST
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {file: words for file, words, _ in _SHOWN.findall(text)}
    shown |= {file: "the same in the dark" for _, _, file in _SHOWN.findall(text)}
    assert shown.get(path.relative_to(ROOT).as_posix())
    if path.suffix == ".svg":
        svg = path.read_text(encoding="utf-8")
        assert not re.search(
            r"@import|@font-face|(?:href|src)=.?(?!#)|url\((?!#)", svg.replace('href="#', "")
        )


def test_the_readme_shows_no_picture_that_is_not_there() -> None:
    for path in DOCUMENTS:
        for first, _, second in _SHOWN.findall(path.read_text(encoding="utf-8")):
            assert (ROOT / (first or second)).is_file()
