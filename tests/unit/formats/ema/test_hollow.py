"""Errors and formulas without a result, in workbooks as tools write them."""

import io
import zipfile
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from pvsync.formats.ema import hollow
from pvsync.formats.ema.hollow import Hollow, hollow_cells


def workbook(**cells: Any) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = 'A & "B"'
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_rows(xml: str) -> bytes:
    """A workbook whose sheet has these rows, as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(A1="x"))) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part = f"<x:worksheet xmlns:x='u'><x:sheetData>{xml}</x:sheetData></x:worksheet>".encode()
            new.writestr(entry.filename, part)
    return out.getvalue()


def found(data: bytes) -> dict[str, Hollow]:
    (rows,) = hollow_cells(data).values()
    return {f"{row}/{column}": cell for row, cells in rows.items() for column, cell in cells.items()}


def test_errors_and_formulas_without_a_result_are_found() -> None:
    data = workbook(A1="text", B2="#REF!", AB3='=IF(A1<>"x","y","z")', C4=5, D4=None)
    assert hollow_cells(data).keys() == {'A & "B"'}
    assert found(data) == {
        "2/2": Hollow("#REF!", is_error=True),
        "3/28": Hollow('=IF(A1<>"x","y","z")', is_error=False),
    }


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('<x:row r="3"><x:c r="B3"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>', set()),
        ('<x:row r="3"><x:c r="B3" t="str"><x:f>A1</x:f><x:v></x:v></x:c></x:row>', set()),
        ('<x:row r="3"><x:c r="B3"><x:f>1+1</x:f></x:c></x:row>', {"3/2"}),
        ("<x:row r='3'><x:c r='B3' t='e'><x:v>#N/A</x:v></x:c></x:row>", {"3/2"}),
        (
            '<x:row><x:c/></x:row><x:row><x:c><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>',
            {"2/2"},
        ),
        ('<x:row r="2"/><x:row r="5"><x:c r="A5" t="e"><x:v>#N/A</x:v></x:c></x:row>', {"5/1"}),
        ('<x:row r="1"><x:c r="A1"><x:f t="shared" si="0"/></x:c></x:row>', {"1/1"}),
    ],
)
def test_cells_are_found_however_they_are_written(row: str, cells: set[str]) -> None:
    assert set(found(with_rows(row))) == cells


def test_rows_are_whole_wherever_a_large_sheet_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(
        f'<x:row r="{number}"><x:c r="A{number}" t="e"><x:v>#N/A</x:v></x:c></x:row>'
        for number in range(1, 40)
    )
    whole = found(with_rows(rows))
    assert len(whole) == 39
    for size in (1, 7, 64, 100):
        monkeypatch.setattr(hollow, "_CHUNK", size)
        assert found(with_rows(rows)) == whole


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_what_is_no_workbook_has_none(data: bytes) -> None:
    assert hollow_cells(data) == {}


def test_a_package_without_a_workbook_has_none() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/_rels/workbook.xml.rels", "<a/>")
    assert hollow_cells(out.getvalue()) == {}
