from pathlib import Path

import pytest

from pvsync.catalog.editing.store import write_file
from pvsync.catalog.source import SourceFile
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
