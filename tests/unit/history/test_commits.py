"""Commits in words, and which is part of which, on real histories."""

from pathlib import Path

import pytest
from unit.history.machines import git

from pvsync.history.commits import Lineage, commits, present
from pvsync.history.repository import Repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def found(folder: Path) -> Repository:
    repository = Repository.find(folder)
    assert repository is not None
    return repository


def commit(folder: Path, message: str) -> str:
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Cheaper (#118)", 118),
        ("Merge pull request #7 from acme/topic\n\nbody (#9)", 7),
        ("Revert #12", None),
        ("See (#12) for why", None),
        ("Cheaper\n\n(#118)", None),
    ],
)
def test_the_number_of_a_pull_request_is_where_github_puts_it(
    folder: Path, message: str, number: int | None
) -> None:
    head = commit(folder, message)
    told = commits(found(folder), [head])[head]
    assert (told.subject, told.pull_request) == (message.partition("\n")[0], number)
    assert told.author == "Test"


def test_signatures_notes_and_colours_do_not_come_between(folder: Path) -> None:
    head = commit(folder, "\u00fcber \u65e5\u672c")
    git(folder, "notes", "add", "-m", "a note")
    for key, value in (("log.showSignature", "true"), ("color.ui", "always"), ("log.decorate", "full")):
        git(folder, "config", key, value)
    assert commits(found(folder), [head])[head].subject == "\u00fcber \u65e5\u672c"
    assert commits(found(folder), []) == {}


def test_only_commits_that_are_here_are_present(folder: Path) -> None:
    head = commit(folder, "first")
    tree = git(folder, "rev-parse", "HEAD^{tree}")
    assert present(found(folder), [head, tree, "1" * 40]) == {head}
    assert present(found(folder), []) == set()


def test_lineage_knows_what_came_by_which_merge(folder: Path) -> None:
    first = commit(folder, "first")
    git(folder, "checkout", "-q", "-b", "outer")
    outer = commit(folder, "outer")
    git(folder, "checkout", "-q", "-b", "inner")
    inner = commit(folder, "inner")
    git(folder, "checkout", "-q", "outer")
    git(folder, "merge", "-q", "--no-ff", "-m", "inner into outer", "inner")
    nested = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "main")
    own = commit(folder, "own")
    git(folder, "merge", "-q", "--no-ff", "-m", "outer into main", "outer")
    tip = git(folder, "rev-parse", "HEAD")
    lineage = Lineage(found(folder), [tip])
    assert lineage.merges(tip) == dict.fromkeys((outer, inner, nested), tip)
    assert lineage.includes(tip, inner)
    assert lineage.includes(tip, tip)
    assert not lineage.includes(own, inner)
    assert not lineage.includes("1" * 40, first)
    assert lineage.parents(tip) == (own, nested)
    assert lineage.parents(first) == ()
