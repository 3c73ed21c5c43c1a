"""A git repository: where it stands, and the bytes of its files at any commit.

Every git process starts here. What it believes comes from the person's own git and from the `.git` of the folder or of
one above it: never from files of the work tree (a branch brings those), from hooks, or from what a hook left in the
environment. Only git's own commands are used, through GitPython: its object walk is a hundred times slower.
"""

import os
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.model.secret import without_secrets

REGULAR = ("100644", "100755")
_BLOBS_AT_ONCE = 1000
_USUAL = "sha1"
_LINES_OF_GIT = 3
_LONGEST_WORDS = 400
_USER_OF_URL = re.compile(r"://[^/\s@]*@")
_PATIENCE = ("-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=30")
"""A server that is silent for half a minute will not answer."""
_ALONE = (
    *("--no-optional-locks", "--no-replace-objects"),
    *(
        "-c",
        "safe.bareRepository=explicit",
        "-c",
        "core.fsmonitor=false",
        "-c",
        f"core.hooksPath={os.devnull}",
    ),
)
"""Nothing of the work tree is taken for a repository, nothing is started, and history is what the commits say."""
_OF_ANOTHER = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"),
    *(
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_NAMESPACE",
    ),
    *("GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_ATTR_SOURCE", "GIT_CONFIG"),
    *("GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
    *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
)
"""Variables that say which repository is meant, as a hook inherits them, or what a path means."""
_NEVER_ASKS = {"GIT_TERMINAL_PROMPT": "0", "GIT_GRAFT_FILE": os.devnull}
_NOBODY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "pvsync"), ("EMAIL", "pvsync@localhost"))
}


class GitUnusable(CatalogUnreadable):
    """Git is not installed, or does not work in this folder; what needs files alone goes on without."""


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


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a commit's tree: a file, a link or a submodule.

    Args:
        path: Relative to the folder asked for.
        mode: Git's six digits.
        blob: Git's object id of what stands there.
    """

    path: str
    mode: str
    blob: str


class Repository:
    """The repository that holds a folder.

    Args:
        folder: The folder that paths are relative to; it may be below the top of the work tree.
        top: The folder that holds `.git`.
    """

    def __init__(self, folder: Path, top: Path) -> None:
        from git import Git  # noqa: PLC0415 - 140 ms to import

        self._folder = folder
        self._top = top
        self._git = Git(str(top))
        self._place: dict[str, str] | None = None
        self._someone: dict[str, str] | None = None
        self._algorithm = _USUAL
        self._words = ""

    @classmethod
    def find(cls, folder: Path) -> "Repository | None":
        """The repository of a folder: the nearest `.git` in it or above it. None where there is none.

        A folder that looks like a repository without being called `.git` is none: a branch can bring it.

        Raises:
            CatalogUnreadable: If git itself is not installed.
        """
        for name in _OF_ANOTHER:
            os.environ.pop(name, None)  # GitPython hands on all that it finds
        top = top_of(folder)
        if top is None:
            return None
        try:
            return cls(folder.resolve(), top)
        except ImportError as error:
            raise GitUnusable(
                "git is not installed",
                advice="install git; `pvsync validate`, `fmt`, `explain` and `schema` do without",
            ) from error

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

    @property
    def algorithm(self) -> str:
        """How object ids are made: `sha1`, or `sha256` in a repository of that format; the usual one where git is silent."""
        if self._place is None:
            try:
                self._place = self._placed()
            except CatalogUnreadable:
                return _USUAL
        return self._algorithm

    def entries(self, commit: str, *paths: str) -> list[Entry]:
        """Everything below some paths at a commit, links and submodules included."""
        listing = self._run("ls-tree", "-r", "-z", commit, "--", *paths)
        found: list[Entry] = []
        for line in filter(None, listing.split("\0")):
            meta, _, name = line.partition("\t")
            mode, _, blob = meta.split()
            found.append(Entry(name, mode, blob))
        return found

    def tree(self, commit: str, path: str = ".") -> list[tuple[str, str]]:
        """The regular files below a path at a commit: path and git's object id, sorted by path."""
        return sorted((one.path, one.blob) for one in self.entries(commit, path) if one.mode in REGULAR)

    def files_at(self, commit: str, path: str) -> Iterator[FileAt]:
        """The regular files below a path at a commit, sorted by path."""
        entries = self.tree(commit, path)
        for first in range(0, len(entries), _BLOBS_AT_ONCE):
            part = entries[first : first + _BLOBS_AT_ONCE]
            for (name, blob), data in zip(part, self.blobs([blob for _, blob in part]), strict=True):
                yield FileAt(name, blob, data)

    def blobs(self, blobs: list[str]) -> Iterator[bytes]:
        """The bytes of many blobs from one process; each is announced by `<id> blob <size>` and ends in a newline.

        Raises:
            CatalogUnreadable: If one is not here, as in a partial clone whose remote does not answer.
        """
        out = self.run_with(blobs, "cat-file", "--batch")
        position = 0
        for _ in blobs:
            line_end = out.index(b"\n", position)
            facts = out[position:line_end].split()
            if facts[1] == b"missing":
                raise self._unanswered("cat-file")
            size = int(facts[2])
            yield out[line_end + 1 : line_end + 1 + size]
            position = line_end + 1 + size + 1

    def tracked(self, path: str) -> list[str]:
        """What git tracks at or below a path, whatever its case; nothing where git cannot answer."""
        try:
            status, out = self._execute(("ls-files", "-z", "--", f":(icase){path}"))
        except CatalogUnreadable:
            return []
        return [name for name in _text(out).split("\0") if name] if status == 0 else []

    def is_shallow(self) -> bool:
        """Whether older commits were left out when the repository was cloned."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == "true"

    def is_ancestor(self, commit: str, of: str) -> bool:
        """Whether a commit is part of the history of another; False where git does not know it any more."""
        return self.attempt("merge-base", "--is-ancestor", commit, of) is not None

    def uncommitted(self) -> str | None:
        """A commit on no branch that holds the tracked files as they are, None where they are as checked out."""
        who = ("-c", "user.name=pvsync", "-c", "user.email=pvsync@localhost")
        if self._run("ls-files", "--unmerged", "-z"):
            raise CatalogUnreadable(
                "a merge is not finished here: git still holds files of it as in conflict",
                advice="`git status` names them; `git add` each, then `git commit`, or go back with `git merge --abort`",
            )
        return self._run(*who, "stash", "create").strip() or None

    def run_with(self, lines: Iterable[str], *arguments: str) -> bytes:
        """What a command of git says when these lines are typed into it.

        Raises:
            CatalogUnreadable: If it fails.
        """
        typed = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
        status, out = self._execute(arguments, typed)
        if status != 0:
            raise self._unanswered(arguments[0])
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
        try:
            status, out = self._execute(arguments, typed, self._identity())
        except CatalogUnreadable:
            return None
        return _text(out) if status == 0 else None

    def _identity(self) -> dict[str, str]:
        """Who writes notes and leases: whom git knows, and pvsync itself on a runner where nobody has a name."""
        if self._someone is None:
            known, _ = self._execute(("var", "GIT_COMMITTER_IDENT"))
            self._someone = {} if known == 0 else _NOBODY
        return self._someone

    def _resolve(self, ref: str) -> str | None:
        status, out = self._execute(
            ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        )
        return _text(out).strip() if status == 0 else None

    def _run(self, *arguments: str) -> str:
        status, out = self._execute(arguments)
        if status != 0:
            raise self._unanswered(arguments[0])
        return _text(out)

    def _execute(
        self, arguments: Iterable[str], typed: bytes = b"", who: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """A command's exit code and output, in the folder and on the repository that was found, whatever stands there.

        Raises:
            CatalogUnreadable: If git does not take the repository for one that holds the folder.
        """
        if self._place is None:
            self._place = self._placed()
        return self._start((*_PATIENCE, *arguments), self._folder, typed, {**self._place, **(who or {})})

    def _placed(self) -> dict[str, str]:
        """What names the repository to git from here on; git itself judges once whether it may be used at all."""
        asked = ("rev-parse", "--show-object-format", "--absolute-git-dir", "--show-toplevel")
        status, out = self._start(asked, self._top)
        if status != 0:
            failed = git_failed("rev-parse", self._words, self._top)
            raise GitUnusable(failed.message, advice=failed.advice)
        form, folder, top = _text(out).rstrip("\n").split("\n", 2)
        self._algorithm = "sha256" if form == "sha256" else _USUAL
        if not Path(top).samefile(self._top):
            raise CatalogUnreadable(
                "the git repository around this folder has another folder as its work tree",
                advice="run pvsync in the work tree itself: `git rev-parse --show-toplevel` names it",
            )
        return {"GIT_DIR": folder, "GIT_WORK_TREE": top}

    def _start(
        self, arguments: Iterable[str], folder: Path, typed: bytes = b"", more: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        with TemporaryFile() as asked:
            asked.write(typed)
            asked.seek(0)
            status, out, words = self._git.execute(
                ["git", "-C", str(folder), *_ALONE, *arguments],
                istream=asked,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                env={**_NEVER_ASKS, **(more or {})},
            )
        self._words = words
        return int(status), bytes(out)

    def failed(self, command: str) -> CatalogUnreadable:
        """Why the command that was just attempted failed."""
        return git_failed(command, self._words, self._top)

    def _unanswered(self, command: str) -> CatalogUnreadable:
        """Why a command failed, as far as that can be told."""
        words = self._words
        if self.attempt("config", "--get-regexp", r"^remote\..*\.promisor$") is None:
            return git_failed(command, words, self._top)
        return CatalogUnreadable(
            "this is a partial clone: a part of the history is not here, and its remote does not give it out",
            advice="see with `git fetch` whether the remote answers; in a workflow, check out without `filter`",
        )


def top_of(folder: Path) -> Path | None:
    """The folder that holds the `.git` of a folder, None where there is none; no git is needed to know it."""
    folder = folder.resolve()
    if not folder.is_dir():
        return None
    return next((place for place in (folder, *folder.parents) if _has_git(place)), None)


def _has_git(place: Path) -> bool:
    found = place / ".git"
    return found.is_file() or (found.is_dir() and os.path.lexists(found / "HEAD"))


def _text(out: bytes) -> str:
    return out.decode("utf-8", "surrogateescape")


def git_failed(command: str, words: str, top: Path) -> CatalogUnreadable:
    """What a command of git failed of, in git's own last words, and what mends it.

    Args:
        command: The command, without its arguments.
        words: What git printed beside its answer.
        top: The folder of the repository.
    """
    if "dubious ownership" in words:
        return CatalogUnreadable(
            "git does not work in this folder: it belongs to another user of this machine (git calls it *dubious ownership*)",
            advice=f"`git config --global --add safe.directory {shlex.quote(str(top))}` allows it, where that is meant, as in a container",
        )
    said = last_words(words)
    if not said:
        return CatalogUnreadable(
            f"git could not answer `git {command}`, and does not say why",
            advice="see with `git status` and `git fsck` whether the repository is sound",
        )
    return CatalogUnreadable(
        f"git could not answer `git {command}`; it says: {said}",
        advice="mend what git names, then run the command again; `git fsck` looks through the whole repository",
    )


def last_words(words: str) -> str:
    """The last lines that git printed beside its answer, in one line, without passwords of addresses."""
    lines = [line.strip() for line in words.splitlines() if line.strip() and not line.startswith("hint:")]
    plain = _USER_OF_URL.sub("://...@", without_secrets("; ".join(lines[-_LINES_OF_GIT:])))
    return "".join(letter for letter in plain if letter.isprintable())[:_LONGEST_WORDS]
