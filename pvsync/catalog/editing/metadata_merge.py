"""The edit that makes a document's `metadata:` say what a metadata file says, and keeps what the file leaves open."""

from collections.abc import Iterator
from typing import Any

from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Plain, Remove, Replace
from pvsync.catalog.positions import Path

_KEY = "metadata"
_BY_LANGUAGE = "localized"


def filling(document: int, data: dict[str, Any], metadata: dict[str, Plain]) -> list[Operation]:
    """Operations on a document of a collection.

    A key that the file does not have stays as it is, and so does a block of a language that it does not have: Prime
    Video takes languages one by one (help topic GJ93D9MXXUNLQFJ6).

    Args:
        document: Number of the document within its file.
        data: What it says now.
        metadata: What the file says, spelled as `spelled` does.
    """
    if not isinstance(data.get(_KEY), dict):
        added: Operation = AddKey(document, (), _KEY, metadata)
        return [Replace(document, (_KEY,), metadata)] if _KEY in data else [added]
    return list(_group(document, (_KEY,), data[_KEY], metadata))


def spelled(value: Any) -> Any:
    """Metadata in the shortest way in which the catalog has it: a text for a name without a language."""
    if isinstance(value, list):
        return [spelled(item) for item in value]
    if not isinstance(value, dict):
        return str(value)
    short = {key: spelled(item) for key, item in value.items()}
    for key in ("name", "sort_name", "display", "jobs"):
        if isinstance(short.get(key), list):
            short[key] = [_alone(item) for item in short[key]]
    if isinstance(short.get("name"), list) and len(short["name"]) == 1 and isinstance(short["name"][0], str):
        short["name"] = short["name"][0]
    return short


def _alone(item: Any) -> Any:
    if isinstance(item, dict) and len(item) == 1:
        key, value = next(iter(item.items()))
        return value if key in {"text", "job"} else item
    return item


def _group(document: int, path: Path, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Operation]:
    for key, value in new.items():
        if key not in old:
            yield AddKey(document, path, key, value)
        else:
            yield from _value(document, (*path, key), old[key], value)


def _value(document: int, path: Path, old: Any, new: Any) -> Iterator[Operation]:
    if spelled(old) == new:
        return
    if path[-1] == _BY_LANGUAGE and isinstance(old, list):
        yield from _languages(document, path, old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(document, path, old, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _group(document, path, old, new)
        yield from (Remove(document, (*path, key)) for key in old if key not in new)
    else:
        yield Replace(document, path, new)


def _languages(document: int, path: Path, old: list[Any], new: list[Any]) -> Iterator[Operation]:
    places = {
        str(block.get("language", "")).strip().casefold(): number
        for number, block in enumerate(old)
        if isinstance(block, dict)
    }
    for block in new:
        number = places.get(block["language"].casefold())
        if number is None:
            yield AddItem(document, path, block)
        else:
            yield from _group(document, (*path, number), old[number], block)


def _items(document: int, path: Path, old: list[Any], new: list[Any]) -> Iterator[Operation]:
    """Item by item: a list of the file is the whole list."""
    for number, (before, after) in enumerate(zip(old, new, strict=False)):
        yield from _value(document, (*path, number), before, after)
    yield from (AddItem(document, path, item) for item in new[len(old) :])
    yield from (Remove(document, (*path, number)) for number in range(len(new), len(old)))
