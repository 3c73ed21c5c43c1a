"""Setting keys of avails in one file, so that the deal or season that a value comes from stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from pvsync.catalog.codes.editing import NOT_EDITED
from pvsync.catalog.documents.avail import KEYS_BY_NAME, AvailEntry
from pvsync.catalog.editing.conditions import Conditions, Meaning, too_wide
from pvsync.catalog.editing.offers import source_of
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Plain, Replace
from pvsync.catalog.editing.price_lines import PRICE_KEYS, Target, lines_to_set
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.scalar_text import flow_text
from pvsync.catalog.merge import Origin
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.settings import CatalogSettings
from pvsync.diagnostics import Finding, Place

_NEVER_PASSED_ON = frozenset({*PRICE_KEYS, "prices", "license_rights", "id", "ids"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is set.

    Args:
        alid: The title.
        avail: Name of the avail, with the price line where the value stands in one.
        key: The key.
        before: What held before, None where nothing did.
        after: What holds now.
        inherited_from: The deal or season that gave the value before, and keeps it.
        document: Number of the document within its file.
        path: Where the value stands afterwards.
    """

    alid: str
    avail: str
    key: str
    before: str | None
    after: str
    inherited_from: str | None
    document: int
    path: Path


class FileEdits:
    """What is to be done to one file, gathered avail by avail.

    Args:
        conditions: What is meant.
        settings: What the configuration says.
    """

    def __init__(self, conditions: Conditions, settings: CatalogSettings) -> None:
        self.changes: list[Change] = []
        self.refusals: list[Finding] = []
        self.kept: list[Place] = []
        self.unchanged = 0
        self._conditions = conditions
        self._settings = settings
        self._operations: list[Operation] = []
        self._seen: set[tuple[int, Path, str]] = set()
        self._new: dict[tuple[int, Path], _NewEntries] = {}

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Every edit."""
        added = (operation for entries in self._new.values() for operation in entries.operations())
        return (*self._operations, *added)

    def set_key(self, means: Meaning, key: str, value: Plain) -> None:
        """Set one key of one avail, or note why it cannot be set."""
        try:
            if key in PRICE_KEYS and any("prices" in one.values for one in means.effective):
                found = lines_to_set(means, self._conditions, self._settings)
                self.kept.extend(found.kept)
                for target in found.targets:
                    self._set_line(means, target, key, value)
            elif not self._follows(means, key):
                self._set_avail(means, key, value)
        except Refused as refused:
            place = means.offer.stack[-1].origin.place
            self.refusals.append(NOT_EDITED.at(place, refused.message, refused.hint))

    def _follows(self, means: Meaning, key: str) -> bool:
        """Whether an episode takes over what is set, or refused, at its season's entry in the same run."""
        entry, own = means.offer.stack[0], means.offer.own
        gives = own is not None and KEYS_BY_NAME[key] in own.entry.model_fields_set
        at = (entry.origin.raw.index, entry.origin.path, key)
        return entry.inherited and not gives and key not in _NEVER_PASSED_ON and at in self._seen

    def _set_avail(self, means: Meaning, key: str, value: Plain) -> None:
        offer, own, name = means.offer, means.offer.own, KEYS_BY_NAME[key]
        if own is not None:
            self._seen.add((offer.raw.index, own.origin.path, key))
        beyond = too_wide(means, self._conditions)
        if beyond:
            raise Refused(
                f"this avail of {offer.owner} also holds for {listed(beyond)}",
                "split it into two avails, one of them for what is to change, and run the command again",
            )
        if _is_so(key, value, (one.values.get(name) for one in means.effective)):
            self.unchanged += 1
            return
        if own is None:
            path = self._in_new_entry(means, key, value)
        else:
            path = (*own.origin.path, key)
            stands_here = name in own.entry.model_fields_set
            self._operations.append(
                Replace(offer.raw.index, path, value)
                if stands_here
                else AddKey(offer.raw.index, own.origin.path, key, value)
            )
        self._changed(means, offer.name, key, value, path, means.effective[0].given(name))

    def _set_line(self, means: Meaning, target: Target, key: str, value: Plain) -> None:
        line = target.line
        if _is_so(key, value, [getattr(line.line, key)]):
            self.unchanged += 1
            return
        document, path = line.origin.raw.index, (*line.origin.path, key)
        stands_here = key in line.line.model_fields_set
        self._operations.append(
            Replace(document, path, value) if stands_here else AddKey(document, line.origin.path, key, value)
        )
        name = f"{means.offer.name}, price line for {target.words}"
        self._changed(means, name, key, value, path, line.origin.at(key) if stands_here else None)

    def _in_new_entry(self, means: Meaning, key: str, value: Plain) -> Path:
        """A new entry in the episode's own list, which changes the season's avail of the same key."""
        offer = means.offer
        if offer.key is None:
            raise Refused(
                f"episodes have this avail from {offer.owner}, which gives it no `key` to change it by",
                "give it a `key` here, such as `key: us-est`, and run the command again",
            )
        entries = self._new.setdefault((offer.raw.index, offer.title), _NewEntries(offer.raw, offer.title))
        return entries.put(offer.key, key, value)

    def _changed(
        self, means: Meaning, name: str, key: str, value: Plain, path: Path, origin: Origin | None
    ) -> None:
        offer = means.offer
        elsewhere = origin is not None and (origin.raw is not offer.raw or origin.path != path)
        self.changes.append(
            Change(
                offer.alid,
                name,
                key,
                None if origin is None else _words(origin),
                value if isinstance(value, str) else flow_text(value),
                source_of(origin) if origin is not None and elsewhere else None,
                offer.raw.index,
                path,
            )
        )


class _NewEntries:
    """Entries that one episode gets."""

    def __init__(self, raw: RawDocument, title: Path) -> None:
        self._document = raw.index
        self._title = title
        present = _at(raw.data, title).get("avails")
        self._has_list = isinstance(present, list)
        self._first = len(present) if isinstance(present, list) else 0
        self._entries: dict[str, dict[str, Plain]] = {}

    def put(self, name: str, key: str, value: Plain) -> Path:
        """Set a key of the entry of a name, and say where it will stand."""
        self._entries.setdefault(name, {"key": name})[key] = value
        return (*self._title, "avails", self._first + list(self._entries).index(name), key)

    def operations(self) -> list[Operation]:
        """The edits that write them."""
        entries: list[Plain] = [dict(entry) for entry in self._entries.values()]
        if not self._has_list:
            return [AddKey(self._document, self._title, "avails", entries)]
        return [AddItem(self._document, (*self._title, "avails"), entry) for entry in entries]


def listed(words: Iterable[str]) -> str:
    """`US, CA and GB`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _is_so(key: str, value: Plain, held: Iterable[object]) -> bool:
    typed = getattr(AvailEntry.model_validate({key: value}), KEYS_BY_NAME[key])
    return all(one == typed for one in held)


def _at(data: object, path: Path) -> dict[str, object]:
    found: object = data
    for step in path:
        found = found[step]  # type: ignore[index]  # the path was taken from the data
    return found if isinstance(found, dict) else {}


def _words(origin: Origin) -> str:
    found: object = origin.raw.data
    for step in origin.path:
        found = found[step]  # type: ignore[index]  # the path was taken from the data
    return found if isinstance(found, str) else flow_text(found)  # type: ignore[arg-type]  # plain data
