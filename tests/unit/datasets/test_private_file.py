"""Files of secrets: theirs alone from the first byte, whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pvsync.datasets.private_file import Draft
from pvsync.errors import CredentialError


@pytest.fixture(autouse=True)
def open_mask() -> Iterator[None]:
    """A user whose files are everybody's unless a program says otherwise."""
    mask = os.umask(0)
    yield
    os.umask(mask)


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "tokens.json"
    for text in (b"one", b"another"):
        draft = Draft(path)
        (beside,) = set(path.parent.iterdir()) - {path}
        assert beside.stat().st_mode & 0o777 == 0o600
        draft.keep(text)
        draft.close()
        assert path.read_bytes() == text
        assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [folder.stat().st_mode & 0o777 for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_what_is_not_kept_leaves_nothing(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "tokens.json")
    draft.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_a_disk_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "tokens.json"
    path.write_text("before")
    draft = Draft(path)

    def fails(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(f"pvsync.datasets.private_file.os.{step}", fails)
    with pytest.raises(CredentialError, match="cannot be kept: Input/output"):
        draft.keep(b"after")
    draft.close()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CredentialError, match="cannot be kept"):
        Draft(tmp_path / "file" / "tokens.json")
