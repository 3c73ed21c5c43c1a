"""A git repository: where it stands, and the bytes of its files at any commit.

Only git's own commands are used, through GitPython's `repo.git`: its object walk is a hundred times slower.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from pvsync.errors import CatalogUnreadable, UsageError

if TYPE_CHECKING:
    from git import Repo

_REGULAR = ("100644", "100755")
_BLOBS_AT_ONCE = 1000
_PATIENCE = ("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=30")
"""A server that is silent for half a minute will not answer."""
_NOBODY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "pvsync"), ("EMAIL", "pvsync@localhost"))
}


@dataclass(frozen=True, slots=True)
class FileAt:
    """One file of a commit.

    Args:
        path: Relative to the folder asked for.
        blob: Git's object id of its bytes.
        data: Its bytes.
    """

    path: str
    blob: str
    data: bytes


class Repository:
    """The repository that holds a folder.

    Args:
        folder: The folder that paths are relative to; it may be below the repository's root.
        repo: GitPython's repository.
    """

    def __init__(self, folder: Path, repo: "Repo") -> None:
        self._folder = folder
        self._git = repo.git
        self._someone: dict[str, str] | None = None

    @classmethod
    def find(cls, folder: Path) -> "Repository | None":
        """The repository of a folder, None where there is none.

        Raises:
            CatalogUnreadable: If git itself is not installed.
        """
        try:
            from git import InvalidGitRepositoryError, NoSuchPathError, Repo  # noqa: PLC0415 - 140 ms to import
        except ImportError as error:
            raise CatalogUnreadable(
                "git is not installed", advice="install git; pvsync reads the catalog's history"
            ) from error
        try:
            found = Repo(folder, search_parent_directories=True)
        except (InvalidGitRepositoryError, NoSuchPathError):
            return None
        repository = cls(folder.absolute(), found)  # git is started at the top of the repository
        return None if found.bare else repository

    def head(self) -> str | None:
        """The commit that is checked out, None before the first one."""
        return self._resolve("HEAD")

    def resolve(self, ref: str) -> str:
        """The commit that a name stands for.

        Raises:
            UsageError: If there is none.
        """
        found = self._resolve(ref)
        if found is None:
            raise UsageError(
                f"git knows no commit `{ref}`",
                advice="name a branch, a tag or a commit: `git log` lists them",
            )
        return found

    def is_dirty(self, paths: list[str]) -> bool:
        """Whether files below these paths differ from the checked-out commit, new ones included."""
        out = self._run("status", "--porcelain", "-z", "--untracked-files=all", "--", *paths)
        return bool(out)

    def tree(self, commit: str, path: str = ".") -> list[tuple[str, str]]:
        """The regular files below a path at a commit: path and git's object id, sorted by path."""
        listing = self._run("ls-tree", "-r", "-z", commit, "--", path)
        entries: list[tuple[str, str]] = []
        for line in filter(None, listing.split("\0")):
            meta, _, name = line.partition("\t")
            mode, kind, blob = meta.split()
            if kind == "blob" and mode in _REGULAR:
                entries.append((name, blob))
        return sorted(entries)

    def files_at(self, commit: str, path: str) -> Iterator[FileAt]:
        """The regular files below a path at a commit, sorted by path."""
        entries = self.tree(commit, path)
        for first in range(0, len(entries), _BLOBS_AT_ONCE):
            part = entries[first : first + _BLOBS_AT_ONCE]
            for (name, blob), data in zip(part, self.blobs([blob for _, blob in part]), strict=True):
                yield FileAt(name, blob, data)

    def blobs(self, blobs: list[str]) -> Iterator[bytes]:
        """The bytes of many blobs from one process; each is announced by `<id> blob <size>` and ends in a newline."""
        out = self.run_with(blobs, "cat-file", "--batch")
        position = 0
        for _ in blobs:
            line_end = out.index(b"\n", position)
            size = int(out[position:line_end].split()[2])
            yield out[line_end + 1 : line_end + 1 + size]
            position = line_end + 1 + size + 1

    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == "true"

    def is_ancestor(self, commit: str, of: str) -> bool:
        """Whether a commit is part of the history of another; False where git does not know it any more."""
        from git import GitCommandError  # noqa: PLC0415 - see find

        try:
            self._git.execute(["git", "-C", str(self._folder), "merge-base", "--is-ancestor", commit, of])
        except GitCommandError:
            return False
        return True

    def uncommitted(self) -> str | None:
        """A commit on no branch that holds the tracked files as they are, None where they are as checked out."""
        who = ("-c", "user.name=pvsync", "-c", "user.email=pvsync@localhost")
        return self._run(*who, "stash", "create").strip() or None

    def run_with(self, lines: Iterable[str], *arguments: str) -> bytes:
        """What a command of git says when these lines are typed into it."""
        with TemporaryFile() as asked:
            asked.write("".join(f"{line}\n" for line in lines).encode())
            asked.seek(0)
            out: bytes = self._git.execute(
                ["git", "-C", str(self._folder), *arguments],
                istream=asked,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        return out

    def run(self, *arguments: str) -> str:
        """What a command of git says, to the last newline.

        Raises:
            CatalogUnreadable: If it fails.
        """
        return self._run(*arguments)

    def attempt(self, *arguments: str, typed: bytes = b"") -> str | None:
        """What a command of git says that may well fail; None where it does. It never asks a person anything.

        Args:
            arguments: The command.
            typed: What is typed into it.
        """
        with TemporaryFile() as asked:
            asked.write(typed)
            asked.seek(0)
            status, out, _ = self._git.execute(
                ["git", "-C", str(self._folder), *_PATIENCE, *arguments],
                istream=asked,
                with_extended_output=True,
                with_exceptions=False,
                strip_newline_in_stdout=False,
                env={"GIT_TERMINAL_PROMPT": "0", **self._identity()},
            )
        return str(out) if status == 0 else None

    def _identity(self) -> dict[str, str]:
        """Who writes notes and leases: whom git knows, and pvsync itself on a runner where nobody has a name."""
        if self._someone is None:
            known, _, _ = self._git.execute(
                ["git", "-C", str(self._folder), "var", "GIT_COMMITTER_IDENT"],
                with_extended_output=True,
                with_exceptions=False,
            )
            self._someone = {} if known == 0 else _NOBODY
        return self._someone

    def _resolve(self, ref: str) -> str | None:
        from git import GitCommandError  # noqa: PLC0415 - see find

        try:
            commit: str = self._git.rev_parse("--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        except GitCommandError:
            return None
        return commit

    def _run(self, *arguments: str) -> str:
        from git import GitCommandError  # noqa: PLC0415 - see find

        try:
            out: str = self._git.execute(
                ["git", "-C", str(self._folder), *arguments], strip_newline_in_stdout=False
            )
        except GitCommandError as error:
            raise CatalogUnreadable(
                f"git could not answer `git {arguments[0]}`",
                advice="run the same command in the repository to see why",
            ) from error
        return out
