"""What is known of a history, kept in a file between two runs; one that does not fit is as good as none."""

import json
import os
from pathlib import Path

from pvsync.history.tombstones import Memory
from pvsync.model.identity import Identity, Sighting
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.tombstone import Tombstone

_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600


def load(path: Path, reader: str) -> Memory:
    """What was kept; nothing where there is no such file, or another reader wrote it.

    Args:
        path: The file.
        reader: Who reads the catalog; another version may read another thing in the same bytes.
    """
    try:
        kept = json.loads(path.read_bytes())
        if kept["reader"] != reader or not _is_text(kept["tip"], *kept["tombstones"], *kept["rows"]):
            return Memory()
        tombstones = (
            Tombstone(Scope(alid, territory, BusinessLine(line)), *where)
            for alid, territory, line, *where in kept["tombstones"]
        )
        sightings = (
            Sighting(Identity(alid, work_type, title, content_id, tuple(members)), *where)
            for alid, work_type, title, content_id, members, where in kept["sightings"]
        )
        return Memory(
            kept["tip"],
            {kept["tip"]: kept["shared"]},
            {found.scope: found for found in tombstones},
            {found.identity: found for found in sightings},
            {
                Scope(alid, territory, BusinessLine(line)): frozenset(names)
                for alid, territory, line, *names in kept["rows"]
            },
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Memory()


def save(path: Path, reader: str, memory: Memory) -> None:
    """Keep what is known; a folder that cannot be written to costs time, and nothing else."""
    kept = {
        "reader": reader,
        "tip": memory.tip,
        "shared": memory.states[memory.tip],
        "tombstones": [
            (
                *(found.scope.alid, found.scope.territory, found.scope.business_line),
                *(found.commit, found.parent, found.path, found.blob),
            )
            for found in memory.tombstones.values()
        ],
        "sightings": [
            (
                *(identity.alid, identity.work_type, identity.title, identity.content_id, identity.members),
                (found.commit, found.path),
            )
            for identity, found in memory.sightings.items()
        ],
        "rows": [
            (scope.alid, scope.territory, scope.business_line, *sorted(names))
            for scope, names in memory.rows.items()
        ],
    }
    beside = path.with_suffix(".new")
    try:
        _make_own(path.parent)
        beside.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with open(os.open(beside, flags, _OWNER_ONLY_FILE), "w", encoding="utf-8") as file:  # noqa: PTH123 - by descriptor
            file.write(json.dumps(kept))
        beside.replace(path)
    except OSError:
        return


def _is_text(tip: object, *rows: object) -> bool:
    return isinstance(tip, str) and all(
        isinstance(row, list) and all(isinstance(part, str) for part in row) for row in rows
    )


def _make_own(folder: Path) -> None:
    """Make a folder and those above it, readable by their owner alone."""
    if not folder.is_dir():
        _make_own(folder.parent)
        folder.mkdir(mode=_OWNER_ONLY_FOLDER, exist_ok=True)
