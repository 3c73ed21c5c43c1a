"""Members taken out of a JSON object one by one, so that what is left over is exactly what was not understood.

A path is dotted (`EpisodeMetadata.SeasonNumber.Number`). Text with attributes is an object whose text stands under
`value` (mddf-model section 0), so a scalar and an object that meet under one name become one object.
"""

from typing import Any, Final

MISSING: Final = object()
"""What `take` finds where there is nothing; null is something."""

TEXT_MEMBER = "value"
"""Where the text of an element with attributes stands (mddf-model section 0)."""


def look(tree: dict[str, Any], path: str) -> Any:
    """The value at a path, `MISSING` where a step of it is not there or is not an object."""
    here: Any = tree
    for name in path.split("."):
        if not isinstance(here, dict) or name not in here:
            return MISSING
        here = here[name]
    return here


def drop(tree: dict[str, Any], path: str) -> None:
    """Remove the value at a path, and every object on the way that this leaves empty."""
    name, _, rest = path.partition(".")
    if rest:
        drop(tree[name], rest)
        if tree[name] == {}:
            del tree[name]
    else:
        del tree[name]


def place(tree: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path, making the objects on the way."""
    *way, last = path.split(".")
    for name in way:
        tree = tree.setdefault(name, {})
    tree[last] = value


def merge(known: Any, kept: Any) -> Any:
    """What was understood and what was left over of the same member, together again.

    Objects are joined member by member, arrays of equally many objects entry by entry, text takes up its
    attributes. Where both say something else, what was kept verbatim wins.
    """
    match known, kept:
        case dict(), dict():
            both = {name: merge(known[name], kept[name]) for name in known.keys() & kept.keys()}
            return {**known, **kept, **both}
        case list(), list() if len(known) == len(kept) and all(
            isinstance(item, dict) for item in [*known, *kept]
        ):
            return [merge(*pair) for pair in zip(known, kept, strict=True)]
        case ((str() | int() | float()), dict()):
            return {TEXT_MEMBER: known, **kept}
        case _:
            return kept


def copy(value: Any) -> Any:
    """A copy in which objects and arrays are new, so that taking from it leaves the original whole."""
    match value:
        case dict():
            return {name: copy(item) for name, item in value.items()}
        case list():
            return [copy(item) for item in value]
        case _:
            return value


def objects(value: Any) -> list[dict[str, Any]] | None:
    """An array of objects, or one object alone as an array of one (mddf-model section 0); else None."""
    found = [value] if isinstance(value, dict) else value
    if isinstance(found, list) and all(isinstance(item, dict) for item in found):
        return found
    return None
