"""Lists of ids: every shape that people keep them in, and everything that is wrong at its place."""

from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from pvsync.diagnostics import has_errors
from pvsync.errors import ExchangeError
from pvsync.formats.live.ids import IdList, read_ids
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.listed import ListedId, merged

KNOWN = {"US": ("US",), "CA": ("CA",), "NORTH": ("CA", "US")}


def read(path: Path, text: str | bytes) -> IdList:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_ids(path, lambda name: KNOWN.get(name, ()))


def places(found: IdList) -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in found.findings]


def test_text_has_one_id_a_line_and_remarks(tmp_path: Path) -> None:
    found = read(tmp_path / "ids.txt", "# what we know\nHEAT\n\n  WAVE  # the second\r\nasb-s1e1")
    assert [one.alid for one in found.ids] == ["HEAT", "WAVE", "asb-s1e1"]
    assert found.findings == ()


def test_every_line_that_is_wrong_is_named(tmp_path: Path) -> None:
    found = read(tmp_path / "ids.txt", f"HE AT\nWAVE\n..\n{'A' * 256}\nWAVE\n")
    assert places(found) == [
        ("PV181", "ids.txt:1:1"),
        ("PV181", "ids.txt:3:1"),
        ("PV181", "ids.txt:4:1"),
        ("PV182", "ids.txt:5:1"),
    ]
    assert len(found.findings[2].message) < 120


def test_a_form_feed_ends_no_line(tmp_path: Path) -> None:
    found = read(tmp_path / "ids.txt", "A\x0cB\nC\u2028D\nE F\n")
    assert [place for _, place in places(found)] == ["ids.txt:1:1", "ids.txt:2:1", "ids.txt:3:1"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_may_stand_in_any_order(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["Title", "Business Line", "ALID", "territory", "Work_Type", "our own", "of", "Complete"],
        ["Heat Haze, the film", "tvod", "HEAT", "NORTH", "Movie", "x", "", ""],
        ["", "", "HEAT-T", "", "trailer", "", "HEAT", ""],
        ["", "", "ASB-S1", "", "SEASON", "", "", "2026-05-10"],
    ]
    text = "\ufeff# from Slate\n" + "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    found = read(tmp_path / "ids.csv", text)
    assert found.findings == ()
    assert found.ids == (
        ListedId(
            "HEAT",
            "Heat Haze, the film",
            WorkType.MOVIE,
            territories=("CA", "US"),
            business_line=BusinessLine.TVOD,
        ),
        ListedId("HEAT-T", work_type=WorkType.TRAILER, of="HEAT"),
        ListedId("ASB-S1", work_type=WorkType.SEASON, complete="2026-05-10"),
    )


def test_text_with_headings_is_a_table_too(tmp_path: Path) -> None:
    found = read(tmp_path / "list", "alid,territory\nHEAT,US\n")
    assert found.ids == (ListedId("HEAT", territories=("US",)),)


def test_cells_are_named_by_line_and_column_even_behind_a_cell_of_two_lines(tmp_path: Path) -> None:
    text = 'alid,title,territory\nHEAT,"Heat\nHaze",US\nWAVE,Wave,UK\n'
    found = read(tmp_path / "ids.csv", text)
    assert places(found) == [("PV181", "ids.csv:4:3")]


def test_one_id_for_two_territories_is_no_repetition(tmp_path: Path) -> None:
    found = read(tmp_path / "ids.csv", "alid,territory,title\nHEAT,US,\nHEAT,CA,Heat Haze\nHEAT,US,\n")
    assert [code for code, _ in places(found)] == ["PV182"]
    assert merged(found.ids)["HEAT"].title == "Heat Haze"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("ids.csv", "title,territory\nHeat,US\n", "has no column `alid`"),
        ("ids.csv", 'alid,title\nHEAT,"open\n', "is not a CSV file"),
        ("ids.csv", b"alid\nH\xe9AT\n", "is not text in UTF-8"),
        ("ids.xlsx", b"PK no workbook", "is not a workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, text: str | bytes, words: str
) -> None:
    with pytest.raises(ExchangeError, match=words):
        read(tmp_path / name, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"ids\.txt cannot be read"):
        read_ids(tmp_path / "ids.txt", lambda _: ())


@pytest.mark.parametrize(("name", "text"), [("ids.txt", "# nothing\n"), ("ids.csv", "alid,title\n")])
def test_a_list_of_nothing_is_an_error(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path / name, text)
    assert has_errors(found.findings)
    assert found.ids == ()


def test_a_workbook_is_read_by_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "ids.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["nothing", "here"])
        sheet = book.add_worksheet("Ids")
        sheet.write_row(1, 1, ["ALID", "Territory"])
        sheet.write_row(2, 1, ["HEAT", "US"])
        sheet.write_row(3, 1, [4711, ""])
        sheet.write_row(4, 1, ["WA VE", "UK"])
    found = read_ids(path, lambda name: KNOWN.get(name, ()))
    assert found.ids == (ListedId("HEAT", territories=("US",)), ListedId("4711"))
    assert [place for _, place in places(found)] == ["ids.xlsx#Ids!B5", "ids.xlsx#Ids!C5"]


def test_a_workbook_without_ids_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "ids.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["nothing", "here"])
    with pytest.raises(ExchangeError, match="has no column `alid`"):
        read_ids(path, lambda _: ())
