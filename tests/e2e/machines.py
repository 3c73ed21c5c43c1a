"""Several machines of one partner: clones of one remote, and the same service."""

import hashlib
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from e2e.estate import Estate

LEASES = "refs/pvsync/lease"


@dataclass(frozen=True, slots=True)
class Fleet:
    """A remote with its clones.

    Args:
        first: The clone in which the estate was made.
        bare: The remote.
    """

    first: Estate
    bare: Path

    @classmethod
    def of(cls, estate: Estate) -> "Fleet":
        """Commit what the estate has, with an environment `production` that every clone reaches; push it."""
        folder = estate.root / ".pvsync" / "emulator"
        files = {"key": "client.key", "cert": "client.pem", "ca": "ca.pem", "api_key": "api-key"}
        references = ", ".join(f"{name}: file:{folder / file}" for name, file in files.items())
        limits = "rate: 1000, open: 8, settling_seconds: 0.05"
        estate.configure(
            f"  production: {{url: {estate.emulator.url}, {limits}, credentials: {{{references}}}}}\n"
        )
        estate.commit("first")
        bare = estate.root.parent / f"{estate.root.name}.git"
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True)
        estate.git("remote", "add", "origin", bare.as_uri())
        estate.git("push", "-q", "-u", "origin", "main")
        return cls(estate, bare)

    def clone(self, name: str, *flags: str) -> Estate:
        """Another machine."""
        folder = self.bare.parent / f"{self.first.root.name}-{name}"
        subprocess.run(["git", "clone", "-q", *flags, self.bare.as_uri(), str(folder)], check=True)
        # No two clocks stand alike: ids of runs that begin in one microsecond differ in one random digit only.
        later = timedelta(microseconds=int.from_bytes(hashlib.sha256(name.encode()).digest()[:2]))
        return Estate(folder, self.first.emulator, self.first.now + later)

    def git(self, *arguments: str) -> str:
        """Ask the remote."""
        done = subprocess.run(
            ["git", "-C", str(self.bare), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout

    def hide(self) -> None:
        """The remote cannot be reached."""
        self.bare.rename(self.bare.with_suffix(".hidden"))

    def show(self) -> None:
        """It can again."""
        self.bare.with_suffix(".hidden").rename(self.bare)
