"""Rights that several titles have alike, written once: deals, where they are asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pvsync.formats.ema.fold import Entry, frozen
from pvsync.formats.ema.names import slug
from pvsync.formats.ema.plain import Document, Draft, Plain

_OWN = ("key", "ids")
"""What stays with the title: its own names for the avail and its transactions."""

_FEWEST_KEYS = 4
_SHARED_BY = 2


def with_deals(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The files with `use:` in the place of equal avails, and a file for each deal."""
    listed = list(drafts)
    counted = Counter(key for draft in listed for key in {_key(entry) for entry in _entries(draft.document)})
    names: dict[object, str] = {}
    made: dict[str, Entry] = {}
    for draft in listed:
        for entry in _entries(draft.document):
            key = _key(entry)
            if counted[key] >= _SHARED_BY and len(_rights(entry)) >= _FEWEST_KEYS and key not in names:
                names[key] = _name(entry, made)
                made[names[key]] = _rights(entry)
    for name, rights in made.items():
        yield Draft("deals", name, name, {"kind": "deal", "name": name, "avails": [dict(rights)]})
    for draft in listed:
        yield replace(draft, document=_using(draft.document, names))


def _entries(document: Document) -> Iterator[Entry]:
    """The avails of a document that can use a deal: whole ones, not those that change a season's."""
    for holder in (document, *_groups(document.get("episodes", []))):
        for entry in _groups(holder.get("avails", [])):
            if "license" in entry:
                yield entry


def _groups(value: Plain) -> list[dict[str, Plain]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _rights(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if key not in _OWN}


def _key(entry: Entry) -> object:
    return frozen(_rights(entry))


def _name(entry: Entry, taken: dict[str, Entry]) -> str:
    """`est-us-2026`: the licence, the channel, where and from when."""
    territories = entry.get("territories", [])
    where = [str(name) for name in territories] if isinstance(territories, list) else []
    place = "-".join(where) if len(where) <= _SHARED_BY else f"{len(where)} territories"
    words = (
        str(entry.get("license", "")),
        str(entry.get("channel", "")),
        place,
        str(entry.get("start", ""))[:4],
    )
    name = slug(" ".join(words)) or "deal"
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}-{number}"
    return free


def _using(document: Document, names: dict[object, str]) -> Document:
    found = dict(document)
    if "avails" in found:
        found["avails"] = _replaced(found["avails"], names)
    if "episodes" in found:
        found["episodes"] = [_using(episode, names) for episode in _groups(found["episodes"])]
    return found


def _replaced(avails: Plain, names: dict[object, str]) -> Plain:
    replaced: list[Plain] = []
    for entry in _groups(avails):
        name = names.get(_key(entry)) if "license" in entry else None
        if name is None:
            replaced.append(entry)
        else:
            own = {key: entry[key] for key in _OWN if key in entry}
            first: Entry = {"key": own.pop("key")} if "key" in own else {}
            replaced.append({**first, "use": name, **own})
    return replaced
