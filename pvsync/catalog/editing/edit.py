"""Edits of one file: made on its text, read again, and handed out only if exactly the change has come about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

import yaml

from pvsync.catalog.codes.editing import NOT_EDITED
from pvsync.catalog.editing.add import items_added, keys_added
from pvsync.catalog.editing.expected import expected, same
from pvsync.catalog.editing.find import find
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Remove, Replace
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.remove import removed
from pvsync.catalog.editing.replace import replaced
from pvsync.catalog.editing.splices import Splice, applied
from pvsync.catalog.editing.tree import Node, trees
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding

_BEYOND_UTF_8 = Refused("the new value holds a character that UTF-8 cannot", "write it otherwise")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Edited:
    """A file before and after.

    Args:
        before: The file as it was read.
        after: The file as it is to be written.
        documents: What it says then, with the places of all values.
    """

    before: SourceFile
    after: SourceFile
    documents: tuple[RawDocument, ...]

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before.data != self.after.data


def edit(source: SourceFile, operations: Sequence[Operation]) -> Edited | Finding:
    """The file with all operations made, or why it is left as it is.

    All paths are paths in the file as it is now. Keys and items that are added to one group come in the order given.
    """
    documents, findings = read_documents(source)
    if findings:
        return findings[0]
    text = text_of(source)
    try:
        after = with_text(source, _edited(text, operations))
        wanted = _expected([document.data for document in documents], operations)
    except Refused as refused:
        return refused.finding(NOT_EDITED, source.name, text)
    except UnicodeEncodeError:
        return _BEYOND_UTF_8.finding(NOT_EDITED, source.name, text)
    except yaml.YAMLError:
        return _not_so(text, operations).finding(NOT_EDITED, source.name, text)
    written, problems = read_documents(after)
    if problems or len(written) != len(wanted) or not all(map(same, (raw.data for raw in written), wanted)):
        return _not_so(text, operations).finding(NOT_EDITED, source.name, text)
    return Edited(source, after, tuple(written))


def text_of(source: SourceFile) -> str:
    """The text of a file that the reader has read, without a byte-order mark."""
    return source.data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")


def with_text(source: SourceFile, text: str) -> SourceFile:
    """The file with another text; a byte-order mark stays.

    Raises:
        UnicodeEncodeError: If the text holds what UTF-8 cannot.
    """
    mark = _BYTE_ORDER_MARK if source.data.startswith(_BYTE_ORDER_MARK) else b""
    return SourceFile.of(source.name, mark + text.encode("utf-8"))


def _edited(text: str, operations: Sequence[Operation]) -> str:
    text = applied(text, _splices(text, trees(text), operations))
    # One after the other, the last in the file first: no removal moves the path of one that follows.
    roots = trees(text)
    removals = sorted(
        (operation for operation in operations if isinstance(operation, Remove)),
        key=lambda operation: find(roots, operation.document, operation.path).node.start,
        reverse=True,
    )
    for operation in removals:
        text = applied(text, removed(text, find(trees(text), operation.document, operation.path)))
    return text


def _splices(text: str, roots: list[Node], operations: Sequence[Operation]) -> Iterator[Splice]:
    keys: dict[tuple[int, Path], list[AddKey]] = {}
    items: dict[tuple[int, Path], list[AddItem]] = {}
    for operation in operations:
        match operation:
            case Replace(document=document, path=path):
                yield from replaced(text, find(roots, document, path), operation)
            case AddKey(document=document, path=path):
                keys.setdefault((document, path), []).append(operation)
            case AddItem(document=document, path=path):
                items.setdefault((document, path), []).append(operation)
            case Remove():
                pass  # the last to be made
            case _:
                assert_never(operation)
    for group, added in keys.items():
        yield from keys_added(text, find(roots, *group), added)
    for group, new in items.items():
        yield from items_added(text, find(roots, *group), new)


def _expected(documents: list[Any], operations: Sequence[Operation]) -> list[Any]:
    last = [operation for operation in operations if isinstance(operation, Remove)]
    for operation in (*(one for one in operations if not isinstance(one, Remove)), *_deepest_first(last)):
        documents[operation.document] = expected(documents[operation.document], operation)
    return documents


def _deepest_first(removals: list[Remove]) -> list[Remove]:
    """So that none moves the index of another: what is inside goes before what holds it, later items before earlier."""
    return sorted(
        removals,
        key=lambda operation: [(isinstance(step, int), step) for step in operation.path],
        reverse=True,
    )


def _not_so(text: str, operations: Sequence[Operation]) -> Refused:
    first = operations[0]
    return Refused(
        "the way this is written does not allow the edit without changing more than what was asked for",
        "write the value out, one key a line, or change it by hand",
        find(trees(text), first.document, first.path).node.start,
    )
