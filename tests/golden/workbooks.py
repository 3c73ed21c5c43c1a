"""Workbooks read back as a person sees them."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets_of(data: bytes) -> dict[str, list[list[str]]]:
    """The cells of each sheet by its name; an empty cell is an empty text."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        shared = _strings(book)
        names = [one.attrib["name"] for one in _xml(book, "xl/workbook.xml").iter(f"{_MAIN}sheet")]
        return {
            name: [_cells(row, shared) for row in _xml(book, _part(number)).iter(f"{_MAIN}row")]
            for number, name in enumerate(names, start=1)
        }


def formulas_and_links(data: bytes) -> int:
    """How many cells would compute or open something."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        parts = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(
            len(list(_xml(book, name).iter(f"{_MAIN}{tag}"))) for name in parts for tag in ("f", "hyperlink")
        )


def read_workbook(data: bytes) -> str:
    """All sheets as text, a row a line."""
    lines: list[str] = []
    for name, rows in sheets_of(data).items():
        lines += [f"## {name}", *(" | ".join(row).rstrip(" |") for row in rows), ""]
    return "\n".join(lines)


def _part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _xml(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314 - written just now


def _strings(book: zipfile.ZipFile) -> list[str]:
    return ["".join(one.itertext()) for one in _xml(book, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _cells(row: ET.Element, shared: list[str]) -> list[str]:
    found: dict[int, str] = {}
    for cell in row.iter(f"{_MAIN}c"):
        value = cell.findtext(f"{_MAIN}v") or ""
        column = ord(cell.attrib["r"][0]) - ord("A")
        found[column] = shared[int(value)] if cell.get("t") == "s" else value
    return [found.get(column, "") for column in range(max(found, default=-1) + 1)]
