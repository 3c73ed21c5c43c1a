"""What a document must say after an edit: the old values with exactly the change."""

from typing import Any, assert_never

from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Remove, Replace
from pvsync.catalog.positions import Path


def expected(data: Any, operation: Operation) -> Any:
    """The plain value of a document after one operation that has been found possible.

    Only what lies on the path is copied, so that what an alias shares is shared no longer where it changes.
    """
    match operation:
        case Replace(path=path, value=value):
            return _put(data, path, value)
        case AddKey(path=path, key=key, value=value):
            return _put(data, (*path, key), value)
        case AddItem(path=path, value=value):
            return _put(data, path, [*_at(data, path), value])
        case Remove(path=path):
            return _without(data, path)
        case _:
            assert_never(operation)


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal, the order of keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    step = path[0]
    copy[step] = _put(data[step], path[1:], value) if len(path) > 1 else value
    return copy


def _without(data: Any, path: Path) -> Any:
    if len(path) > 1:
        return _put(data, path[:-1], _without(_at(data, path[:-1]), path[-1:]))
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    del copy[path[0]]
    return copy
