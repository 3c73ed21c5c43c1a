"""The keys of a document in their usual order: what it is and its ids first, what it offers last."""

from pvsync.catalog.editing.tree import Mapping, line_start, next_line, pair_end

_FIRST = ("kind", "work_type", "name", "alid", "content_id", "series", "of", "type", "number", "title")
_LAST = ("avails", "episodes", "metadata", "removed")
_BETWEEN = len(_FIRST)


def in_key_order(text: str, root: Mapping) -> str:
    """The text of a document with its keys in order; keys that have no place of their own stay in theirs.

    A key takes the comments right above it along. The text begins with the document's first key.
    """
    names = [pair.name or "" for pair in root.pairs]
    order = sorted(range(len(names)), key=lambda number: _rank(names[number]))
    if order == list(range(len(names))):
        return text
    ends = [_chunk_end(text, root, number) for number in range(len(names))]
    starts = [0, *ends[:-1]]
    return "".join(text[starts[number] : ends[number]] for number in order) + text[ends[-1] :]


def _rank(name: str) -> int:
    if name in _FIRST:
        return _FIRST.index(name)
    return _BETWEEN + 1 + _LAST.index(name) if name in _LAST else _BETWEEN


def _chunk_end(text: str, root: Mapping, number: int) -> int:
    """Where what belongs to a key ends: behind its value, and behind comments below it that stand further in."""
    end = next_line(text, pair_end(text, root.pairs[number]))
    if number + 1 == len(root.pairs):
        return end
    column = root.pairs[0].key.start - line_start(text, root.pairs[0].key.start)
    at = end
    following = line_start(text, root.pairs[number + 1].key.start)
    while at < following:
        line = text[at : (after := next_line(text, at))]
        if line.strip() and len(line) - len(line.lstrip(" ")) > column:
            end = after
        at = after
    return end
