"""Every commit against every parent, on real repositories."""

from pathlib import Path

import pytest
from unit.history.test_repository import found, git

from pvsync.errors import CatalogUnreadable
from pvsync.history.walk import refuse_shallow, steps


def write(folder: Path, name: str, text: str, message: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, "a.yaml", "a", "first")
    git(tmp_path, "switch", "-q", "-c", "side")
    write(tmp_path, "sub/b ü.yml", "b", "second")
    git(tmp_path, "switch", "-q", "main")
    write(tmp_path, "note.txt", "not yaml", "third")
    git(tmp_path, "merge", "-q", "--no-ff", "-s", "ours", "-m", "merge", "side")
    return tmp_path


def test_a_merge_is_a_step_from_each_parent_and_shows_what_it_dropped(folder: Path) -> None:
    repository = found(folder)
    head = repository.head()
    assert head is not None

    walked = list(steps(repository, head))

    told = [
        (step.is_first, [(change.path, change.new is None) for change in step.changes]) for step in walked
    ]
    expected = [
        (False, [("sub/b ü.yml", True)]),
        (True, []),
        (True, []),
        (True, [("a.yaml", False)]),
        (True, [("sub/b ü.yml", False)]),
    ]
    assert sorted(told, key=str) == sorted(expected, key=str)
    seen: set[str] = set()
    for step in walked:
        assert step.parent is None or step.parent in seen
        seen.add(step.commit)


def test_what_is_known_is_left_out(folder: Path) -> None:
    repository = found(folder)
    head = repository.resolve("HEAD")
    known = repository.resolve("HEAD^1")

    assert {step.commit for step in steps(repository, head, known)} == {head, repository.resolve("side")}


def test_only_what_is_below_the_folder_counts(folder: Path) -> None:
    (folder / "sub").mkdir()
    repository = found(folder / "sub")
    write(folder, "sub/b ü.yml", "changed", "fourth")
    head = repository.resolve("HEAD")

    (last,) = [step for step in steps(repository, head) if step.commit == head]

    assert [change.path for change in last.changes] == ["b ü.yml"]


def test_a_mode_or_a_link_is_no_other_file(folder: Path) -> None:
    (folder / "a.yaml").chmod(0o755)
    (folder / "link.yaml").symlink_to("a.yaml")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "modes")
    repository = found(folder)
    head = repository.resolve("HEAD")

    (last,) = [step for step in steps(repository, head) if step.commit == head]

    assert last.changes == ()


def test_a_shallow_clone_is_refused(folder: Path, tmp_path: Path) -> None:
    write(folder, "c.yaml", "c", "another")
    refuse_shallow(found(folder))
    clone = tmp_path / "clone"
    git(folder, "clone", "-q", "--depth", "1", f"file://{folder}", str(clone))

    with pytest.raises(CatalogUnreadable) as raised:
        refuse_shallow(found(clone))

    assert "fetch-depth: 0" in raised.value.advice
