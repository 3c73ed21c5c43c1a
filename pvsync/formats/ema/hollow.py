"""Cells that the reading library gives as empty although something stands in them, found in the workbook's own parts.

There are two kinds: an error of the spreadsheet (`#REF!`), and a formula whose result was never stored, as tools write
it that do not calculate. Neither may be taken for a cell that nobody filled.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.parsers import expat

BROKEN = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, EOFError, RuntimeError)
"""What the standard library raises for a package that is cut, altered, locked, or packed in a way it does not know."""

WORKBOOK = "xl/workbook.xml"
"""The part that makes a package a workbook."""

_CHUNK = 1 << 20
_SUSPECT = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f\b""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?row>", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d+)["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_RESULT = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_ROW_ENDS = re.compile(rb"</(?:\w+:)?row>")
_LONGEST = 60
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Hollow:
    """One such cell.

    Args:
        shown: What stands in it: `#REF!`, or the formula with its `=`.
        is_error: Whether it is an error; otherwise a formula without a result.
    """

    shown: str
    is_error: bool


Found: TypeAlias = Mapping[int, Mapping[int, Hollow]]
"""By row and by column, both from 1."""


def hollow_cells(data: bytes) -> dict[str, Found]:
    """All of them by the name of their sheet; none of a file that is no workbook of this kind.

    Args:
        data: The workbook.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = _parts(packed)
            return {name: dict(_of_part(packed, part)) for name, part in parts.items()}
    except (*BROKEN, expat.ExpatError):
        return {}  # whether it can be read at all is for the library to say


def parts_by_name(packed: zipfile.ZipFile) -> dict[str, str]:
    """The real name of each part by its name as all programs understand it: with `/`, in any case."""
    return {name.replace("\\", "/").lstrip("/").casefold(): name for name in packed.namelist()}


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by its name."""
    real = parts_by_name(packed)
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes in _elements(packed.read(real["xl/_rels/workbook.xml.rels"]))
        if name == "Relationship"
    }
    sheets: dict[str, str] = {}
    for name, attributes in _elements(packed.read(real[WORKBOOK])):
        key = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
        if name == "sheet" and key in targets:
            target = targets[key]
            absolute = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            part = real.get(posixpath.normpath(absolute).casefold())
            if part is not None:  # a chart that has a sheet to itself has no cells
                sheets[attributes.get("name", "")] = part
    return sheets


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part with its attributes, without its prefix."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
    parser.Parse(xml, True)
    return found


def _of_part(packed: zipfile.ZipFile, part: str) -> Iterator[tuple[int, Mapping[int, Hollow]]]:
    """The rows of one sheet that have such cells; whole rows at a time, so that a large sheet is never unpacked at once."""
    number = 0
    with packed.open(part) as stream:
        left = b""
        while chunk := stream.read(_CHUNK):
            left += chunk
            ends = [found.end() for found in _ROW_ENDS.finditer(left)]
            if not ends:
                continue
            rows, left = left[: ends[-1]], left[ends[-1] :]
            if _SUSPECT.search(rows) is None:
                number += len(ends)  # which counts only where rows do not say their number themselves
                continue
            for row in _ROW.finditer(rows):
                number = _number(row[1], number)
                if _SUSPECT.search(row[2]) and (found := dict(_of_row(row[2]))):
                    yield number, found


def _number(attributes: bytes, before: int) -> int:
    place = _PLACE.search(attributes)
    return int(place[2]) if place else before + 1


def _of_row(cells: bytes) -> Iterator[tuple[int, Hollow]]:
    column = 0
    for cell in _CELL.finditer(cells):
        place = _PLACE.search(cell[1])
        column = _column(place[1]) if place else column + 1
        found = _hollow(cell[1], cell[2] or b"")
        if found is not None:
            yield column, found


def _hollow(attributes: bytes, inside: bytes) -> Hollow | None:
    kind = _KIND.search(attributes)
    result = _RESULT.search(inside)
    if kind and kind[1] == b"e":
        return Hollow(_text(result[1] if result else b"") or "an error", is_error=True)
    formula = _FORMULA.search(inside)
    # A formula that gives a text may well give an empty one.
    if formula is None or (result is not None and result[1]) or (kind and kind[1] == b"str"):
        return None
    return Hollow(f"={_text(formula[1] or b'')}", is_error=False)


def _text(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(written, meant)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
