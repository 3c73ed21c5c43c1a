"""Values as YAML text: plain where YAML reads it back so, in quotes where it would not."""

from collections.abc import Iterator

import yaml
from yaml import ScalarEvent
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export the C parser itself

from pvsync.catalog.editing.operations import Plain

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0", "\x1b": "\\e"}
_BREAKS = frozenset("\n\r\x85\u2028\u2029")
_BYTE, _PLANE = 0x100, 0x10000


def scalar_text(text: str, style: str = "", *, in_flow: bool) -> str:
    """A text as YAML, in the quotes that it had before if they can hold it.

    Args:
        text: The text.
        style: Empty for a plain one, otherwise the quote.
        in_flow: Whether it stands within brackets or braces.
    """
    if style == "'" and _is_one_printable_line(text):
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return _double(text)
    candidate = f"{{k: {text}, x: {text} }}" if in_flow else f"k: {text}\nx: {text}\n"
    if text and _reads_back(candidate, ["k", text, "x", text]):
        return text
    return _quoted(text)


def key_text(text: str, *, in_flow: bool) -> str:
    """A key as YAML, without the colon."""
    if text and _reads_back(
        f"{{k: x, {text}: x}}" if in_flow else f"k: x\n{text}: x\n", ["k", "x", text, "x"]
    ):
        return text
    return _quoted(text)


def flow_text(value: Plain) -> str:
    """A value on one line, lists in brackets and mappings in braces."""
    if isinstance(value, str):
        return scalar_text(value, in_flow=True)
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(item) for item in value) + "]"
    pairs = (f"{key_text(key, in_flow=True)}: {flow_text(item)}" for key, item in value.items())
    return "{" + ", ".join(pairs) + "}"


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and _is_one_printable_line(text):
        return "'" + text.replace("'", "''") + "'"
    return _double(text)


def _double(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if _is_printable(character) and character not in _BREAKS:
        return character
    code = ord(character)
    if code < _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _PLANE else f"\\U{code:08x}"


def _is_one_printable_line(text: str) -> bool:
    return all(_is_printable(character) and character not in _BREAKS for character in text)


def _is_printable(character: str) -> bool:
    """Whether YAML lets a character stand in a file as it is (YAML 1.1, c-printable), a byte-order mark excepted."""
    code = ord(character)
    return (
        character in "\t\n\r\x85"
        or 0x20 <= code <= 0x7E  # noqa: PLR2004 - the ranges are the specification's own
        or 0xA0 <= code <= 0xD7FF  # noqa: PLR2004
        or (0xE000 <= code <= 0xFFFD and code != 0xFEFF)  # noqa: PLR2004
        or code >= _PLANE
    )


def _reads_back(yaml_text: str, wanted: list[str]) -> bool:
    """Whether libyaml reads exactly these plain scalars."""
    try:
        return list(_plain_scalars(yaml_text)) == wanted
    except (yaml.YAMLError, UnicodeError):
        return False


def _plain_scalars(yaml_text: str) -> Iterator[str | None]:
    parser = CParser(yaml_text)
    while parser.check_event():
        event = parser.get_event()
        if isinstance(event, ScalarEvent):
            is_plain = not event.style and event.anchor is None and event.tag is None
            yield event.value if is_plain else None
