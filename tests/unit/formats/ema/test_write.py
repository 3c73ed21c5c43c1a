"""Workbooks as they are written: official heads, native cells, whole titles, at most 60,000 rows."""

import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from pvsync.errors import UsageError
from pvsync.formats.ema import write
from pvsync.formats.ema.columns import Tab, Version, template
from pvsync.formats.ema.out_rows import TitleRows
from pvsync.formats.ema.write import Files

ROW: dict[str, Any] = {
    "ALID": "HEATHAZE-2024",
    "TitleInternalAlias": "=SUM(1)",
    "Start": date(2026, 1, 15),
    "End": "2031-01-14T22:59:59Z",
    "PriceValue": Decimal("6.99"),
    "RetailerSpare1": 25,
    "BundleALIDs": "A;B",
}


def sheet(path: Path) -> Any:
    (found,) = openpyxl.load_workbook(path).worksheets
    return found


def cells(path: Path, number: int) -> dict[str, Any]:
    names, row = ([cell.value for cell in found] for found in (sheet(path)[2], sheet(path)[number]))
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}


@pytest.mark.parametrize("version", Version)
@pytest.mark.parametrize("tab", [Tab.MOVIES, Tab.TV])
def test_the_head_is_that_of_the_template(version: Version, tab: Tab, tmp_path: Path) -> None:
    out = tmp_path / "avails.xlsx"
    with Files(out, version) as files:
        files.add(TitleRows(tab, [ROW]))
        (written,) = files.finish()
    head = [[cell.value for cell in row] for row in sheet(out).iter_rows(max_row=3)]
    of = template(version, tab)
    assert head == [[value or None for value in row] for row in of.head]
    assert (written.file, written.sheet, written.rows) == ("avails.xlsx", of.sheet, 1)


def test_cells_are_what_people_expect(tmp_path: Path) -> None:
    out = tmp_path / "avails.xlsx"
    with Files(out, Version.V1_9) as files:
        files.add(TitleRows(Tab.MOVIES, [ROW]))
        files.finish()
    found = cells(out, 4)
    assert found.pop("Start") == datetime(2026, 1, 15)  # noqa: DTZ001 - as a cell is
    assert found.pop("PriceValue") == pytest.approx(6.99)
    assert found == {name: value for name, value in ROW.items() if name not in {"Start", "PriceValue"}}
    assert sheet(out)["I4"].data_type == "s"


def test_members_have_a_place_in_both_spellings(tmp_path: Path) -> None:
    with Files(tmp_path / "avails.xlsx", Version.V1_9) as files:
        files.add(TitleRows(Tab.TV, [ROW]))
        files.finish()
    assert cells(tmp_path / "avails.xlsx", 4)["BundledALIDs"] == "A;B"


def test_tabs_go_to_files_of_their_own(tmp_path: Path) -> None:
    with Files(tmp_path / "avails.xlsx", Version.V1_9) as files:
        for tab in Tab:
            files.add(TitleRows(tab, [ROW]))
        files.add(TitleRows(Tab.TV, []))
        written = files.finish()
    assert [file.file for file in written] == ["avails-movies.xlsx", "avails-tv.xlsx", "avails-bonus.xlsx"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(file.file for file in written)


def test_a_title_stays_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full extract replaces all that is there: half of it in a second file would undo the first half."""
    monkeypatch.setattr(write, "MOST_ROWS", 5)
    with Files(tmp_path / "avails.xlsx", Version.V1_9) as files:
        for _ in range(4):
            files.add(TitleRows(Tab.MOVIES, [ROW, ROW]))
        written = files.finish()
    assert [(file.file, file.rows) for file in written] == [
        ("avails-movies-1.xlsx", 4),
        ("avails-movies-2.xlsx", 4),
    ]


def test_nothing_is_left_of_an_export_that_was_not_finished(tmp_path: Path) -> None:
    with Files(tmp_path / "avails.xlsx", Version.V1_9) as files:
        files.add(TitleRows(Tab.MOVIES, [ROW]))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    with (
        Files(tmp_path / "none" / "avails.xlsx", Version.V1_9) as files,
        pytest.raises(UsageError, match=r"avails\.xlsx cannot be written"),
    ):
        files.add(TitleRows(Tab.MOVIES, [ROW]))


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError) as raised:
        Files(tmp_path / "avails.xlsx", Version.V1_9)
    assert "pvsync[ema]" in raised.value.advice


def test_an_amount_of_many_digits_keeps_them_all(tmp_path: Path) -> None:
    with Files(tmp_path / "avails.xlsx", Version.V1_9) as files:
        files.add(TitleRows(Tab.MOVIES, [{"PriceValue": Decimal("1234567890123456.78")}]))
        files.finish()
    assert cells(tmp_path / "avails.xlsx", 4) == {"PriceValue": "1234567890123456.78"}
