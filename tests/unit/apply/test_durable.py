import os
import stat
from pathlib import Path

import pytest

from pvsync.apply.durable import make_folder, open_new, replace_file, write_new


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folders_and_files_are_their_owners_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    write_new(tmp_path / "a" / "b" / "c", [b"text"])
    replace_file(tmp_path / "a" / "b" / "d", b"text")
    assert [mode(path) for path in sorted((tmp_path / "a").rglob("*"))] == [0o700, 0o600, 0o600]
    assert mode(tmp_path / "a") == 0o700


def test_a_new_file_is_new(tmp_path: Path) -> None:
    write_new(tmp_path / "a", [b"1"])
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", [b"2"])


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "link", [b"1"])
    assert not (tmp_path / "elsewhere").exists()


def test_short_writes_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr("pvsync.apply.durable.os.write", lambda file, data: real(file, data[:3]))
    write_new(tmp_path / "a", [b"0123456789"])
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_file(tmp_path / "a", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr("pvsync.apply.durable.os.fsync", full)
        with pytest.raises(OSError, match="no space"):
            replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_name_that_cannot_be_synced_leaves_no_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("pvsync.apply.durable.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        open_new(tmp_path / "a")
