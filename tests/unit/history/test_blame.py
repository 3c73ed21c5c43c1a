"""Who set a line: git's own word on real repositories."""

from pathlib import Path

import pytest
from unit.history.test_repository import found, git

from pvsync.history.blame import blame


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a b.yaml").write_text("one\ntwo\nthree\nfour\n", encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first words")
    (tmp_path / "a b.yaml").write_text("one\n  two\nTHREE\nfour\n", encoding="utf-8")
    git(tmp_path, "-c", "user.name=Other", "commit", "-qam", "louder\n\nMuch louder.")
    return tmp_path


def test_each_line_has_its_commit_and_a_blank_more_is_no_change(folder: Path) -> None:
    lines = blame(found(folder), {"a b.yaml": {1, 2, 3}}, None)

    assert {number: line.summary for (_, number), line in lines.items()} == {
        1: "first words",
        2: "first words",
        3: "louder",
    }
    assert lines["a b.yaml", 3].commit == found(folder).head()
    assert lines["a b.yaml", 1].commit != lines["a b.yaml", 3].commit
    assert lines["a b.yaml", 3].author == "Other"
    assert lines["a b.yaml", 3].at.tzinfo is not None


def test_lines_that_no_commit_holds_are_left_out(folder: Path) -> None:
    (folder / "a b.yaml").write_text("one\ntwo\nTHREE\nnew\n", encoding="utf-8")
    (folder / "other.yaml").write_text("new\n", encoding="utf-8")

    lines = blame(found(folder), {"a b.yaml": [3, 4], "other.yaml": [1]}, None)

    assert [number for _, number in lines] == [3]


def test_a_commit_is_asked_for_its_own_lines(folder: Path) -> None:
    first = found(folder).resolve("HEAD~1")

    lines = blame(found(folder), {"a b.yaml": [3]}, first)

    assert lines["a b.yaml", 3].commit == first


def test_nothing_asked_is_nothing_found(folder: Path) -> None:
    assert blame(found(folder), {}, None) == {}
