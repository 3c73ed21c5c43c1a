"""Clones of one bare remote, as machines that know nothing of each other."""

import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from builders import NOW

from pvsync.history.lease import Clocks, Holder, Lease
from pvsync.history.remote import Remote
from pvsync.history.repository import Repository


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


class Time:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def passes(self, **span: float) -> None:
        self.seconds += timedelta(**span).total_seconds()

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.now, lambda: self.seconds)


@dataclass(frozen=True, slots=True)
class Machine:
    """One clone."""

    folder: Path
    repository: Repository
    remote: Remote
    time: Time

    def lease(self, run: str, environment: str = "production") -> Lease:
        holder = Holder(run, f"Test on {self.folder.name}", self.time.now(), None)
        return Lease(self.repository, self.remote, environment, holder, self.time.clocks)

    def commit(self, message: str = "a change") -> str:
        git(self.folder, "commit", "-q", "--allow-empty", "-m", message)
        return git(self.folder, "rev-parse", "HEAD")


def a_remote(folder: Path) -> Path:
    """A bare repository with one commit."""
    bare = folder / "remote.git"
    bare.mkdir()
    git(bare, "init", "-q", "--bare", "-b", "main")
    first = folder / "first"
    first.mkdir()
    git(first, "init", "-q", "-b", "main")
    git(first, "commit", "-q", "--allow-empty", "-m", "first")
    git(first, "push", "-q", str(bare), "main")
    return bare


def a_machine(bare: Path, name: str, time: Time, *flags: str) -> Machine:
    """A clone of it."""
    folder = bare.parent / name
    git(bare.parent, "clone", "-q", *flags, bare.as_uri(), str(folder))
    repository = Repository.find(folder)
    assert repository is not None
    remote = Remote.find(repository, None)
    assert remote is not None
    return Machine(folder, repository, remote, time)
