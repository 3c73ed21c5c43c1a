"""A comparison as a workbook, one row for each offer that differs and one for each of its values."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from pvsync.errors import UsageError
from pvsync.model.comparison import Comparison, Fate
from pvsync.render.disarm import disarm
from pvsync.render.formats_comparison import ComparisonFormat
from pvsync.render.screen import Screen, cells

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_HEADINGS = (
    "What",
    "Territory",
    "Title",
    "ALID",
    "Offer",
    "Start",
    "End",
    "Value",
    "Before",
    "After",
    "Old row",
    "New row",
)
_COUNTED = ("Territory", *(str(fate) for fate in Fate))
_WIDEST = 60


def render(comparison: Comparison, _screen: Screen) -> bytes:
    """The whole comparison.

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
    bold = book.add_format({"bold": True})
    _fill(book.add_worksheet("Differences"), [_HEADINGS, *_rows(comparison)], bold)
    counts = [
        (territory, *(str(found.get(fate, 0)) for fate in Fate))
        for territory, found in sorted(comparison.counts.items())
    ]
    _fill(book.add_worksheet("Territories"), [_COUNTED, *counts], bold)
    book.close()
    return held.getvalue()


def _fill(sheet: "Worksheet", rows: list[tuple[str, ...]], bold: "Format") -> None:
    shown = [[disarm(text) for text in row] for row in rows]
    for number, row in enumerate(shown):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text, bold if number == 0 else None)
    for column, texts in enumerate(zip(*shown, strict=True)):
        sheet.set_column(column, column, min(_WIDEST, max(cells(text) for text in texts) + 2))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for one in comparison.differences:
        about = (str(one.fate), one.territory, one.title, one.alid, one.offer, one.start, one.end)
        places = (one.before, one.after)
        for field in one.fields:
            yield (*about, field.name, field.before, field.after, *places)
        if not one.fields:
            yield (*about, "", "", "", *places)


FORMAT = ComparisonFormat(name="xlsx", suffix=".xlsx", is_text=False, render=render)
