"""What is kept of a history: read back whole, or not at all."""

from pathlib import Path

import pytest

from pvsync.history.memory_file import load, save
from pvsync.history.tombstones import Memory
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.tombstone import Tombstone

SCOPE = Scope("HEAT", "US", BusinessLine.TVOD)
MEMORY = Memory(
    "c1",
    {"c1": {"pvsync.yaml": "b1"}},
    {SCOPE: Tombstone(SCOPE, "c1", "c0", "catalog/heat.yaml", "b0")},
    rows={SCOPE: frozenset({"4f1c09d2aa77", "est-hd"})},
)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.json"
    save(path, "1.0", MEMORY)

    assert load(path, "1.0") == MEMORY
    assert [found.name for found in path.parent.iterdir()] == ["history.json"]


def test_another_reader_starts_from_nothing(tmp_path: Path) -> None:
    save(tmp_path / "history.json", "1.0", MEMORY)

    assert load(tmp_path / "history.json", "1.1") == Memory()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"reader": "1.0"}',
        '{"reader": "1.0", "tip": "c", "shared": {}, "tombstones": [["A"]]}',
    ],
)
def test_a_file_that_does_not_fit_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "history.json").write_text(text, encoding="utf-8")

    assert load(tmp_path / "history.json", "1.0") == Memory()


def test_a_cut_file_is_none_and_a_missing_one_too(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    assert load(path, "1.0") == Memory()
    save(path, "1.0", MEMORY)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert load(path, "1.0") == Memory()


def test_a_folder_that_takes_no_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    save(tmp_path / "file" / "history.json", "1.0", MEMORY)

    assert load(tmp_path / "file" / "history.json", "1.0") == Memory()
