"""Commits as a person tells them: who, when and why, and which one is part of which."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pvsync.history.repository import Repository

_SEPARATOR = "\x1f"
_FORMAT = "%H%x1f%aN%x1f%aI%x1f%cI%x1f%s"
_PULL_REQUEST = re.compile(r"\(#(\d+)\)\s*$|^Merge pull request #(\d+)\b")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit.

    Args:
        id: Its object id.
        author: Who wrote it, by the name that the mailmap has.
        authored_at: When it was written.
        committed_at: When it came to where it is.
        subject: First paragraph of its message.
    """

    id: str
    author: str
    authored_at: datetime
    committed_at: datetime
    subject: str

    @property
    def pull_request(self) -> int | None:
        """The number that the message carries, as GitHub writes it; None where it carries none."""
        found = _PULL_REQUEST.search(self.subject)
        return None if found is None else int(found[1] or found[2])


def commits(repository: Repository, ids: Iterable[str]) -> dict[str, Commit]:
    """Facts of commits that are there, by id."""
    asked = list(ids)
    if not asked:
        return {}
    out = repository.run_with(
        asked,
        *("log", "--stdin", "--no-walk=unsorted", "--no-patch", "--no-show-signature", "--encoding=UTF-8"),
        *("-z", f"--format={_FORMAT}"),
    )
    found: dict[str, Commit] = {}
    for record in out.decode("utf-8", "replace").split("\0"):
        if record.strip():
            commit, author, authored, committed, subject = record.split(_SEPARATOR, 4)
            found[commit] = Commit(commit, author, _instant(authored), _instant(committed), subject.strip())
    return found


def present(repository: Repository, ids: Iterable[str]) -> set[str]:
    """Those of some commits that this repository has."""
    asked = sorted(set(ids))
    if not asked:
        return set()
    told = repository.run_with(asked, "cat-file", "--batch-check=%(objectname) %(objecttype)").decode()
    return {line.split()[0] for line in told.splitlines() if line.endswith(" commit")}


class Lineage:
    """Which commit is part of which.

    Args:
        repository: The repository.
        tips: Commits that are there; everything that they hold is known.
    """

    def __init__(self, repository: Repository, tips: Iterable[str]) -> None:
        told = repository.run_with(tips, "rev-list", "--parents", "--topo-order", "--stdin").decode()
        self._parents = {commit: tuple(parents) for commit, *parents in map(str.split, told.splitlines())}
        self._held: dict[str, set[str]] = {}

    def parents(self, commit: str) -> tuple[str, ...]:
        """The parents of a commit, the first one being the branch that it was made on."""
        return self._parents.get(commit, ())

    def includes(self, tip: str, commit: str) -> bool:
        """Whether a commit is another one, or part of its history; False where either is not known."""
        if tip not in self._held:
            self._held[tip] = self._history(tip, set())
        return commit in self._held[tip]

    def merges(self, tip: str) -> dict[str, str]:
        """For each commit that came by a branch of its own: the merge that brought it to the line of a tip."""
        line = [tip]
        while parents := self.parents(line[-1]):
            line.append(parents[0])
        known = set(line)
        found: dict[str, str] = {}
        for merge in reversed(line):
            for parent in self.parents(merge)[1:]:
                brought = self._history(parent, known)
                known |= brought
                found.update(dict.fromkeys(brought, merge))
        return found

    def _history(self, tip: str, without: set[str]) -> set[str]:
        found: set[str] = set()
        waiting = [tip] if tip in self._parents else []
        while waiting:
            commit = waiting.pop()
            if commit not in found and commit not in without:
                found.add(commit)
                waiting.extend(self.parents(commit))
        return found


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
