"""Proof that a scope was ours and has left."""

from dataclasses import dataclass

from pvsync.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A scope that git declared once and declares no more.

    Args:
        scope: The scope.
        commit: The commit that dropped it, the last one where several did; empty where it is not committed yet.
        parent: The commit before that, which still declared it.
        path: File that declared it there.
        blob: Git's object id of that file.
    """

    scope: Scope
    commit: str
    parent: str
    path: str
    blob: str
