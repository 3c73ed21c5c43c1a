"""A remote asked and moved by git's own commands."""

from pathlib import Path

import pytest
from unit.history.machines import Machine, Time, a_machine, a_remote, git

from pvsync.errors import RemoteUnreachable, UsageError
from pvsync.history.remote import Remote

REF = "refs/pvsync/test"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return a_remote(tmp_path)


@pytest.fixture
def one(bare: Path) -> Machine:
    return a_machine(bare, "one", Time())


def test_the_remote_is_origin_the_one_that_is_named_or_none(one: Machine) -> None:
    found = Remote.find(one.repository, None)
    assert found is not None
    assert found.name == "origin"
    git(one.folder, "remote", "rename", "origin", "upstream")
    assert Remote.find(one.repository, None) is None
    assert Remote.find(one.repository, "upstream") is not None
    with pytest.raises(UsageError, match="no remote `elsewhere`"):
        Remote.find(one.repository, "elsewhere")


def test_a_ref_is_moved_only_from_where_it_was_seen(one: Machine) -> None:
    first, second = one.commit("a"), one.commit("b")
    assert one.remote.read(REF) is None
    assert not one.remote.swap(REF, old=first, new=second)
    assert one.remote.swap(REF, old=None, new=first)
    assert not one.remote.swap(REF, old=None, new=second)
    assert one.remote.read(REF) == first
    assert one.remote.swap(REF, old=first, new=second)
    assert not one.remote.swap(REF, old=first, new=None)
    assert one.remote.swap(REF, old=second, new=None)
    assert one.remote.read(REF) is None


def test_a_name_that_ends_alike_is_another_ref(one: Machine) -> None:
    first = one.commit("a")
    git(one.folder, "push", "-q", "origin", f"{first}:refs/x/{REF}")
    assert one.remote.read(REF) is None


def test_no_hook_of_the_clone_and_no_tag_comes_along(one: Machine, bare: Path) -> None:
    hook = one.folder / ".git" / "hooks" / "pre-push"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    git(one.folder, "tag", "-a", "-m", "v1", "v1")
    git(one.folder, "config", "push.followTags", "true")
    assert one.remote.swap(REF, old=None, new=git(one.folder, "rev-parse", "HEAD"))
    assert git(bare, "tag") == ""


def test_what_git_says_of_an_address_is_never_repeated(one: Machine) -> None:
    git(one.folder, "remote", "set-url", "origin", "file:///nowhere/with-a-secret-token")
    for ask in (
        lambda: one.remote.read(REF),
        lambda: one.remote.fetch(REF, "refs/pvsync/here"),
        lambda: one.remote.swap(REF, old=None, new=git(one.folder, "rev-parse", "HEAD")),
    ):
        with pytest.raises(RemoteUnreachable) as failed:
            ask()
        assert "secret" not in str(failed.value) + failed.value.advice


def test_a_runner_without_a_name_writes_as_pvsync(one: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    git(one.folder, "config", "user.useConfigOnly", "true")
    tree = one.repository.attempt("mktree") or ""
    commit = one.repository.attempt("commit-tree", tree.strip(), typed=b"a lease\n") or ""
    assert git(one.folder, "log", "-1", "--format=%an %ce", commit.strip()) == "pvsync pvsync@localhost"
