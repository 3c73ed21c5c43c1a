"""Every commit of a branch with what it changed, parents first; each merge is compared with every parent.

A file that only a merge dropped differs from one of its parents and from no other, so that each pair of commit and
parent is a step of its own. Renames are never guessed: a renamed file is one that left and one that came.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.errors import CatalogUnreadable
from pvsync.history.repository import REGULAR, Repository

_NOTHING = "0" * 40
_FILES = ("*.yaml", "*.yml")


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file between two commits.

    Args:
        path: Relative to the folder of the configuration.
        old: Git's object id of its bytes before, None where there was no such file.
        new: The same after.
    """

    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A commit against one of its parents.

    Args:
        commit: The commit.
        parent: The parent, None for a first commit.
        is_first: Whether that is the commit's first parent (or it has none).
        changes: YAML files that differ, by path.
    """

    commit: str
    parent: str | None
    is_first: bool
    changes: tuple[FileChange, ...]


def refuse_shallow(repository: Repository) -> None:
    """Make sure that history is whole: what left before a clone's horizon would look like a stranger's.

    Raises:
        CatalogUnreadable: If older commits were left out.
    """
    if repository.is_shallow():
        raise CatalogUnreadable(
            "this clone has only a part of the history, so what has left the catalog cannot be found",
            advice="run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`",
        )


def steps(repository: Repository, tip: str, known: str | None = None) -> Iterator[Step]:
    """Every step up to a commit, parents before their children.

    Args:
        repository: The repository.
        tip: The last commit.
        known: A commit whose own history is left out.
    """
    wanted = [tip] if known is None else [tip, f"^{known}"]
    listing = repository.run(
        "rev-list", "--parents", "--topo-order", "--reverse", "--end-of-options", *wanted
    )
    pairs: list[tuple[str, str | None, bool]] = []
    for line in listing.splitlines():
        commit, *parents = line.split()
        pairs += [(commit, parent, parent == parents[0]) for parent in parents] or [(commit, None, True)]
    asked = (commit if parent is None else f"{commit} {parent}" for commit, parent, _ in pairs)
    told = _told(
        repository.run_with(
            asked,
            *(
                "diff-tree",
                "--stdin",
                "--root",
                "-r",
                "--raw",
                "--no-abbrev",
                "--no-renames",
                "--always",
                "--no-ext-diff",
                "-z",
            ),
            *("--relative", "--", *_FILES),
        )
    )
    for commit, parent, is_first in pairs:
        said, changes = next(told, ("", ()))
        if said != commit:
            raise CatalogUnreadable("git told of its commits in another order than it was asked")
        yield Step(commit, parent, is_first, changes)


def _told(out: bytes) -> Iterator[tuple[str, tuple[FileChange, ...]]]:
    """Each commit that `git diff-tree --stdin -z` names, with its changes."""
    fields = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    changes: list[FileChange] = []
    for field in fields:
        if field.startswith(":"):
            modes, path = field[1:].split(), next(fields)
            change = FileChange(path, _blob(modes[0], modes[2]), _blob(modes[1], modes[3]))
            if change.old != change.new:
                changes.append(change)
        elif field:
            if commit:
                yield commit, tuple(changes)
            commit, changes = field, []
    if commit:
        yield commit, tuple(changes)


def _blob(mode: str, name: str) -> str | None:
    return name if mode in REGULAR and name != _NOTHING else None
