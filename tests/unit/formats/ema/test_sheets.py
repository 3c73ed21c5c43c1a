"""Workbooks as people make them: every trap is met, and nothing goes without a word."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from sheets import a_row, a_workbook

from pvsync.errors import ExchangeError
from pvsync.formats.ema.columns import Tab, Version, template
from pvsync.formats.ema.drafts import drafts
from pvsync.formats.ema.sheets import Workbooks, read_workbooks
from pvsync.model.progress import Silent


def read(*paths: Path) -> Workbooks:
    return read_workbooks(paths, Silent())


def said(books: Workbooks) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place).partition("!")[2]) for finding in books.findings]


def documents(books: Workbooks, licensor: str = "acme") -> list[dict[str, Any]]:
    return [draft.document for _, draft in drafts(books.titles, licensor, deals=False)]


def test_a_row_becomes_an_avail(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row()))
    assert [(sheet.sheet, sheet.version, sheet.rows) for sheet in books.sheets] == [
        ("a.xlsx#Template-Movies", "1.9", 1)
    ]
    assert documents(books) == [
        {
            "kind": "movie",
            "alid": "HEATHAZE-2024",
            "title": "Heat Haze",
            "avails": [
                {
                    "license": "EST",
                    "territories": ["US"],
                    "formats": ["HD"],
                    "start": "2026-01-15",
                    "end": "2031-01-14",
                    "wsp": "6.99 USD",
                }
            ],
        }
    ]
    assert said(books) == []


def test_blanks_case_and_kinds_of_cells_mean_nothing(tmp_path: Path) -> None:
    plain = read(a_workbook(tmp_path / "a.xlsx", a_row()))
    untidy = a_row(
        WorkType=" moVie ",
        EntryType=" FuLl  extract  ",
        LicenseType="est ",
        FormatProfile="hd",
        Start=date(2026, 1, 15),
        End=date(2031, 1, 14),
        PriceValue="6.99",
        Territory="us",
    )
    assert documents(read(a_workbook(tmp_path / "b.xlsx", untidy))) == documents(plain)


def test_formulas_give_what_they_show(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", a_row(Exclusive="=TRUE()"))
    # The library writes 0 as the value of a formula unless it is told; a spreadsheet program keeps the real one.
    (avail,) = documents(read(path))[0]["avails"]
    assert avail["exclusive"] in {"true", "false"}


def test_the_head_of_1_6_has_four_rows_and_no_alid(tmp_path: Path) -> None:
    names = ["DisplayName", "Territory", "WorkType", "EntryType", "TitleInternalAlias", "LicenseType"]
    names += ["FormatProfile", "Start", "End", "PriceType", "PriceValue", "ContentID", "AltID"]
    head = [["Avail"], names, ["//REQUIRED. The name of your company."], ["//e.g., Rockstar Films"]]
    values = {name: value for name, value in a_row(AltID="HEATHAZE-2024").items() if name in names}
    books = read(
        a_workbook(
            tmp_path / "a.xlsx", {**values, "ContentID": "10.5240/1489-49A2-3956-4B2D-FE16-5"}, head=head
        )
    )

    assert books.sheets[0].version == "1.6"
    assert documents(books)[0]["alid"] == "HEATHAZE-2024"
    assert documents(books)[0]["eidr"] == "10.5240/1489-49A2-3956-4B2D-FE16-5"


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"ALID": None}, "PV163", "ALID"),
        ({"ALID": "HEAT/HAZE"}, "PV163", "ALID"),
        ({"WorkType": "Volume"}, "PV163", "WorkType"),
        ({"EntryType": "Fullz Extract"}, "PV163", "EntryType"),
        ({"EntryType": "Update"}, "PV163", "EntryType"),
        ({"Start": "01/15/2026"}, "PV161", "Start"),
        ({"Start": None}, "PV162", "Start"),
        ({"End": "ESTStart"}, "PV161", "End"),
        ({"Territory": "UK"}, "PV161", "Territory"),
        ({"LicenseType": "AVOD"}, "PV161", "LicenseType"),
        ({"FormatProfile": "3DHD"}, "PV161", "FormatProfile"),
        ({"PriceValue": "6,99"}, "PV161", "PriceValue"),
        ({"PriceValue": "TBD"}, "PV162", "PriceValue"),
        ({"PriceValue": None}, "PV162", "PriceValue"),
        ({"PriceType": "LicenseFee"}, "PV166", "PriceType"),
        ({"PriceType": None}, "PV162", "PriceType"),
        ({"PriceCurrency": None}, "PV165", "PriceCurrency"),
        ({"PriceCurrency": "DOLLAR"}, "PV161", "PriceCurrency"),
        ({"ContentID": "10.5240/:1489"}, None, ""),
        ({"AltID": "with blank"}, "PV166", "AltID"),
        ({"TitleID": "md:titleid:x"}, "PV166", "TitleID"),
        ({"AssetLanguage": "//e.g., EN"}, "PV166", "AssetLanguage"),
        ({"LocalizationType": "sub"}, "PV166", "LocalizationType"),
        ({"LocalizationType": "original", "AssetLanguage": "en"}, "PV161", "LocalizationType"),
        ({"Exclusive": "perhaps"}, "PV161", "Exclusive"),
        ({"RentalDuration": "a month"}, "PV161", "RentalDuration"),
        ({"GroupIdentity": "mgm"}, "PV166", "GroupIdentity"),
        ({"TerritoryExclusion": "CA"}, "PV166", "TerritoryExclusion"),
        ({"TitleInternalAlias": None}, "PV162", "TitleInternalAlias"),
        ({"FormatProfile": None}, "PV162", "FormatProfile"),
        ({"WorkType": None}, "PV163", "WorkType"),
        ({"WorkType": "Miniseries"}, "PV163", "WorkType"),
        ({"EntryType": None}, "PV163", "EntryType"),
        ({"PriceCurrency": None, "Territory": "US, CA"}, "PV162", "PriceValue"),
        ({"WorkType": "Collection"}, "PV162", "BundleALIDs"),
        (
            {"WorkType": "Collection", "BundleALIDs": "A;B", "RetailerSpare1": "a third"},
            "PV161",
            "RetailerSpare1",
        ),
        ({"PriceType": "NA", "PriceValue": "NA"}, None, ""),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(
    changes: dict[str, Any], code: str | None, column: str, tmp_path: Path
) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(**changes)))
    documents(books)
    columns = template(Version.V1_9, Tab.MOVIES).columns
    if code is None:
        assert said(books) == []
        return
    ((found, cell),) = said(books)
    assert found == code
    assert cell.rstrip("0123456789") == _letters(columns.index(column) + 1)
    assert cell.endswith("4")


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def test_a_value_that_is_not_understood_is_handed_on(tmp_path: Path) -> None:
    (movie,) = documents(
        read(a_workbook(tmp_path / "a.xlsx", a_row(Start="01/15/2026", FormatProfile="3DHD")))
    )
    assert movie["avails"][0]["start"] == "01/15/2026"
    assert movie["avails"][0]["formats"] == ["3DHD"]


def test_a_title_of_which_a_row_is_left_out_is_left_out(tmp_path: Path) -> None:
    rows = (
        a_row(),
        a_row(Territory="CA", EntryType="Update"),
        a_row(ALID="OTHER", Territory="CA", PriceCurrency="CAD"),
    )
    books = read(a_workbook(tmp_path / "a.xlsx", *rows))
    assert [document["alid"] for document in documents(books)] == ["OTHER"]
    assert books.titles.spoiled == {"HEATHAZE-2024"}


def test_columns_without_a_place_are_counted(tmp_path: Path) -> None:
    rows = [
        a_row(RatingSystem="MPAA", Territory=where, PriceCurrency=currency)
        for where, currency in (("US", "USD"), ("CA", "CAD"))
    ]
    books = read(a_workbook(tmp_path / "a.xlsx", *rows))
    (finding,) = books.findings
    assert finding.code == "PV167"
    assert finding.message.startswith("`RatingSystem`: 2 values")


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    of = template(Version.V1_9, Tab.MOVIES)
    head = [[*of.head[0], "Avail"], [*of.columns, "Remarks"], [*of.head[2], ""]]
    books = read(a_workbook(tmp_path / "a.xlsx", {**a_row(), "Remarks": "ask Kim"}, head=head))
    assert [finding.code for finding in books.findings] == ["PV169"]
    assert "`Remarks`" in books.findings[0].message


def test_other_sheets_are_passed_over_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Instructions").write_row(0, 0, ["Item", "Instructions"])
    book.close()
    assert said(read(path)) == [("PV163", "A1"), ("PV170", "A1")]
    assert said(read(path, a_workbook(tmp_path / "b.xlsx", a_row()))) == [("PV163", "A1"), ("PV170", "A1")]


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(), hidden=True))
    assert books.sheets == ()
    assert {finding.code for finding in books.findings} == {"PV163", "PV170"}
    assert [str(finding.place) for finding in books.findings if finding.code == "PV163"] == ["a.xlsx!A1"]


def test_a_head_in_the_wrong_row_is_an_error(tmp_path: Path) -> None:
    of = template(Version.V1_9, Tab.MOVIES)
    books = read(
        a_workbook(
            tmp_path / "a.xlsx", head=[[], [], of.columns, [a_row().get(name, "") for name in of.columns]]
        )
    )
    assert said(books) == [("PV163", "A1")]


def test_an_avail_in_row_3_is_an_error(tmp_path: Path) -> None:
    of = template(Version.V1_7_3, Tab.MOVIES)
    third = [a_row().get(name, "") for name in of.columns]
    books = read(
        a_workbook(
            tmp_path / "a.xlsx",
            a_row(ALID="OTHER"),
            head=[of.head[0], of.columns, third],
            version=Version.V1_7_3,
        )
    )
    assert [code for code, _ in said(books)] == ["PV163"]
    assert [document["alid"] for document in documents(books)] == ["OTHER"]


def test_a_sheet_whose_size_is_given_in_rows_is_read(tmp_path: Path) -> None:
    """Some tools write `ref="1:16"`, which the reader refuses."""
    path = a_workbook(tmp_path / "a.xlsx", a_row())
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b'<dimension ref="' in data
                data = data.replace(b'<dimension ref="A1:BZ4"/>', b'<dimension ref="1:16"/>')
                assert b'"1:16"' in data
            after.writestr(name, data)
    assert documents(read(other)) == documents(read(path))


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_what_is_no_workbook_is_one_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(ExchangeError, match=r"a\.xlsx is not a workbook"):
        read(path)
    with pytest.raises(ExchangeError, match=r"b\.xlsx cannot be read"):
        read(tmp_path / "b.xlsx")


def test_titles_go_on_from_one_workbook_to_the_next(tmp_path: Path) -> None:
    first = a_workbook(tmp_path / "a.xlsx", a_row())
    second = a_workbook(tmp_path / "b.xlsx", a_row(FormatProfile="UHD", PriceValue=8.99))
    (movie,) = documents(read(first, second))
    assert movie["avails"][0]["prices"] == [
        {"format": "HD", "wsp": "6.99 USD"},
        {"format": "UHD", "wsp": "8.99 USD"},
    ]


def test_a_full_delete_is_to_be_confirmed_by_a_person(tmp_path: Path) -> None:
    row = a_row(
        EntryType="Full Delete",
        Start=date(1999, 12, 31),
        End=date(2000, 1, 1),
        PriceType=None,
        PriceValue=None,
    )
    (movie,) = documents(read(a_workbook(tmp_path / "a.xlsx", row)))
    assert movie["state"] == "deleted"
    assert movie["avails"] == []
    assert movie["removed"] == [{"territory": "US", "business_line": "TVOD", "as": "deleted"}]
    assert "never_delivered" not in movie


def test_a_full_delete_beside_an_offer_is_an_error(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(), a_row(EntryType="Full Delete")))
    documents(books)
    assert [code for code, _ in said(books)] == ["PV161"]


def test_a_pre_order_ends_before_the_purchase_begins(tmp_path: Path) -> None:
    rows = (
        a_row(LicenseType="POEST", Start="2025-12-01", End="ESTStart", SuppressionLiftDate="2025-11-01"),
        a_row(),
    )
    books = read(a_workbook(tmp_path / "a.xlsx", *rows))
    (movie,) = documents(books)
    assert movie["avails"][0]["end"] == "2026-01-14"
    assert [code for code, _ in said(books)] == ["PV165"]


def test_allowed_languages_may_be_spread_over_rows(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(AllowedLanguages="en"), a_row(AllowedLanguages="FR")))
    (movie,) = documents(books)
    assert [avail["languages"] for avail in movie["avails"]] == [{"allowed": ["en", "fr"]}]


def test_a_row_that_is_there_twice_is_taken_once(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(), a_row(), a_row()))
    (movie,) = documents(books)
    assert len(movie["avails"]) == 1
    assert [finding.code for finding in books.findings] == ["PV168"]
    assert "rows" not in books.findings[0].message.replace("also in row 6", "")


def test_an_id_that_two_rows_have_is_left_out_once(tmp_path: Path) -> None:
    rows = (a_row(AvailID="a1"), a_row(AvailID="a1", FormatProfile="UHD"))
    books = read(a_workbook(tmp_path / "a.xlsx", *rows))
    (movie,) = documents(books)
    assert movie["avails"][0]["ids"] == {"US/HD": "a1"}
    assert [code for code, _ in said(books)] == ["PV166"]


def test_rows_that_disagree_about_the_title_are_said_once(tmp_path: Path) -> None:
    rows = [
        a_row(TitleID=f"10.5240/EA73-79D7-1B2B-B378-3A73-{end}", FormatProfile=name)
        for end, name in zip("MNO", ("SD", "HD", "UHD"), strict=True)
    ]
    books = read(a_workbook(tmp_path / "a.xlsx", *rows))
    assert documents(books)[0]["eidr"].endswith("-M")
    assert [code for code, _ in said(books)] == ["PV164"]


def test_a_contract_that_prime_video_does_not_know_is_the_partner_s_own_paper(tmp_path: Path) -> None:
    (movie,) = documents(read(a_workbook(tmp_path / "a.xlsx", a_row(ContractID="UB1238"))))
    assert movie["avails"][0]["reference"] == "UB1238"
    subscribed = a_row(LicenseType="SVOD", ContractID="fixed fee", PriceType=None, PriceValue=None)
    (movie,) = documents(read(a_workbook(tmp_path / "b.xlsx", subscribed)))
    assert movie["avails"][0]["contract"] == "FIXED_FEE"
    assert movie["avails"][0]["channel"] == "prime"


def test_a_bundle_has_members_and_a_discount(tmp_path: Path) -> None:
    row = a_row(WorkType="Collection", FormatProfile="Max", BundleALIDs="A-1, A-2;A-3", RetailerSpare1=25)
    books = read(a_workbook(tmp_path / "a.xlsx", row))
    (collection,) = documents(books)
    assert collection["members"] == ["A-1", "A-2", "A-3"]
    assert collection["discount"] == "25"
    assert [code for code, _ in said(books)] == ["PV165"]


def test_the_licensor_of_the_configuration_is_not_repeated(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row()))
    assert "licensor" not in documents(books)[0]
    assert documents(books, licensor="someone else")[0]["licensor"] == "acme"


def test_a_trailer_belongs_to_a_title(tmp_path: Path) -> None:
    row = {**a_row(WorkType="Promotion"), "RefALID": "HEATHAZE-2024", "ALID": "HEATHAZE-T"}
    (trailer,) = documents(read(a_workbook(tmp_path / "a.xlsx", row, tab=Tab.BONUS)))
    assert (trailer["kind"], trailer["of"], trailer["type"]) == ("supplemental", "HEATHAZE-2024", "trailer")


def test_one_alid_for_two_kinds_of_title_leaves_both_out(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(), a_row(WorkType="Short")))
    assert documents(books) == []
    assert [code for code, _ in said(books)] == ["PV163"]


def test_territories_may_be_a_list_less_some(tmp_path: Path) -> None:
    row = a_row(
        Territory="US, CA;MX", TerritoryExclusion="CA", LicenseType="SVOD", PriceType=None, PriceValue=None
    )
    books = read(a_workbook(tmp_path / "a.xlsx", row))
    assert documents(books)[0]["avails"][0]["territories"] == ["US", "MX"]
    assert said(books) == []


def test_blank_cells_and_rows_are_nothing(tmp_path: Path) -> None:
    books = read(
        a_workbook(
            tmp_path / "a.xlsx",
            a_row(RatingSystem="  "),
            {"ALID": "  ", "Start": " "},
            {"ALID": "//e.g., X"},
            a_row(FormatProfile="UHD"),
        )
    )
    assert books.sheets[0].rows == 2
    assert said(books) == []


def test_a_price_for_sale_stands_alone_or_in_its_own_column(tmp_path: Path) -> None:
    typed = documents(read(a_workbook(tmp_path / "a.xlsx", a_row(PriceType="SRP"))))
    own = documents(read(a_workbook(tmp_path / "b.xlsx", a_row(PriceType=None, PriceValue=None, SRP=6.99))))
    assert typed == own
    assert typed[0]["avails"][0]["srp"] == "6.99 USD"


def test_progress_counts_every_row(tmp_path: Path) -> None:
    class Watched(Silent):
        total, done = 0, 0

        def begin(self, what: str, total: int | None) -> None:
            assert what == "reading sheets"
            self.total = total or 0

        def advance(self, steps: int = 1) -> None:
            self.done += steps

    rows = [a_row(ALID=f"X-{number}") for number in range(1100)]
    watched = Watched()
    read_workbooks([a_workbook(tmp_path / "a.xlsx", *rows)], watched)
    assert (watched.total, watched.done) == (1103, 1100)


def test_a_trailer_of_nothing_is_said(tmp_path: Path) -> None:
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(WorkType="Promotion"), tab=Tab.BONUS))
    assert "of" not in documents(books)[0]
    assert [code for code, _ in said(books)] == ["PV162"]


def opened(path: Path, change: Callable[[Any, dict[str, int]], None], *rows: Mapping[str, Any]) -> Workbooks:
    """A workbook that somebody went on with in another program."""
    book = openpyxl.load_workbook(a_workbook(path, *rows))
    (sheet,) = book.worksheets
    change(sheet, {cell.value: cell.column for cell in sheet[2] if cell.value})
    book.save(path)
    return read(path)


def test_a_formula_without_a_result_leaves_its_title_out(tmp_path: Path) -> None:
    """As an optional cell it would go without a word, and the title would be offered without it."""

    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(4, columns["Exclusive"], "=TRUE()")
        sheet.cell(5, columns["RatingSystem"], "#N/A")

    books = opened(tmp_path / "a.xlsx", change, a_row(), a_row(ALID="OTHER", ContentID="OTHER"))
    assert [document["alid"] for document in documents(books)] == ["OTHER"]
    assert said(books) == [("PV167", "AZ2"), ("PV163", "BJ4")]
    assert "the formula `=TRUE()`" in books.findings[1].message
    assert "1 value not taken over" in books.findings[0].message


def test_an_error_of_the_spreadsheet_is_never_an_empty_cell(tmp_path: Path) -> None:
    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(4, columns["AllowedLanguages"], "#REF!")
        for cell in sheet[5]:
            cell.value = None
        sheet.cell(5, columns["ALID"], "#N/A")

    books = opened(tmp_path / "a.xlsx", change, a_row(), a_row())
    assert documents(books) == []
    assert [message.partition(" stands")[0] for message in (one.message for one in books.findings)] == [
        "`#REF!`",
        "`#N/A`",
    ]


def test_cells_joined_over_rows_count_for_each_of_them(tmp_path: Path) -> None:
    def change(sheet: Any, columns: dict[str, int]) -> None:
        for name in ("ALID", "TitleInternalAlias", "End"):
            letter = openpyxl.utils.get_column_letter(columns[name])
            sheet.merge_cells(f"{letter}4:{letter}6")

    rows = [
        a_row(Territory=where, PriceCurrency=currency) for where, currency in (("US", "USD"), ("CA", "CAD"))
    ]
    plain = documents(read(a_workbook(tmp_path / "b.xlsx", *rows)))
    books = opened(tmp_path / "a.xlsx", change, *rows)
    assert documents(books) == plain
    assert said(books) == [("PV165", "I5"), ("PV165", "X5"), ("PV165", "AR5")]
    assert "joined with AR4" in books.findings[2].message


def test_a_column_that_stands_twice_is_read_where_the_first_is_empty(tmp_path: Path) -> None:
    of = template(Version.V1_9, Tab.MOVIES)
    head = [[*of.head[0], "Avail"], [*of.columns, "BundledALIDs"], [*of.head[2], ""]]
    collection = a_row(WorkType="Collection", FormatProfile="Max")
    books = read(
        a_workbook(
            tmp_path / "a.xlsx",
            {**collection, "BundledALIDs": "A;B"},
            {**collection, "ALID": "OTHER", "BundleALIDs": "C;D", "BundledALIDs": "C;E"},
            head=head,
        )
    )
    assert [document["members"] for document in documents(books)] == [["A", "B"], ["C", "D"]]
    assert said(books) == [("PV169", "CA2"), ("PV164", "CA5")]


def test_an_id_that_lost_its_last_digits_is_no_id(tmp_path: Path) -> None:
    kept = read(a_workbook(tmp_path / "a.xlsx", a_row(ALID=123456789012345)))
    assert documents(kept)[0]["alid"] == "123456789012345"
    lost = read(a_workbook(tmp_path / "b.xlsx", a_row(ALID=1234567890123456789)))
    assert documents(lost) == []
    assert said(lost) == [("PV163", "AR4")]


@pytest.mark.parametrize(
    ("written", "name"),
    [("Format_Profile", ""), ("license type", ""), ("Territories", "Territory"), ("Strt", "Start")],
)
def test_a_name_that_comes_near_is_read_or_suggested(written: str, name: str, tmp_path: Path) -> None:
    of = template(Version.V1_9, Tab.MOVIES)
    meant = name or {"Format_Profile": "FormatProfile", "license type": "LicenseType"}[written]
    # In another order, so that its neighbors do not tell what it is.
    names = [written if column == meant else column for column in sorted(of.columns)]
    row = {written if column == meant else column: value for column, value in a_row().items()}
    books = read(a_workbook(tmp_path / "a.xlsx", row, head=[[], names, ["//Opt" for _ in names]]))
    if not name:
        assert said(books) == []
        return
    codes = dict(said(books))
    assert codes.keys() == {"PV162", "PV169"}
    assert {finding.hint for finding in books.findings if finding.code == "PV169"} == {
        f"write `{name}`, if that is meant"
    }
    (missing,) = (finding for finding in books.findings if finding.code == "PV162")
    assert missing.message == f"the sheet has no column `{name}`"


@pytest.mark.parametrize(
    ("third", "said_of"), [(1.9, []), ("2.0", ["PV165"]), (1.1, ["PV165"]), ("//REQ", [])]
)
def test_a_version_that_is_not_known_is_said(third: Any, said_of: list[str], tmp_path: Path) -> None:
    of = template(Version.V1_9, Tab.MOVIES)
    head = [of.head[0], of.columns, [third, *of.head[2][1:]]]
    books = read(a_workbook(tmp_path / "a.xlsx", a_row(), head=head))
    assert [finding.code for finding in books.findings] == said_of
    assert len(documents(books)) == 1


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"Start": "03/04/2026"}, "write `2026-03-04` or `2026-04-03`, with the year first"),
        ({"Start": "46037"}, "write `2026-01-15`, with the year first"),
        ({"Start": "soon"}, "write year-month-day: `2026-01-15`, or an instant `2026-01-15T05:00:00Z`"),
        ({"End": "Immediate"}, "write the last day; for what shall end at once, yesterday"),
        ({"RetailerSpare1": 0.25}, "write `25`, as a plain number"),
        ({"RetailerSpare1": "25 %"}, "write `25`, as a plain number"),
        ({"RetailerSpare1": "250%"}, "write a whole number from 0 to 100, without a sign: `30`"),
    ],
)
def test_a_hint_says_what_to_write(changes: dict[str, Any], hint: str, tmp_path: Path) -> None:
    row = a_row(WorkType="Collection", BundleALIDs="A;B", FormatProfile="Max", **changes)
    books = read(a_workbook(tmp_path / "a.xlsx", row))
    documents(books)
    assert [finding.hint for finding in books.findings] == [hint]
