"""A git remote that machines share: refs read, fetched, and moved by compare and swap.

What git prints of a remote is never repeated: its address may hold a token.
"""

from pvsync.errors import RemoteUnreachable, UsageError
from pvsync.history.repository import Repository

DEFAULT = "origin"
"""The remote that is used where the configuration names none."""

_FETCH = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--refmap=")
_PUSH = ("push", "--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")


class Remote:
    """One remote of a repository.

    Args:
        repository: The repository.
        name: How it calls the remote.
    """

    def __init__(self, repository: Repository, name: str) -> None:
        self.name = name
        self._repository = repository

    @classmethod
    def find(cls, repository: Repository, name: str | None) -> "Remote | None":
        """The remote of a repository, None where it has none.

        Args:
            repository: The repository.
            name: The remote that the configuration names, None where it names none.

        Raises:
            UsageError: If the one that is named is not there.
        """
        known = repository.run("remote").split()
        if name is None:
            return cls(repository, DEFAULT) if DEFAULT in known else None
        if name not in known:
            raise UsageError(
                f"this repository has no remote `{name}`",
                advice="`git remote -v` lists them; name one with `remote:` in pvsync.yaml, or write `remote: none`",
            )
        return cls(repository, name)

    def read(self, ref: str) -> str | None:
        """The object that a ref stands for, None where there is no such ref.

        Raises:
            RemoteUnreachable: If the remote does not answer.
        """
        said = self._repository.attempt("ls-remote", "--quiet", "--refs", "--", self.name, ref)
        if said is None:
            raise RemoteUnreachable(f"the remote `{self.name}` does not answer")
        found = [line.split("\t") for line in said.splitlines()]
        return next((object_id for object_id, name in found if name == ref), None)

    def fetch(self, ref: str, into: str) -> None:
        """Bring a ref of the remote here under a name of ours.

        Raises:
            RemoteUnreachable: If the remote does not answer, or no longer has it.
        """
        if self._repository.attempt(*_FETCH, "--", self.name, f"+{ref}:{into}") is None:
            raise RemoteUnreachable(f"the remote `{self.name}` does not give out `{ref}`")

    def swap(self, ref: str, *, old: str | None, new: str | None) -> bool:
        """Move a ref, by force, if it stands where we think it does; the remote itself compares.

        Args:
            ref: The ref.
            old: Where it should stand, None for not there.
            new: Where it shall stand, None for not there.

        Returns:
            Whether it was moved.

        Raises:
            RemoteUnreachable: If the remote does not answer, or does not take it.
        """
        expected = f"--force-with-lease={ref}:{old or ''}"
        if self._repository.attempt(*_PUSH, expected, "--", self.name, f"{new or ''}:{ref}") is not None:
            return True
        # An answer can be lost on its way back: what the remote has now tells what became of it.
        there = self.read(ref)
        if there == old:
            raise self._refused(ref)
        return there == new

    def _refused(self, ref: str) -> RemoteUnreachable:
        return RemoteUnreachable(
            f"the remote `{self.name}` does not take `{ref}`",
            advice="may whoever runs this push to it? A workflow needs `permissions: contents: write`",
        )
