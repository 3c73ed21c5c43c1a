"""Opening workbooks: what cannot be opened is one sentence."""

import sys
import zipfile
from pathlib import Path

import pytest
import python_calamine
from sheets import a_row, a_workbook

from pvsync.errors import ExchangeError, UsageError
from pvsync.formats.ema import workbook
from pvsync.formats.ema.workbook import open_sheets


def test_rows_begin_in_the_first_column(tmp_path: Path) -> None:
    (sheet,) = open_sheets(a_workbook(tmp_path / "a.xlsx", head=[[], ["", "", "x"]]))
    assert (sheet.id, sheet.height, sheet.is_visible) == ("a.xlsx#Template-Movies", 2, True)
    assert list(sheet.rows())[1][:3] == ["", "", "x"]


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    (sheet,) = open_sheets(a_workbook(tmp_path / "a.xlsx", head=[]))
    assert sheet.height == 0
    assert list(sheet.rows()) == []


def test_a_workbook_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_LARGEST", 1000)
    with pytest.raises(ExchangeError, match="once unpacked"):
        open_sheets(a_workbook(tmp_path / "a.xlsx", a_row()))


def test_a_zip_that_is_no_workbook_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "hello")
    with pytest.raises(ExchangeError, match="is not a workbook"):
        open_sheets(path)


def test_a_password_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked:
        @staticmethod
        def from_filelike(_file: object) -> None:
            raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Locked)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no zip at all, as an encrypted workbook is none")
    with pytest.raises(ExchangeError, match="protected by a password"):
        open_sheets(path)


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UsageError) as raised:
        open_sheets(tmp_path / "a.xlsx")
    assert "pvsync[ema]" in raised.value.advice


MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Movies"/></office:spreadsheet></office:body></office:document-content>"""


def test_another_format_is_refused(tmp_path: Path) -> None:
    """The library reads it; what it leaves out of it could not be told from an empty cell."""
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", CONTENT)
    with pytest.raises(ExchangeError, match=r"another format than \.xlsx"):
        open_sheets(path)
