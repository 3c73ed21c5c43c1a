"""What an import has read so far, kept on disk answer by answer: the same command goes on where it was stopped."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import IO, Any

from pvsync import __version__
from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.errors import JournalError
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.window import instant_text, read_instant
from pvsync.plan.avail_json import avail_from_json, avail_to_json
from pvsync.plan.document import AvailDocument

FOLDER = ".pvsync/imports"
"""Where imports keep what they read, relative to the repository root."""

MOST_HOURS = 24
"""An answer that is older is asked for again. The largest estate is read in half a day within the documented limits."""

_FORMAT_VERSION = "1"
_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600


class KeptReadings:
    """Answers of one command, of one environment.

    Args:
        config: How answers are understood: benefits of channels, days of territories.
        environment: Who answers.
        source: Where the ids come from, in one word or path.
    """

    def __init__(self, config: Config, environment: Environment, source: str) -> None:
        target = f"{environment.name}\n{environment.alias}\n{environment.url}"
        name = hashlib.blake2s(f"{target}\n{source}".encode(), digest_size=6).hexdigest()
        self.path = config.root / FOLDER / f"{name}.jsonl"
        self.name = f"{FOLDER}/{name}.jsonl"
        understood = json.dumps(
            [config.benefits, dict(config.zones.overrides), config.zones.utc], sort_keys=True
        )
        self._head = {
            "format_version": _FORMAT_VERSION,
            "reader": __version__,
            "target": target,
            "understood": hashlib.blake2s(understood.encode(), digest_size=6).hexdigest(),
        }

    def load(self, scopes: Iterable[Scope], now: datetime) -> dict[Scope, tuple[datetime, Reading]]:
        """What is kept of some scopes and not too old; a line that was cut off in writing counts as not there."""
        wanted = set(scopes)
        found: dict[Scope, tuple[datetime, Reading]] = {}
        for line in self._lines():
            kept = _read(line)
            if kept is None:
                continue
            scope, at, reading = kept
            if scope in wanted and now - timedelta(hours=MOST_HOURS) < at <= now:
                found[scope] = (at, reading)
        return found

    @contextmanager
    def keeping(self, now: datetime) -> Iterator["Keeper"]:
        """Opens the file for more answers.

        Raises:
            JournalError: If it cannot be written.
        """
        with _telling(self.name):
            self.path.parent.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            is_ours = self._is_ours()
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | (0 if is_ours else os.O_TRUNC)
            file = open(os.open(self.path, flags, _OWNER_ONLY_FILE), "w", encoding="utf-8")  # noqa: PTH123, SIM115 - by descriptor, closed below
        with file:
            keeper = Keeper(file, now, self.name)
            # Begins a line of its own, whatever a run that was killed left behind.
            keeper.write("" if is_ours else json.dumps(self._head))
            yield keeper

    def forget(self) -> None:
        """Keep nothing: what was read is in the catalog."""
        self.path.unlink(missing_ok=True)

    def _is_ours(self) -> bool:
        try:
            with self.path.open(encoding="utf-8") as file:
                return bool(json.loads(file.readline()) == self._head)
        except (OSError, ValueError):
            return False

    def _lines(self) -> Iterator[str]:
        if not self._is_ours():
            return
        try:
            with self.path.open(encoding="utf-8", errors="replace") as file:
                next(file, None)
                yield from file
        except OSError:
            return


class Keeper:
    """Writes answers down, each at once.

    Args:
        file: An open file.
        now: The instant that answers are dated with.
        name: What the file is called.
    """

    def __init__(self, file: IO[str], now: datetime, name: str) -> None:
        self._file = file
        self._name = name
        self._at = instant_text(now)

    def keep(self, scope: Scope, reading: Reading) -> None:
        """Keep an answer; that there is none is not kept, so that it is asked for again.

        Raises:
            JournalError: If it cannot be written.
        """
        if isinstance(reading, Unread):
            return
        avail = avail_to_json(reading.avail) if isinstance(reading, Present) else None
        line: Mapping[str, Any] = {
            "at": self._at,
            "scope": [scope.alid, scope.territory, scope.business_line],
            "avail": avail,
        }
        self.write(json.dumps(line))

    def write(self, line: str) -> None:
        """Write a line, at once.

        Raises:
            JournalError: If it cannot be written.
        """
        with _telling(self._name):
            self._file.write(f"{line}\n")
            self._file.flush()


@contextmanager
def _telling(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise JournalError(
            f"{name} cannot be written ({error.strerror or 'no reason given'})",
            advice="check that you may write it and its folder, and that the disk is not full",
        ) from error


def _read(line: str) -> tuple[Scope, datetime, Reading] | None:
    """One answer; None for a line that does not hold one."""
    try:
        kept = json.loads(line)
        alid, territory, business_line = kept["scope"]
        scope = Scope(alid, territory, BusinessLine(business_line))
        at = read_instant(kept["at"])
        if kept["avail"] is None:
            return scope, at, Absent()
        return scope, at, Present(avail_from_json(scope, AvailDocument.model_validate(kept["avail"])))
    except (ValueError, KeyError, TypeError):
        return None
