"""The canonical layout of a file: made, then read again, and handed out only if nothing was lost."""

from collections import Counter
from collections.abc import Iterator

import yaml
from ruamel.yaml.error import YAMLError

from pvsync.catalog.codes.editing import NOT_FORMATTED
from pvsync.catalog.editing.block_layout import laid_out
from pvsync.catalog.editing.comment_lines import in_line
from pvsync.catalog.editing.comments import comment_texts
from pvsync.catalog.editing.edit import text_of, with_text
from pvsync.catalog.editing.key_order import in_key_order
from pvsync.catalog.editing.refusals import Refused
from pvsync.catalog.editing.tree import Mapping, Node, content_end, line_start, next_line, trees
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import BREAK, SourceFile
from pvsync.diagnostics import Finding, Severity

_HIDDEN_BREAKS = "\x85\u2028\u2029"
_BY_HAND = "lay it out by hand; nothing in it was changed"


def formatted(source: SourceFile) -> SourceFile | Finding:
    """The file in its canonical layout, itself where it has that already, or why it is left alone."""
    documents, findings = read_documents(source)
    broken = next((finding for finding in findings if finding.severity is Severity.ERROR), None)
    if broken is not None:
        return broken
    if not documents:
        return source
    text = text_of(source)
    try:
        return _checked(source, text, [document.data for document in documents])
    except Refused as refused:
        return refused.finding(NOT_FORMATTED, source.name, text)
    except (yaml.YAMLError, YAMLError):
        return Refused("the layout would not be YAML any more", _BY_HAND).finding(
            NOT_FORMATTED, source.name, text
        )


def _checked(source: SourceFile, text: str, data: list[object]) -> SourceFile:
    if any(character in text for character in _HIDDEN_BREAKS):
        raise Refused("a line separator that editors do not show stands in the text", "write it as an escape")
    found = _formatted(text)
    if found == text:
        return source
    after = with_text(source, found)
    written, findings = read_documents(after)
    if findings or [document.data for document in written] != data:
        raise Refused("the layout would change what the file says", _BY_HAND)
    if Counter(comment_texts(text, trees(text))) != Counter(comment_texts(found, trees(found))):
        raise Refused("the layout would lose a comment", _BY_HAND)
    if _formatted(found) != found:
        raise Refused("the layout would not stay as it is the next time", _BY_HAND)
    return after


def _formatted(text: str) -> str:
    first = BREAK.search(text)
    line_break = "\n" if first is None else first[0]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        text += "\n"
    parts = list(_parts(text, trees(text)))
    return "".join(parts).strip("\n").replace("\n", line_break) + line_break


def _parts(text: str, roots: list[Node]) -> Iterator[str]:
    at = 0
    for root in roots:
        if isinstance(root, Mapping) and not root.flow and not root.shared:
            start, end = line_start(text, root.start), next_line(text, content_end(text, root))
            yield _between(text[at:start])
            yield _document(text[start:end])
        else:
            # One value in brackets: its lines are its own.
            end = next_line(text, content_end(text, root))
            start = line_start(text, root.start)
            yield _between(text[at:start])
            yield text[start:end]
        at = end
    yield _between(text[at:])


def _between(text: str) -> str:
    """What stands around documents: comments and `---`."""
    found: list[str] = []
    *lines, last = text.split("\n")
    for line in lines:
        plain = line.rstrip(" \t")
        if plain or not found or found[-1]:
            found.append(plain)
    return "".join(f"{line}\n" for line in found) + last.rstrip(" \t")


def _document(text: str) -> str:
    for step in (in_key_order, laid_out, in_line):
        text = step(text, _root(text))
    return text


def _root(text: str) -> Mapping:
    roots = trees(text)
    if len(roots) != 1 or not isinstance(roots[0], Mapping):
        raise Refused("the layout would change what the file says", _BY_HAND)
    return roots[0]
