"""Git asked through its own commands, on real repositories."""

import subprocess
from pathlib import Path

import pytest

from pvsync.catalog.source import blob_id
from pvsync.errors import UsageError
from pvsync.history.repository import Repository


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def found(folder: Path) -> Repository:
    repository = Repository.find(folder)
    assert repository is not None
    return repository


def test_a_folder_without_git_has_no_repository(tmp_path: Path) -> None:
    assert Repository.find(tmp_path) is None


def test_a_folder_may_be_named_from_where_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir(folder)
    assert found(Path("below")).run("rev-parse", "--show-prefix") == "below/\n"


def test_before_the_first_commit_there_is_no_head(folder: Path) -> None:
    assert found(folder).head() is None


def test_files_of_a_commit_come_with_their_own_bytes_sorted(folder: Path) -> None:
    contents = {
        "catalog/b.yaml": b"\n\nb: 1\n\n",
        "catalog/a b.yaml": b"a: \xc3\xa9",
        "catalog/z/empty.yaml": b"",
    }
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "other.yaml").write_bytes(b"x")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    (folder / "catalog/b.yaml").write_bytes(b"changed")
    repository = found(folder)
    head = repository.head()
    assert head is not None

    files = list(repository.files_at(head, "catalog"))

    assert [file.path for file in files] == sorted(contents)
    assert {file.path: file.data for file in files} == contents
    assert all(file.blob == blob_id(file.data) for file in files)


def test_dirty_means_changed_or_new_below_the_paths(folder: Path) -> None:
    (folder / "catalog").mkdir()
    (folder / "catalog/a.yaml").write_text("a: 1\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    repository = found(folder)
    assert not repository.is_dirty(["catalog", "pvsync.yaml"])
    (folder / "elsewhere").write_text("x")
    assert not repository.is_dirty(["catalog", "pvsync.yaml"])
    (folder / "catalog/new.yaml").write_text("x")
    assert repository.is_dirty(["catalog", "pvsync.yaml"])


def test_a_name_that_git_does_not_know_is_one_sentence(folder: Path) -> None:
    with pytest.raises(UsageError, match="no commit `--output=x`"):
        found(folder).resolve("--output=x")
