import sys
import zipfile
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from golden.calendars import CALENDARS, calendar, event
from golden.cases import HEAT_HAZE

from pvsync.errors import UsageError
from pvsync.model.calendar import Calendar, What
from pvsync.model.titles import Movie
from pvsync.render.calendar_xlsx import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view_calendar import calendar_view

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EPOCH = date(1899, 12, 30)


def written(made: Calendar) -> bytes:
    return FORMAT.render(calendar_view(made), Screen(100))


def sheet(made: Calendar) -> ET.Element:
    with zipfile.ZipFile(BytesIO(written(made))) as book:
        return ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - written just now


def rows(made: Calendar) -> list[list[str]]:
    """The cells of each row as texts; a number as it is stored."""
    with zipfile.ZipFile(BytesIO(written(made))) as book:
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - written just now
    strings = ["".join(one.itertext()) for one in shared.iter(f"{MAIN}si")]
    found = []
    for row in sheet(made).iter(f"{MAIN}row"):
        cells = []
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v") or ""
            cells.append(strings[int(value)] if cell.get("t") == "s" else value)
        found.append(cells)
    return found


def test_each_event_is_a_row_with_a_real_date() -> None:
    [head, row] = rows(calendar(event(What.ENDS, HEAT_HAZE, "2026-07-31")))
    assert head[:3] == ["Day", "Event", "Title"]
    assert EPOCH + timedelta(days=int(row[0])) == date(2026, 7, 31)
    assert row[1:] == [
        "ends after this day",
        "Heat Haze",
        "movie",
        "HEATHAZE-2024",
        "US",
        "purchase",
        "HD",
        "2026-08-01T03:59:59Z",
        "catalog/heat-haze.yaml:12",
    ]


def test_the_heading_stays_and_every_column_can_be_filtered() -> None:
    found = sheet(CALENDARS["calendar_busy"])
    pane, filters = found.find(f".//{MAIN}pane"), found.find(f"{MAIN}autoFilter")
    assert pane is not None
    assert pane.get("state") == "frozen"
    assert filters is not None
    assert filters.get("ref") == f"A1:M{len(CALENDARS['calendar_busy'].events) + 1}"
    assert sum(int(one.get("max", 0)) - int(one.get("min", 0)) + 1 for one in found.iter(f"{MAIN}col")) == 13


def test_a_text_never_becomes_a_formula_or_a_link() -> None:
    trap = Movie("TRAP", "TRAP", '=HYPERLINK("https://evil.example")\x1b')
    made = calendar(event(What.ENDS, trap, "2026-07-31"))
    assert '=HYPERLINK("https://evil.example")\\x1b' in rows(made)[1]
    assert sheet(made).find(f".//{MAIN}f") is None
    assert sheet(made).find(f".//{MAIN}hyperlink") is None


def test_the_same_calendar_is_the_same_file() -> None:
    assert written(CALENDARS["calendar_busy"]) == written(CALENDARS["calendar_busy"])
    assert rows(CALENDARS["calendar_nothing"])[0][0] == "Day"


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError) as raised:
        written(CALENDARS["calendar_busy"])
    assert "pvsync[xlsx]" in raised.value.advice
