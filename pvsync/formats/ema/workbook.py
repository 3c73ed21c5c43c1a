"""Opens workbooks and hands out their sheets, row by row; the one door to the reading library."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.errors import ExchangeError, UsageError
from pvsync.formats.ema.cells import Value
from pvsync.formats.ema.extent import stray_cell
from pvsync.formats.ema.hollow import BROKEN, WORKBOOK, Found, hollow_cells, parts_by_name

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

# Some tools write `ref="1:16"`, whole rows, which the reader does not take. The element may be missing altogether.
_DIMENSION = re.compile(rb"<dimension\b[^>]*/>")
_LARGEST = 2 << 30
"""Bytes of a workbook once unpacked; 60,000 rows of 112 columns are a tenth of it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Args:
        file: Name of the file, without its folder.
        name: Name of the sheet.
        is_visible: Whether people see it.
        sheet: The library's own.
        hollow: Cells that the library gives as empty although something stands in them.
    """

    file: str
    name: str
    is_visible: bool
    sheet: "CalamineSheet"
    hollow: Found = field(default_factory=dict)

    @property
    def id(self) -> str:
        """File and sheet, as places name them."""
        return f"{self.file}#{self.name}"

    @property
    def height(self) -> int:
        """Rows down to the last one that is used."""
        return self.sheet.end[0] + 1 if self.sheet.end else 0

    @property
    def joined(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Cells that are joined with one above them, each with that one; by row and column, both from 1."""
        return {
            (row + 1, left + 1): (top + 1, left + 1)
            for (top, left), (bottom, _) in self.sheet.merged_cell_ranges or ()
            for row in range(top + 1, min(bottom, self.height) + 1)
        }

    def rows(self) -> Iterator[list[Value]]:
        """Every row from the first, each from column A on."""
        before: list[Value] = [""] * (self.sheet.start[1] if self.sheet.start else 0)
        for row in self.sheet.iter_rows():
            yield [*before, *row] if before else row


def open_sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook.

    Raises:
        ExchangeError: If it cannot be opened.
        UsageError: If the library that reads workbooks is not installed.
    """
    try:
        import python_calamine  # noqa: PLC0415 - comes with an extra
    except ImportError:
        raise UsageError(
            "workbooks need a library that is not installed",
            advice="install it: `pip install 'pvsync[ema]'`",
        ) from None
    try:
        data = path.read_bytes()
        _refuse_large(data, path.name)
        try:
            return _sheets(path.name, python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)), data)
        except python_calamine.PasswordError:
            raise
        except python_calamine.CalamineError:
            repaired = io.BytesIO(_without_dimensions(data))
            return _sheets(path.name, python_calamine.CalamineWorkbook.from_filelike(repaired), data)
    except OSError as error:
        raise ExchangeError(
            f"{path.name} cannot be read ({error.strerror or 'no reason given'})",
            advice="check that it is there and that you may read it",
        ) from error
    except python_calamine.PasswordError as error:
        raise ExchangeError(
            f"{path.name} is protected by a password", advice="save it without one, and import that file"
        ) from error
    except (python_calamine.CalamineError, *BROKEN) as error:
        raise ExchangeError(
            f"{path.name} is not a workbook that can be read",
            advice="open it in a spreadsheet program and save it as .xlsx",
        ) from error


def _sheets(file: str, book: "CalamineWorkbook", data: bytes) -> list[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - it is there by now

    _refuse_other(data, file)
    hollow = hollow_cells(data)
    return [
        Sheet(
            file,
            about.name,
            about.visible == SheetVisibleEnum.Visible,
            book.get_sheet_by_name(about.name),
            hollow.get(about.name, {}),
        )
        for about in book.sheets_metadata
        if about.typ == SheetTypeEnum.WorkSheet
    ]


def _refuse_other(data: bytes, name: str) -> None:
    """What is not of the one format of EMA (official instructions: `.xlsx`).

    The library reads others as well, and there nobody could tell an error from a cell that was never filled.
    """
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if WORKBOOK in parts_by_name(packed):
                return
    raise ExchangeError(
        f"{name} is a workbook of another format than .xlsx",
        advice="open it in a spreadsheet program and save it as .xlsx",
    )


def _refuse_large(data: bytes, name: str) -> None:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(entry.file_size for entry in packed.infolist())
        if size > _LARGEST:
            raise ExchangeError(
                f"{name} would be {size >> 20:,} MiB once unpacked",
                advice="Prime Video takes at most 60,000 rows in one file: split it",
            )
        stray = stray_cell(packed)
    if stray is not None:
        raise ExchangeError(
            f"{name} has a sheet that reaches as far as {stray}: too far to be read",
            advice="delete the rows below the last avail and the columns beside it, and save it again",
        )


def _without_dimensions(data: bytes) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as packed,
        zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as again,
    ):
        for entry in packed.infolist():
            part = packed.read(entry)
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                part = _DIMENSION.sub(b"", part, count=1)
            again.writestr(entry.filename, part)
    return written.getvalue()
