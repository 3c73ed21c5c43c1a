"""What files of past commits declared, read with the configuration and the deals of their own commit."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pvsync.catalog.declared import DeclaredScopes
from pvsync.catalog.source import SUFFIXES, SourceFile
from pvsync.config.load import Config, load_config
from pvsync.history.repository import FileAt
from pvsync.history.tombstones import Said, Shared

_DEAL = re.compile(rb"kind[\"']?\s*:\s*[\"']?deal")
_NAME = re.compile(rb"name[\"']?\s*:\s*[\"']?([^\s\"',}#]+)")
_USE = re.compile(rb"use[\"']?\s*:\s*[\"']?([^\s\"',}#]+)")
_AMOUNT = re.compile(rb"(?<=[ws][sr]p: )\d+\.\d\d(?= [A-Z]{3}\n)")
_NOTHING = Said(frozenset(), ())
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # where something is offered does not depend on when it is asked


class PastDeclarations:
    """Reads past files; each is read once for each set of deals and settings that it depends on.

    Args:
        root: Folder of the configuration.
        current: Today's configuration, for commits whose own cannot be read.
    """

    def __init__(self, root: Path, current: Config) -> None:
        self._root = root
        self._current = current
        self._data: dict[str, SourceFile] = {}
        self._deals: dict[str, frozenset[bytes]] = {}
        self._uses: dict[str, frozenset[bytes]] = {}
        self._configs: dict[str, Config] = {}
        self._readers: dict[tuple[object, ...], DeclaredScopes] = {}
        self._said: dict[tuple[object, ...], Said] = {}

    def note(self, file: FileAt) -> bool:
        """Take note of a file: which deals it uses or holds, or that it is the configuration."""
        self._uses[file.blob] = frozenset(_USE.findall(file.data))
        if file.path != self._current.file and not _DEAL.search(file.data):
            return False
        self._deals[file.blob] = frozenset(_NAME.findall(file.data))
        self._data[file.blob] = SourceFile(file.path, file.data, file.blob)
        return True

    def depends(self, blob: str, before: Shared, after: Shared) -> bool:
        """Whether a file uses a deal that changed, or a setting that decides where things are offered did."""
        uses = self._uses.get(blob)
        if uses is None:
            return False
        if self._places(before) != self._places(after):
            return True
        differing = {*before.items()} ^ {*after.items()}
        changed = {name for _, deal in differing for name in self._deals[deal]}
        return not uses.isdisjoint(changed) or any(self._uses[deal] & changed for deal in after.values())

    def alike(self, old: bytes, new: bytes) -> bool:
        """Whether two versions differ in amounts of money alone, which is what changes most and declares nothing."""
        return _AMOUNT.sub(b"", old) == _AMOUNT.sub(b"", new)

    def said(self, file: FileAt, shared: Shared) -> Said:
        """What a file declares beside the shared files of its commit."""
        config = self._config(shared)
        if PurePosixPath(config.catalog) not in PurePosixPath(file.path).parents:
            return _NOTHING
        if PurePosixPath(file.path).suffix not in SUFFIXES:
            return _NOTHING
        deals = tuple(sorted(set(self._held(shared)))) if _USE.search(file.data) else ()
        state = (deals, self._places(shared))
        known = self._said.get((file.blob, state))
        if known is None:
            known = Said(*self._reader(state, config).of(SourceFile(file.path, file.data, file.blob)))
            self._said[file.blob, state] = known
        return known

    def _reader(self, state: tuple[tuple[str, ...], object], config: Config) -> DeclaredScopes:
        if state not in self._readers:
            deals = [self._data[blob] for blob in state[0]]
            self._readers[state] = DeclaredScopes(config.catalog_settings(_SOME_DAY), deals)
        return self._readers[state]

    def _held(self, shared: Shared) -> Iterator[str]:
        return (blob for path, blob in shared.items() if path != self._current.file)

    def _places(self, shared: Shared) -> object:
        """What of a configuration decides where things are offered, and on which instant a day begins."""
        config = self._config(shared)
        channels = None if config.channels is None else tuple(sorted(config.channels))
        return (
            config.catalog,
            tuple(sorted(config.groups.items())),
            tuple(sorted(config.benefits.items())),
            channels,
            tuple(sorted(config.zones.overrides.items())),
            config.zones.utc,
        )

    def _config(self, shared: Shared) -> Config:
        blob = shared.get(self._current.file)
        if blob is None:
            return self._current
        if blob not in self._configs:
            config, _ = load_config(self._root, self._data[blob])
            self._configs[blob] = config or self._current
        return self._configs[blob]
