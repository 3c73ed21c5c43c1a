"""Small EMA workbooks for tests."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from pvsync.formats.ema.columns import Tab, Version, template

MOVIE: Mapping[str, Any] = {
    "DisplayName": "acme",
    "Territory": "US",
    "WorkType": "Movie",
    "EntryType": "Full Extract",
    "TitleInternalAlias": "Heat Haze",
    "LicenseType": "EST",
    "FormatProfile": "HD",
    "Start": "2026-01-15",
    "End": "2031-01-14",
    "PriceType": "WSP",
    "PriceValue": 6.99,
    "PriceCurrency": "USD",
    "ContentID": "HEATHAZE-2024",
    "ALID": "HEATHAZE-2024",
}
EPISODE: Mapping[str, Any] = {
    "DisplayName": "acme",
    "Territory": "US",
    "WorkType": "Episode",
    "EntryType": "Full Extract",
    "SeriesTitleInternalAlias": "Avail Strikes Back",
    "SeriesContentID": "ASB",
    "SeasonCount": 1,
    "SeasonNumber": 1,
    "SeasonTitleInternalAlias": "Avail Strikes Back: Season 1",
    "SeasonContentID": "ASB-S1",
    "EpisodeCount": 2,
    "EpisodeNumber": 1,
    "EpisodeTitleInternalAlias": "Pilot",
    "LicenseType": "SVOD",
    "FormatProfile": "HD",
    "Start": "2026-03-01",
    "End": "2028-02-29",
    "ALID": "ASB-S1E1",
}


def a_row(base: Mapping[str, Any] = MOVIE, **changes: Any) -> dict[str, Any]:
    """A row of avails; None empties a cell."""
    return {name: value for name, value in {**base, **changes}.items() if value is not None}


def a_workbook(
    path: Path,
    *rows: Mapping[str, Any],
    version: Version = Version.V1_9,
    tab: Tab = Tab.MOVIES,
    head: Sequence[Sequence[Any]] | None = None,
    sheet: str = "",
    hidden: bool = False,
) -> Path:
    """A workbook with one sheet of avails below the head of a template, or another head."""
    of = template(version, tab)
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    written = book.add_worksheet(sheet or of.sheet)
    shown = of.head if head is None else head
    columns = {name: number for number, name in enumerate(shown[1]) if name} if len(shown) > 1 else {}
    for number, row in enumerate(shown):
        for column, value in enumerate(row):
            if value != "":
                written.write(number, column, value)
    for number, cells in enumerate(rows, start=len(shown)):
        for name, value in cells.items():
            written.write(number, columns[name], value)
    if hidden:
        book.add_worksheet("shown").activate()
        written.hide()
    book.close()
    return path


def workbook_of_csv(path: Path, lines: Sequence[str]) -> Path:
    """A workbook whose rows a document shows: names of columns first; days and prices as the cells that they are."""
    rows = [{name: _cell(name, text) for name, text in row.items() if text} for row in csv.DictReader(lines)]
    is_series = any("SeriesTitleInternalAlias" in row for row in rows)
    return a_workbook(path, *rows, tab=Tab.TV if is_series else Tab.MOVIES)


def _cell(name: str, text: str) -> Any:
    if name in {"Start", "End"} and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    is_number = name in {"PriceValue", "SRP"} or name.endswith(("Number", "Count"))
    return float(text) if is_number and re.fullmatch(r"[\d.]+", text) else text
