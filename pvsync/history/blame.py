"""Who set which line, and when: git's own blame, asked once for each file and only for the lines that matter."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pvsync.errors import CatalogUnreadable
from pvsync.history.repository import Repository

_UNCOMMITTED = "0" * 40


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line comes from.

    Args:
        commit: The commit that set it.
        author: Its author.
        at: When it was written.
        summary: First line of its message.
    """

    commit: str
    author: str
    at: datetime
    summary: str


def blame(
    repository: Repository, lines: Mapping[str, Collection[int]], commit: str | None
) -> dict[tuple[str, int], Line]:
    """The origin of lines; those that no commit has set yet are left out.

    Args:
        repository: The repository.
        lines: Numbers of lines, from 1, by file.
        commit: The commit whose lines are meant, None for the files as they are.
    """
    found: dict[tuple[str, int], Line] = {}
    for path, numbers in lines.items():
        ranges = [f"-L{first},{last}" for first, last in _ranges(sorted(set(numbers)))]
        revision = [] if commit is None else [commit]
        try:
            out = repository.run(
                "blame", "--porcelain", "--no-textconv", "-w", *ranges, *revision, "--", path
            )
        except CatalogUnreadable:
            continue  # a file that no commit holds yet
        found.update(((path, number), line) for number, line in _lines(out))
    return found


def last_changes(repository: Repository, base: str, tip: str) -> dict[str, Line]:
    """The newest commit after `base` and up to `tip` for each YAML file that one of them changed; merges are looked through.

    Args:
        repository: The repository.
        base: What was applied.
        tip: What is planned.
    """
    shape = "--format=%x01%H%x02%an%x02%at%x02%s"
    only = ("--name-only", "--relative", "--no-renames", "--", "*.yaml", "*.yml")
    out = repository.run("-c", "core.quotePath=false", "log", "-z", shape, f"{base}..{tip}", *only)
    found: dict[str, Line] = {}
    for part in out.split("\x01")[1:]:
        head, _, names = part.partition("\0")
        commit, author, at, summary = head.split("\x02", 3)
        line = Line(commit, author, datetime.fromtimestamp(int(at), tz=UTC), summary)
        for name in filter(None, names.strip("\n\0").split("\0")):
            found.setdefault(name.lstrip("\n"), line)
    return found


def _ranges(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of numbers that follow each other."""
    first = previous = 0
    for number in numbers:
        if number != previous + 1 or not first:
            if first:
                yield first, previous
            first = number
        previous = number
    if first:
        yield first, previous


def _lines(out: str) -> Iterator[tuple[int, Line]]:
    """What `git blame --porcelain` says: a commit's own data stand only where it is named for the first time."""
    known: dict[str, dict[str, str]] = {}
    commit, number = "", 0
    for line in out.split("\n")[:-1]:
        if line.startswith("\t"):
            if commit != _UNCOMMITTED:
                about = known[commit]
                at = datetime.fromtimestamp(int(about["author-time"]), tz=UTC)
                yield number, Line(commit, about["author"], at, about["summary"])
            continue
        key, _, value = line.partition(" ")
        if len(key) == len(_UNCOMMITTED) and value[:1].isdigit():
            commit, number = key, int(value.split()[1])
            known.setdefault(commit, {})
        else:
            known[commit][key] = value
