"""Sheets of a workbook: a table each, in which every text stays a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pvsync.errors import UsageError
from pvsync.render.disarm import disarm
from pvsync.render.screen import cells

_LONGEST = 32_767
"""Characters that a cell of a workbook holds."""

_WIDEST, _ROWS_MEASURED = 60, 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Args:
        name: On its tab.
        headings: One a column.
        rows: A number becomes a number, a text never becomes a formula or a link.
    """

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str | int, ...]]


def workbook(title: str, made_at: datetime, sheets: Sequence[Sheet]) -> bytes:
    """The file.

    Raises:
        UsageError: If the library that writes workbooks is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with an extra
    except ImportError:
        raise UsageError(
            "workbooks need a library that is not installed",
            advice="install it: `pip install 'pvsync[xlsx]'`",
        ) from None
    held = BytesIO()
    # Texts are texts: one that begins with `=` must not become a formula, nor an address a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": disarm(title)[:255], "created": made_at.replace(tzinfo=None)})
    head, body = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, sheet.headings, head)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    page.write_number(number, column, value, body)
                elif value:
                    page.write_string(number, column, disarm(value)[:_LONGEST], body)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return held.getvalue()


def _widths(sheet: Sheet) -> list[int]:
    measured = [sheet.headings, *sheet.rows[:_ROWS_MEASURED]]
    return [
        min(_WIDEST, max(cells(str(value)) for value in column) + 2) for column in zip(*measured, strict=True)
    ]
