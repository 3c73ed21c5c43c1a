from pathlib import Path

import pytest

from pvsync.catalog.editing.store import create_file, write_file
from pvsync.catalog.source import SourceFile, file_names
from pvsync.errors import CatalogUnreadable

BEFORE, AFTER = SourceFile.of("a.yaml", b"a: 1"), SourceFile.of("a.yaml", b"a: 2")


def test_a_file_is_replaced_with_the_permissions_it_had(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(BEFORE.data)
    path.chmod(0o600)
    write_file(tmp_path, BEFORE, AFTER)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (AFTER.data, 0o600)
    assert [file.name for file in tmp_path.iterdir()] == ["a.yaml"]


def test_a_file_that_is_not_what_it_was_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 3")
    with pytest.raises(CatalogUnreadable, match=r"a\.yaml changed while it was being edited"):
        write_file(tmp_path, BEFORE, AFTER)
    path.unlink()
    with pytest.raises(CatalogUnreadable, match=r"a\.yaml cannot be written \(No such file"):
        write_file(tmp_path, BEFORE, AFTER)


def test_a_new_file_that_is_cut_off_is_not_there_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", cut_off)
    with pytest.raises(KeyboardInterrupt):
        create_file(tmp_path / "movies" / "heat.yaml", b"kind: movie\nalid: HEAT\n")
    monkeypatch.undo()
    assert file_names(tmp_path, tmp_path / "movies") == []
    create_file(tmp_path / "movies" / "heat.yaml", b"kind: movie\nalid: HEAT\n")
    assert (tmp_path / "movies" / "heat.yaml").read_bytes() == b"kind: movie\nalid: HEAT\n"
