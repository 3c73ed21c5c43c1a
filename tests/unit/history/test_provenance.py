"""Each way in which git can hide or add a file: what was read is held against the commit, on real repositories."""

import os
import subprocess
from collections import deque
from pathlib import Path

import pytest

from pvsync.errors import CatalogUnreadable
from pvsync.history.provenance import Provenance
from pvsync.workflows.project import open_project

ROT = "tr a-zA-Z n-za-mN-ZA-M"


def git(folder: Path, *arguments: str, typed: str = "") -> str:
    identity = (
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "protocol.file.allow=always",
    )
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments],
        check=True,
        capture_output=True,
        text=True,
        input=typed,
    )
    return done.stdout.strip()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a change")


def of(folder: Path) -> Provenance:
    return open_project(folder / "pvsync.yaml", folder).provenance()


def refusal(folder: Path) -> str:
    with pytest.raises(CatalogUnreadable) as stopped:
        of(folder)
    return f"{stopped.value.message} | {stopped.value.advice}"


def reason(folder: Path) -> str:
    """The one reason why the commit does not hold what was read."""
    found = of(folder)
    (said,) = found.uncommitted
    assert not found.tree
    return said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two titles in one commit."""
    top = tmp_path / "titles"
    write(top, "pvsync.yaml", "licensor: acme\n")
    write(top, "catalog/a.yaml", "kind: movie\ntitle: A\n")
    write(top, "catalog/more/b.yaml", "kind: movie\ntitle: B\n")
    write(top, "catalog/notes.txt", "no document\n")
    git(top, "init", "-q", "-b", "main")
    commit(top)
    return top


def test_what_the_commit_holds_is_of_it_and_has_one_hash(folder: Path) -> None:
    project = open_project(folder / "pvsync.yaml", folder)
    clean = project.provenance()
    write(folder, "README.md", "elsewhere\n")
    (folder / "catalog/notes.txt").unlink()
    (folder / "catalog/a.yaml").chmod(0o755)

    beside = of(folder)

    assert clean.commit == git(folder, "rev-parse", "HEAD")
    assert clean == beside
    assert len(clean.tree) == 64
    assert project.at("HEAD").provenance().tree == clean.tree
    commit(folder)
    assert of(folder).tree == clean.tree
    write(folder, "catalog/a.yaml", "kind: movie\ntitle: C\n")
    commit(folder)
    assert of(folder).tree not in {clean.tree, ""}


def test_edited_deleted_and_staged_is_said_with_its_files(folder: Path) -> None:
    write(folder, "catalog/a.yaml", "kind: movie\n")
    assert reason(folder).startswith("`catalog/a.yaml` differs from the commit (commit it")
    git(folder, "add", "-A")
    assert reason(folder).startswith("`catalog/a.yaml` differs from the commit (")
    write(folder, "catalog/a.yaml", "kind: movie\ntitle: A\n")
    assert reason(folder).startswith("`catalog/a.yaml` is staged as something else than the commit has (")
    git(folder, "add", "-A")
    assert of(folder).tree
    (folder / "catalog/more/b.yaml").unlink()
    assert reason(folder).startswith(
        "`catalog/more/b.yaml` is in the commit and not here (commit the deletion"
    )
    git(folder, "add", "-A")
    assert reason(folder).startswith("`catalog/more/b.yaml` is in the commit and not here (")
    git(folder, "reset", "-q", "--hard")
    write(folder, "pvsync.yaml", "licensor: acme\non_removal: withdraw\n")
    assert reason(folder).startswith("`pvsync.yaml` differs from the commit (")


def test_before_the_first_commit_nothing_is_of_one(tmp_path: Path) -> None:
    write(tmp_path, "pvsync.yaml", "licensor: acme\n")
    git(tmp_path, "init", "-q")
    assert of(tmp_path).uncommitted == ("nothing is committed yet (`git commit` makes the first commit)",)


def test_files_in_no_commit_are_found_whatever_hides_them(folder: Path) -> None:
    for number in range(4):
        write(folder, f"catalog/new{number}.yaml", "kind: movie\n")
    few = "`catalog/new0.yaml`, `catalog/new1.yaml`, `catalog/new2.yaml` and 1 more are in no commit ("
    assert reason(folder).startswith(few)
    hidden = "are in no commit, because git is told to ignore them (`git add --force`, then `git commit`)"
    write(folder, ".git/info/exclude", "new*\n")
    assert hidden in reason(folder)
    write(folder, ".git/info/exclude", "")
    write(folder, "catalog/.gitignore", "new*\n")
    assert hidden in reason(folder)
    (folder / "catalog/.gitignore").unlink()
    git(folder, "config", "core.excludesFile", str(write(folder.parent, "global", "new*\n")))
    assert hidden in reason(folder)


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_an_edit_that_git_is_told_not_to_see_is_seen(folder: Path, flag: str) -> None:
    git(folder, "update-index", flag, "catalog/a.yaml")
    assert of(folder).tree
    write(folder, "catalog/a.yaml", "kind: movie\n")
    assert git(folder, "status", "--porcelain") == ""
    assert "`catalog/a.yaml` differs from the commit, and git is told not to look" in reason(folder)


def test_a_sparse_checkout_is_refused_where_it_leaves_a_part_of_the_catalog_out(folder: Path) -> None:
    git(folder, "sparse-checkout", "set", "--no-cone", "/*", "!/catalog/notes.txt")
    assert of(folder).tree
    git(folder, "sparse-checkout", "set", "--no-cone", "/*", "!/catalog/more/")

    said = refusal(folder)

    assert (
        "this is a sparse checkout without `catalog/more/b.yaml`: a part of the catalog is not here" in said
    )
    assert "`git sparse-checkout disable`; in a workflow, check out without `sparse-checkout`" in said
    write(folder, "catalog/more/b.yaml", "kind: movie\n")
    assert "`catalog/more/b.yaml` differs from the commit" in reason(folder)


def test_a_skipped_file_that_is_missing_is_refused_and_not_taken_for_deleted(folder: Path) -> None:
    git(folder, "update-index", "--skip-worktree", "catalog/a.yaml")
    (folder / "catalog/a.yaml").unlink()
    said = "git was told to skip `catalog/a.yaml` (skip-worktree), and it is not here"
    assert said in refusal(folder)
    git(folder, "update-index", "--assume-unchanged", "catalog/a.yaml")
    assert said in refusal(folder)


def test_an_edit_between_two_reads_is_seen(folder: Path) -> None:
    project = open_project(folder / "pvsync.yaml", folder)
    assert project.provenance().tree
    write(folder, "catalog/a.yaml", "kind: movie\n")
    deque(project.sources(), maxlen=0)
    assert not project.provenance().tree
    assert "`catalog/a.yaml` differs from the commit" in project.provenance().uncommitted[0]


def test_links_are_not_what_the_commit_holds(folder: Path) -> None:
    write(folder, "ext/a.yaml", "kind: movie\n")
    (folder / "catalog/link.yaml").symlink_to("../ext/a.yaml")
    commit(folder)
    assert "`catalog/link.yaml` is a link: the commit holds where it leads" in reason(folder)
    (folder / "catalog/link.yaml").unlink()
    write(folder, "catalog/link.yaml", "../ext/a.yaml")  # as git writes a link where links are switched off
    assert "`catalog/link.yaml` is a link in the commit, and a file here" in reason(folder)
    (folder / "catalog/link.yaml").unlink()
    (folder / "catalog/more").rename(folder / "elsewhere")
    (folder / "catalog/more").symlink_to("../elsewhere")
    assert "`catalog/more/b.yaml` of this commit stands behind a linked folder here" in refusal(folder)


def test_a_catalog_that_is_a_link_is_in_no_commit(folder: Path) -> None:
    (folder / "catalog").rename(folder / "real")
    (folder / "catalog").symlink_to("real")
    commit(folder)
    assert "`catalog/a.yaml`, `catalog/more/b.yaml` stand behind a linked folder" in reason(folder)


def test_a_filter_makes_other_bytes_and_line_ends_do_not(folder: Path) -> None:
    git(folder, "config", "filter.rot.clean", ROT)
    git(folder, "config", "filter.rot.smudge", ROT)
    write(
        folder,
        ".gitattributes",
        "catalog/s*.yaml filter=rot\ncatalog/w.yaml working-tree-encoding=ISO-8859-1\n",
    )
    write(folder, "catalog/s.yaml", "kind: movie\n")
    (folder / "catalog/w.yaml").write_bytes("title: é\n".encode("latin-1"))
    commit(folder)
    assert (
        "`catalog/s.yaml`, `catalog/w.yaml` go through a filter of git: the commit holds other bytes"
        in reason(folder)
    )
    git(folder, "rm", "-q", "catalog/s.yaml", "catalog/w.yaml")
    commit(folder)
    before = of(folder).tree
    write(folder, ".gitattributes", "*.yaml text eol=crlf filter=unknown\n")
    commit(folder)
    (folder / "catalog/a.yaml").unlink()
    git(folder, "checkout", "-q", "--", ".")
    assert b"\r\n" in (folder / "catalog/a.yaml").read_bytes()
    assert of(folder).tree == before
    write(folder, "catalog/a.yaml", "kind: movie\r\n")
    assert reason(folder).startswith("`catalog/a.yaml` differs from the commit (commit it")


def test_names_that_a_file_system_takes_for_one_are_said_and_refused_where_one_is_missing(
    folder: Path,
) -> None:
    for names in (("Heat.yaml", "heat.yaml"), ("\u00e9t\u00e9.yaml", "e\u0301te\u0301.yaml")):
        for name in names:
            write(folder, f"catalog/{name}", "kind: movie\n")
    commit(folder)
    found = of(folder)
    assert found.tree
    assert len(found.remarks) == 2
    assert found.remarks[1].startswith("`catalog/Heat.yaml` and `catalog/heat.yaml` differ only in case") or (
        found.remarks[0].startswith("`catalog/Heat.yaml` and `catalog/heat.yaml` differ only in case")
    )
    (folder / "catalog/e\u0301te\u0301.yaml").unlink()
    assert "differ only in case or in the form of a letter, and only one of them is here" in refusal(folder)


def test_a_worktree_a_subfolder_and_a_submodule_are_right(folder: Path, tmp_path: Path) -> None:
    tree = of(folder).tree
    git(folder, "worktree", "add", "-q", str(tmp_path / "worktree"))
    assert of(tmp_path / "worktree").tree == tree
    whole = tmp_path / "whole"
    write(whole, "README.md", "x\n")
    git(whole, "init", "-q")
    git(whole, "submodule", "--quiet", "add", str(folder), "titles")
    commit(whole)
    inside = of(whole / "titles")
    assert (inside.tree, inside.commit) == (tree, git(folder, "rev-parse", "HEAD"))
    below = tmp_path / "below"
    write(below, "films/pvsync.yaml", "licensor: acme\n")
    write(below, "films/catalog/a.yaml", "kind: movie\ntitle: A\n")
    write(below, "films/catalog/more/b.yaml", "kind: movie\ntitle: B\n")
    git(below, "init", "-q")
    commit(below)
    assert of(below / "films").tree == tree


def test_a_submodule_in_the_catalog_is_not_of_the_commit(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, "c.yaml", "kind: movie\n")
    git(other, "init", "-q")
    commit(other)
    git(folder, "submodule", "--quiet", "add", str(other), "catalog/sub")
    commit(folder)
    assert "`catalog/sub/c.yaml` belongs to a submodule: the commit holds only its number" in reason(folder)
    git(folder, "submodule", "--quiet", "deinit", "-f", "catalog/sub")
    assert "`catalog/sub` of this commit is a submodule that is not checked out" in refusal(folder)


def test_a_partial_clone_is_right_and_one_without_its_remote_is_one_sentence(
    folder: Path, tmp_path: Path
) -> None:
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(
        tmp_path,
        "clone",
        "-q",
        "--no-local",
        "--filter=blob:none",
        "--no-checkout",
        folder.as_uri(),
        "partial",
    )
    clone = tmp_path / "partial"
    git(clone, "checkout", "-q", "main")
    assert of(clone).tree == of(folder).tree
    write(folder, "catalog/a.yaml", "kind: movie\ntitle: Z\n")
    commit(folder)
    git(clone, "fetch", "-q")
    folder.rename(tmp_path / "gone")
    repository = open_project(clone / "pvsync.yaml", clone).repository
    assert repository is not None
    with pytest.raises(CatalogUnreadable, match="this is a partial clone: a part of the history is not here"):
        list(repository.files_at("origin/main", "catalog"))


def test_ids_of_the_other_format_are_compared_too(tmp_path: Path) -> None:
    write(tmp_path, "pvsync.yaml", "licensor: acme\n")
    write(tmp_path, "catalog/a.yaml", "kind: movie\n")
    git(tmp_path, "init", "-q", "--object-format=sha256")
    commit(tmp_path)
    assert of(tmp_path).tree
    write(tmp_path, "catalog/a.yaml", "kind: short\n")
    assert "differs from the commit" in reason(tmp_path)


def test_replaced_objects_and_variables_of_a_hook_change_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = of(folder).tree
    other = git(folder, "hash-object", "-w", "--stdin", typed="kind: short\n")
    git(folder, "replace", git(folder, "rev-parse", "HEAD:catalog/a.yaml"), other)
    git(folder, "replace", git(folder, "rev-parse", "HEAD^{tree}"), git(folder, "rev-parse", "HEAD:catalog"))
    git(tmp_path, "init", "-q", "elsewhere")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere/.git"))
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    found = of(folder)
    monkeypatch.undo()
    assert found.tree == tree


def test_a_name_that_is_no_utf_8_is_no_fault(folder: Path) -> None:
    (folder / "catalog" / os.fsdecode(b"\xff.yaml")).write_bytes(b"kind: movie\n")
    assert "in no commit" in reason(folder)
    commit(folder)
    assert of(folder).tree
