"""Git asked through its own commands, on real repositories."""

import subprocess
from pathlib import Path

import pytest

from pvsync.catalog.source import blob_id
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.history.blame import blame
from pvsync.history.repository import Repository
from pvsync.history.walk import steps


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


def test_a_folder_that_only_looks_like_a_repository_is_none_and_none_of_its_settings_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch can bring a bare repository of its own with everything that git would start, beside its files."""
    titles, ran = folder / "titles", folder / "RAN"
    (titles / "catalog").mkdir(parents=True)
    (titles / "catalog/a.yaml").write_text("a: 1\n")
    start = f"touch {ran}"
    (folder / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    git(titles, "init", "-q", "inner")
    for part in ("HEAD", "objects", "refs", "hooks"):
        (titles / "inner/.git" / part).rename(titles / part)
    (titles / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = {start}\n"
        f"\thooksPath = hooks\n\tsshCommand = {start}\n\tpager = {start}\n[diff]\n\texternal = {start}\n"
        f'[diff "evil"]\n\ttextconv = {start};\n\tcommand = {start}\n'
        f'[filter "evil"]\n\tclean = {start}\n\tsmudge = {start}\n\tprocess = {start}\n'
        '[remote "origin"]\n\turl = evil@localhost:x\n'
    )
    (titles / "catalog/a.yaml").write_text("a: 2\n")
    monkeypatch.chdir(titles)
    repository = found(titles)

    head = repository.head()
    assert head
    assert head == found(folder).head()
    assert repository.run("remote") == ""
    assert repository.uncommitted()
    assert [one.path for one in repository.files_at("HEAD", "catalog")] == ["catalog/a.yaml"]
    blame(repository, {"catalog/a.yaml": [1]}, None)
    list(steps(repository, head))
    assert not ran.exists()
    (folder / ".git").rename(folder / "git")
    assert Repository.find(titles) is None


def test_of_the_own_repository_no_hook_monitor_or_textconv_runs(folder: Path) -> None:
    ran = folder.parent / f"{folder.name}-ran"
    (folder / ".gitattributes").write_text("*.yaml diff=own\n")
    (folder / "a.yaml").write_text("a: 1\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    git(folder, "config", "core.fsmonitor", f"touch {ran}; false")
    git(folder, "config", "diff.own.textconv", f"touch {ran}; cat")
    git(folder, "config", "diff.external", f"touch {ran}")
    for name in ("post-index-change", "reference-transaction"):
        hook = folder / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {ran}\n")
        hook.chmod(0o755)
    (folder / "a.yaml").write_text("a: 2\n")
    repository = found(folder)

    assert repository.uncommitted()
    blame(repository, {"a.yaml": [1]}, "HEAD")
    list(steps(repository, "HEAD"))
    repository.run("update-ref", "refs/pvsync/x", "HEAD")

    assert not ran.exists()


def test_another_work_tree_is_not_taken_for_this_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    git(folder, "config", "core.worktree", str(tmp_path / "other"))
    with pytest.raises(CatalogUnreadable, match="has another folder as its work tree"):
        found(folder).head()


def test_an_empty_folder_of_that_name_is_no_repository(folder: Path) -> None:
    (folder / "below/.git").mkdir(parents=True)
    assert found(folder / "below").run("rev-parse", "--show-prefix") == "below/\n"


def test_a_name_that_git_does_not_know_is_one_sentence(folder: Path) -> None:
    with pytest.raises(UsageError, match="no commit `--output=x`"):
        found(folder).resolve("--output=x")


def test_a_merge_that_is_not_finished_is_called_so(folder: Path) -> None:
    def commit(text: str) -> None:
        (folder / "x.yaml").write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", text)

    commit("a")
    git(folder, "checkout", "-qb", "other")
    commit("b")
    git(folder, "checkout", "-q", "main")
    commit("c")
    subprocess.run(["git", "-C", str(folder), "merge", "-q", "other"], check=False, capture_output=True)
    (folder / "x.yaml").write_text("d")
    with pytest.raises(CatalogUnreadable) as raised:
        found(folder).uncommitted()
    assert "a merge is not finished here" in raised.value.message
    assert "git merge --abort" in raised.value.advice
