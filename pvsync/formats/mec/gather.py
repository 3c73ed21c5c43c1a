"""From the elements of a metadata file to the keys of the catalog, by the table; what has none is noted."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, assert_never

from pvsync.diagnostics import Code, Finding
from pvsync.formats.mec import codes
from pvsync.formats.mec.elements import Element, Group, Groups, Inline, Unused, Value, Values
from pvsync.formats.mec.said import Said, SaidGroup, SaidText, XmlPlace
from pvsync.formats.safe_xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_INDENTED = re.compile(r"[\r\n]+[ \t]")
_SHOWN = 60


class Gatherer:
    """Reads the elements of one file.

    Args:
        file: Its name.
    """

    def __init__(self, file: str) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._repeated: dict[tuple[Code, str], list[XmlPlace]] = {}

    def group(self, element: "_Element", group: Group) -> SaidGroup:
        """What an element says."""
        said = SaidGroup(self.place(element), local_name(element))
        self._into(said, element, group)
        return said

    def noted(self) -> Iterator[Finding]:
        """All findings, those of one kind about elements of one name as one."""
        yield from self.findings
        for (code, name), places in self._repeated.items():
            times = "" if len(places) == 1 else f" ({len(places):,} times)"
            what, hint = _REPEATED[code.code]
            yield code.at(min(places), what.format(name=name) + times, hint)

    def place(self, element: "_Element") -> XmlPlace:
        """Where an element stands."""
        line = line_of(element)
        return XmlPlace(self._file, line, 1, line, 2)

    def _into(self, said: SaidGroup, element: "_Element", group: Group) -> None:
        self._attributes(said, element, group.attributes)
        if group.text:
            text = self._text(element)
            if text is not None:
                said[group.text] = text
        for child in element:
            name = local_name(child)
            known = group.elements.get(name)
            if known is None:
                self._note(codes.UNKNOWN, child, f"{local_name(element)}/{name}")
            else:
                self._take(said, child, known)

    def _take(self, said: SaidGroup, element: "_Element", known: Element) -> None:
        match known:
            case Unused():
                if len(element) or _plain(element) or element.attrib:
                    self._note(codes.WITHOUT_PLACE, element, local_name(element))
            case Inline(group=group):
                self._into(said, element, group)
            case Groups(key=key, group=group):
                found = self.group(element, group)
                if found:
                    _append(said, key, found)
            case Value(key=key, inside=inside, attributes=attributes):
                self._attributes(said, element, attributes)
                self._put(said, key, self._text(element, inside))
            case Values(key=key, inside=inside):
                self._attributes(said, element, {})
                text = self._text(element, inside)
                if text is not None:
                    _append(said, key, text)
            case _:
                assert_never(known)

    def _put(self, said: SaidGroup, key: str, text: SaidText | None) -> None:
        if text is None:
            return
        first = said.setdefault(key, text)
        if first != text:
            self.findings.append(
                codes.SECOND.at(
                    text.place,
                    f"`{text.name}` is here a second time: `{_short(text)}` after `{_short(str(first))}`",
                    "the first one is taken; write the right one in the catalog",
                )
            )

    def _attributes(self, said: SaidGroup, element: "_Element", keys: Mapping[str, str]) -> None:
        for name, value in element.attrib.items():
            plain = str(name)
            if plain.startswith("{"):
                continue  # `xsi:schemaLocation` and its like are about the file
            key = keys.get(plain)
            path = f"{local_name(element)}/@{plain}"
            if key is None:
                self._note(codes.UNKNOWN, element, path)
            elif key and str(value).strip():
                said[key] = SaidText(str(value).strip(), self.place(element), path)

    def _text(self, element: "_Element", inside: str = "") -> SaidText | None:
        """The text of an element, or of the one within it; None where it is empty."""
        name = local_name(element)
        for child in element:
            if inside and local_name(child) == inside:
                return self._text(child)
            # A part of a country (`countryRegion`) is not supported by Prime Video (bundles, MEC fields).
            self._note(codes.UNKNOWN if not inside else codes.WITHOUT_PLACE, child, local_name(child))
        text = "" if inside else _plain(element)
        if not text:
            return None
        if _INDENTED.search(text):
            self._note(codes.JOINED, element, name)
            text = " ".join(text.split())
        return SaidText(text, self.place(element), name)

    def _note(self, code: Code, element: "_Element", name: str) -> None:
        self._repeated.setdefault((code, name), []).append(self.place(element))


def local_name(element: "_Element") -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _plain(element: "_Element") -> str:
    return ((element.text or "") + "".join(child.tail or "" for child in element)).strip()


def _append(said: SaidGroup, key: str, found: Said) -> None:
    items = said.setdefault(key, [])
    if isinstance(items, list):
        items.append(found)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


_REPEATED = {
    codes.WITHOUT_PLACE.code: (
        "`{name}` has no place in the catalog, and Prime Video does not use it for a collection",
        "nothing is to be done; keep the file where another retailer needs it",
    ),
    codes.UNKNOWN.code: (
        "`{name}` is not known in a metadata file of MEC 2.6, and is left out",
        "correct its name or place in the file, or write the value in the catalog",
    ),
    codes.JOINED.code: (
        "`{name}` goes over several indented lines, which were joined to one",
        "nothing is to be done, unless the lines were meant",
    ),
}
