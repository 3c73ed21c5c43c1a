"""EMA in, EMA out and EMA over EMA, as people type it; and real workbooks against MovieLabs' own reading of them."""

import json
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from e2e.estate import Estate
from sheets import a_row, a_workbook

from pvsync.formats.ema.columns import Version
from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.model.progress import Silent

CATALOG = """
    kind: movie
    alid: HEAT
    title: Heat Haze
    bundle_discount: {excluded: true, because: remastered}
    avails:
      - license: EST
        territories: [US, CA]
        formats: [HD, UHD]
        start: 2026-01-15
        end: 2031-01-14
        prices:
          - {territory: US, format: HD, wsp: 6.99 USD, srp: 9.99 USD}
          - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}
          - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
          - {territory: CA, wsp: 5.99 CAD, srp: 8.99 CAD, from: 2026-07-01, until: 2026-07-15}
    ---
    kind: movie
    alid: WAVE
    title: Heat Wave
    avails:
      - {license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 6.99 USD}
      - {license: SVOD, territories: [US], formats: [HD], channel: prime, contract: CPH, start: 2026-02-01, end: 2028-01-31}
    ---
    kind: collection
    alid: BOTH
    title: Both
    members: [HEAT, WAVE]
    discount: 25
    avails:
      - {license: EST, territories: [US], formats: [Max], start: 2026-02-01, end: 2030-12-31, wsp: 11.00 USD, srp: 14.99 USD}
    ---
    kind: series
    alid: ASB
    title: Avail Strikes Back
    seasons: 1
    ---
    kind: season
    alid: ASB-S1
    series: ASB
    number: 1
    title: "Avail Strikes Back: Season 1"
    complete: true
    avails:
      - {key: est, license: EST, territories: [US], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 14.99 USD, episode: {wsp: 1.40 USD}}
      - {key: free, license: FVOD, territories: [US], formats: [HD], start: 2026-03-01, end: 2026-12-31}
    episodes:
      - {alid: ASB-S1E1, number: 1, title: Pilot}
      - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: est, start: 2026-03-09}]}
    ---
    kind: bundle
    series: ASB
    discount: 30
    avails:
      - {license: EST, territories: [US], formats: [Max], start: 2026-04-01, end: 2030-12-31, wsp: 13.00 USD}
"""

TRAILER = """
    kind: supplemental
    alid: HEAT-T
    of: HEAT
    type: trailer
    title: Heat Haze trailer
    avails:
      - {license: FVOD, territories: [US], formats: [HD], start: 2026-01-01, end: 2026-12-31}
"""


@pytest.fixture
def moved(estate: Estate) -> Estate:
    """An estate whose catalog is live, was exported, and is gone."""
    estate.write("catalog/all.yaml", CATALOG)
    estate.commit()
    estate.apply()
    assert estate.run("export", "ema", "--out", str(estate.root / "avails.xlsx")).code == 0
    shutil.rmtree(estate.root / "catalog")
    return estate


def imported(estate: Estate, *flags: str) -> Any:
    files = sorted(str(path) for path in estate.root.glob("avails*.xlsx"))
    return estate.run("import", "ema", *files, "--into", str(estate.root / "catalog"), *flags)


@pytest.mark.parametrize("flags", [(), ("--deals",)], ids=["written out", "deals"])
def test_the_first_plan_after_an_import_of_what_is_live_is_empty(
    moved: Estate, flags: tuple[str, ...]
) -> None:
    said = imported(moved, *flags)
    assert said.code == 0, said.out
    moved.commit("taken over")
    assert moved.run("validate").code == 0
    assert moved.changes() == []
    moved.settled()


def test_a_bundle_s_discount_and_exclusions_are_in_the_sheet(moved: Estate) -> None:
    found: dict[str, dict[str, Any]] = {}
    for path in moved.root.glob("avails-*.xlsx"):
        (sheet,) = openpyxl.load_workbook(path).worksheets
        _, names, _, *rows = sheet.iter_rows(values_only=True)
        for row in rows:
            cells = dict(zip(names, row, strict=True))
            found[cells["ALID"]] = {name: value for name, value in cells.items() if value is not None}
    assert (found["BOTH"]["BundleALIDs"], found["BOTH"]["RetailerSpare1"]) == ("HEAT;WAVE", 25)
    assert (found["ASB"]["WorkType"], found["ASB"]["RetailerSpare1"], found["ASB"]["SeasonCount"]) == (
        "Series",
        30,
        1,
    )
    assert (found["HEAT"]["OtherTerms"], found["HEAT"]["ExceptionFlag"]) == (
        "Excluded from bundle discount",
        "Yes",
    )


def test_a_plan_names_the_sheet_beside_what_the_api_has_no_place_for(estate: Estate) -> None:
    estate.write("catalog/all.yaml", CATALOG)
    estate.commit()
    told = (
        "In 4 scopes, members of a bundle, bundle discounts and other terms are sent at a place that no document of "
        "Prime Video gives for the API; `pvsync export ema --out avails.xlsx` writes them"
    )
    for name in ("text", "markdown", "comment", "html"):
        said = " ".join(estate.run("plan", "--format", name).out.split())
        plain = said.replace("<code>", "`").replace("</code>", "`").replace("&#39;", "'").replace("\\", "")
        assert told in plain, name
    estate.apply()
    assert "export ema" not in estate.run("plan").out


def test_an_open_end_is_exported_and_comes_back(estate: Estate) -> None:
    """The API takes no open end, and a sheet has a word for it."""
    open_ended = CATALOG.replace("end: 2031-01-14", "end: open")
    estate.write("catalog/all.yaml", open_ended)
    refused = estate.run("validate")
    assert refused.code == 1
    assert "PV116" in refused.out
    assert "PV116" in estate.run("plan").err
    said = estate.run("export", "ema", "--out", str(estate.root / "avails.xlsx"))
    assert said.code == 0, said.err
    movies = estate.root / "avails-movies.xlsx"
    (sheet,) = openpyxl.load_workbook(movies).worksheets
    _, names, _, *rows = sheet.iter_rows(values_only=True)
    ends = [dict(zip(names, row, strict=True))["End"] for row in rows]
    # Heat Haze in HD and UHD, in the US and in Canada, and Heat Wave for sale. The price of two weeks cuts each window
    # of Canada in three, of which only the last is open.
    assert Counter(end == "Open" for end in ends) == {True: 5, False: 6}
    assert estate.run("compare", str(movies), str(estate.root / "catalog")).code == 0
    (estate.root / "catalog" / "all.yaml").unlink()
    imported(estate)
    assert (estate.root / "catalog" / "movies" / "heat-haze.yaml").read_text().count("end: open") == 2


def test_files_that_are_there_are_kept_unless_it_is_forced(moved: Estate) -> None:
    imported(moved)
    path = moved.root / "catalog" / "movies" / "heat-wave.yaml"
    before = path.read_bytes()

    again = imported(moved)
    assert again.code == 0
    assert "said the same already" in again.out

    path.write_bytes(before + b"# a remark\n")
    kept = imported(moved)
    assert kept.code == 1
    assert "catalog/movies/heat-wave.yaml" in kept.out
    assert path.read_bytes() == before + b"# a remark\n"

    assert imported(moved, "--force").code == 0
    assert path.read_bytes() == before


def test_findings_name_their_cells_in_text_and_json(estate: Estate) -> None:
    book = a_workbook(
        estate.root / "avails.xlsx", a_row(Start="01/15/2026", RatingSystem="MPAA"), a_row(ALID=None)
    )
    target = str(estate.root / "catalog")
    text = estate.run("import", "ema", str(book), "--into", target)
    assert text.code == 1
    assert "error PV161: `01/15/2026` is not a date" in text.out
    assert "--> avails.xlsx#Template-Movies!V4" in text.out
    assert "write `2026-01-15`, with the year first" in text.out
    assert "`RatingSystem`: 1 value not taken over" in text.out

    found = estate.run("import", "ema", str(book), "--into", target, "--format", "json").json
    assert found["sheets"] == [{"sheet": "avails.xlsx#Template-Movies", "version": "1.9", "rows": 2}]
    assert [(one["code"], one["file"], one["line"], one["column"]) for one in found["findings"]] == [
        ("PV167", "avails.xlsx#Template-Movies", 2, 52),
        ("PV161", "avails.xlsx#Template-Movies", 4, 22),
        ("PV163", "avails.xlsx#Template-Movies", 5, 44),
    ]
    assert found["unchanged"] == ["catalog/movies/heat-haze.yaml"]


def test_an_import_stays_within_the_catalog(estate: Estate) -> None:
    book = str(a_workbook(estate.root / "avails.xlsx", a_row()))
    said = estate.run("import", "ema", book, "--into", str(estate.root.parent))
    assert said.code == 1
    assert "is not a folder of the catalog" in said.err
    assert (
        "is not a workbook"
        in estate.run("import", "ema", __file__, "--into", str(estate.root / "catalog")).err
    )


def test_a_catalog_with_errors_is_not_exported(estate: Estate) -> None:
    estate.write("catalog/a.yaml", "kind: movie\nalid: HEAT\ntitle: Heat\navails: [{license: EST}]\n")
    said = estate.run("export", "ema", "--out", str(estate.root / "avails.xlsx"))
    assert said.code == 1
    assert "has no `territories`" in said.err
    told = estate.run("export", "ema", "--out", str(estate.root / "avails.xlsx"), "--format", "json")
    assert (told.code, told.json["files"], told.json["summary"]["error"]) == (1, [], 4)
    assert list(estate.root.glob("*.xlsx")) == []
    compared = estate.run(
        "compare", str(a_workbook(estate.root / "a.xlsx", a_row())), str(estate.root / "catalog")
    )
    assert compared.code == 1
    assert "has no `territories`" in compared.err


@pytest.mark.parametrize("version", Version)
def test_what_was_exported_is_what_the_catalog_says(estate: Estate, version: Version) -> None:
    estate.write("catalog/all.yaml", CATALOG)
    estate.write("catalog/trailer.yaml", TRAILER)
    said = estate.run("export", "ema", "--version", version, "--out", str(estate.root / "avails.xlsx"))
    assert f"EMA {version}" in said.out
    told = estate.run(
        "export", "ema", "--version", version, "--out", str(estate.root / "avails.xlsx"), "--format", "json"
    ).json
    assert told["format"] == f"EMA {version}"
    assert all(f"{one['file']}: EMA {version}, sheet {one['sheet']}" in said.out for one in told["files"])
    assert bool(told["lost"]) == ("Not in it:" in said.out)
    movies = str(estate.root / "avails-movies.xlsx")
    estate.run("import", "ema", movies, "--into", str(estate.root / "catalog" / "again"))
    (estate.root / "catalog" / "all.yaml").unlink()
    assert ("which have a tab in 1.9 only" in said.out) == (version is not Version.V1_9)

    same = estate.run("compare", movies, str(estate.root / "catalog"))
    assert same.code == 0, same.out
    assert "In all: 11 unchanged." in same.out


def test_a_comparison_in_every_format(estate: Estate) -> None:
    old = str(a_workbook(estate.root / "old.xlsx", a_row(), a_row(Territory="CA", PriceCurrency="CAD")))
    new = str(a_workbook(estate.root / "new.xlsx", a_row(PriceValue=5.99, TitleInternalAlias="<b>Heat</b>")))
    text = estate.run("compare", old, new)
    assert text.code == 2
    assert "  - Heat Haze  HEATHAZE-2024  EST HD, 2026-01-15 to 2031-01-14" in text.out
    assert "      wsp: 6.99 USD -> 5.99 USD" in text.out
    assert text.out.index("CA: 1 removed") < text.out.index("US: 1 changed")

    found = estate.run("compare", old, new, "--format", "json").json
    assert found["summary"] == {"removed": 1, "changed": 1, "added": 0, "unchanged": 0}
    assert found["differences"][1]["fields"][0] == {"name": "wsp", "before": "6.99 USD", "after": "5.99 USD"}

    page = estate.run("compare", old, new, "--format", "html").out
    assert "&lt;b&gt;Heat&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "default-src 'none'" in page

    assert "a terminal cannot show xlsx" in estate.run("compare", old, new, "--format", "xlsx").err
    out = estate.root / "changes.xlsx"
    assert estate.run("compare", old, new, "--format", "xlsx", "--out", str(out)).code == 2
    sheet, counts = openpyxl.load_workbook(out).worksheets
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["What", "removed", "changed", "changed"]
    assert list(counts.iter_rows(values_only=True))[1:] == [
        ("CA", "1", "0", "0", "0"),
        ("US", "0", "1", "0", "0"),
    ]


def test_a_side_that_cannot_be_compared_is_one_error(estate: Estate) -> None:
    book = str(a_workbook(estate.root / "a.xlsx", a_row()))
    estate.write("catalog/movies/a.yaml", "kind: movie\nalid: A\ntitle: A\navails: []\n")
    elsewhere = estate.run("compare", book, str(estate.root / "catalog" / "movies"))
    assert "is not the folder of the catalog" in " ".join(elsewhere.err.split())
    assert "cannot be read" in estate.run("compare", book, str(estate.root / "none.xlsx")).err
    out = str(estate.root / "none" / "c.html")
    assert "cannot be written" in estate.run("compare", book, book, "--format", "html", "--out", out).err
    broken = str(a_workbook(estate.root / "b.xlsx", a_row(ALID=None)))
    assert "are not compared" in estate.run("compare", book, broken).out
    assert estate.run("compare", broken, broken).code == 0


def test_an_export_of_nothing_writes_nothing(estate: Estate) -> None:
    estate.write("catalog/a.yaml", "kind: movie\nalid: A\ntitle: A\navails: []\n")
    said = estate.run("export", "ema", "--out", str(estate.root / "avails.xlsx"))
    assert said.code == 0
    assert "no file was written" in said.out
    nothing = a_workbook(estate.root / "b.xlsx", head=[["Item"]])
    told = estate.run("import", "ema", str(nothing), "--into", str(estate.root / "catalog"))
    assert "No sheet of avails was found." in told.out


TAKEN = {
    "Avails_Volume_no-err_v2.4_v1.8.xlsx": (2, 2),
    "Avails_noErrors_v2.3_v1.7.2.xlsx": (10, 0),
    "Movies_v1.7.2.xlsx": (4, 0),
    "Movies_v1.7.2_Collection.xlsx": (5, 0),
    "Movies_v1.7.xlsx": (4, 0),
    "Movies_v1.8.xlsx": (4, 0),
    "TV_v1.7.3.xlsx": (3, 0),
    "TV_v1.9.xlsx": (2, 0),
    "ema-1.6_test02.xlsx": (5, 2),
}
"""Files written and titles left out: volumes, and rows with the entry type `Fullz Extract`."""

TO_MEND = {
    "PV013": "no episode has a `SeasonNumber`, which the catalog needs",
    "PV116": "`End` is `Open`, and the API takes no open end",
    "PV128": "two rows are one season under two ALIDs",
    "PV131": "a collection in HD and SD, and Prime Video takes one format",
    "PV140": "`Full Delete`: a person has to say that nothing was ever delivered",
    "PV302": "one window in English and one in French, at the same time",
    "PV304": "the same, on the same days",
    "PV501": "a price of a kind that the API has not (`LicenseFee`), or that a collection may not have (`Tier`)",
    "PV708": "a member whose ALID has characters that Prime Video does not take in a list of members",
}
"""Why what is written is refused until somebody decides: each stands in the sheet as well."""

OF_EACH = {
    "Avails_Volume_no-err_v2.4_v1.8.xlsx": {"PV013"},
    "Avails_noErrors_v2.3_v1.7.2.xlsx": {"PV116", "PV131", "PV501"},
    "Movies_v1.7.2.xlsx": {"PV116", "PV140", "PV302", "PV304"},
    "Movies_v1.7.2_Collection.xlsx": {"PV116", "PV131", "PV501", "PV708"},
    "Movies_v1.7.xlsx": {"PV116", "PV140", "PV302", "PV304"},
    "Movies_v1.8.xlsx": {"PV116", "PV140", "PV302", "PV304"},
    "TV_v1.7.3.xlsx": {"PV116", "PV128"},
    "TV_v1.9.xlsx": {"PV116"},
    "ema-1.6_test02.xlsx": {"PV116", "PV140"},
}


@pytest.mark.parametrize("name", TAKEN)
def test_every_real_workbook_is_taken_over(name: str, estate: Estate, shared_data: Path) -> None:
    book = shared_data / "samples" / "ema-xlsx" / name
    found = estate.run(
        "import", "ema", str(book), "--into", str(estate.root / "catalog"), "--format", "json"
    ).json
    written, left_out = TAKEN[name]
    assert (len(found["written"]), len(found["left_out"])) == (written, left_out)
    errors = [one for one in found["findings"] if one["severity"] == "error"]
    assert {one["code"] for one in errors} <= {"PV161", "PV162", "PV163"}
    judged = json.loads(estate.run("validate", "--format", "json").out)
    codes = {one["code"] for one in judged["findings"] if one["severity"] == "error"}
    assert codes == OF_EACH[name]
    assert codes <= TO_MEND.keys()


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def below(element: ET.Element, *path: str) -> str:
    """The text at a path of names; empty where it leads nowhere."""
    for name in path:
        found = next((child for child in element if local(child) == name), None)
        if found is None:
            return ""
        element = found
    return (element.text or "").strip()


def told_by_movielabs(path: Path) -> Iterator[tuple[str, ...]]:
    """Each transaction as MovieLabs' own library reads it."""
    for avail in ET.parse(path).getroot():  # noqa: S314 - a file that MovieLabs' library wrote
        for row in (child for child in avail if local(child) == "Transaction"):
            terms = {term.get("termName"): term for term in row if local(term) == "Term"}
            yield (
                below(avail, "ALID"),
                below(avail, "Disposition", "EntryType"),
                row.get("TransactionID") or "",
                below(row, "LicenseType"),
                below(row, "Territory", "country"),
                below(row, "FormatProfile"),
                below(row, "Start"),
                below(row, "End") or below(row, "EndCondition"),
                below(row, "LicenseRightsDescription"),
                below(row, "ContractID"),
                *(_term(terms, *names) for names in TERMS),
            )


TERMS = (
    ("WSP", "SeasonWSP", "EpisodeWSP"),
    ("SRP",),
    ("Tier",),
    ("Category",),
    ("RentalDuration",),
    ("WatchDuration",),
    ("AnnounceDate",),
    ("SuppressionLiftDate",),
    ("Download",),
    ("Exclusive",),
)


def _term(terms: dict[str | None, ET.Element], *names: str) -> str:
    term = next((terms[name] for name in names if name in terms), None)
    value = "" if term is None else "".join((child.text or "").strip() for child in term)
    return {"1": "true", "0": "false"}.get(value, value) if "Exclusive" in names else value


def told_by_us(path: Path) -> Iterator[tuple[str, ...]]:
    """Each row as we read it, in the same words: days with their first or last second, money without currency."""
    for lines in read_workbooks([path], Silent()).titles.lines.values():
        for line in lines:
            yield _told(line)


def _told(line: Line) -> tuple[str, ...]:
    terms = {name: str(value) for name, value in line.terms.items()}
    end = {"open": "Open"}.get(line.end) or _instant(line.end, "T23:59:59")
    amounts = [price.split(" ")[0] for price in (line.price.wsp, line.price.srp)]
    return (
        line.alid,
        "Full Delete" if line.is_delete else "Full Extract",
        line.id,
        line.license,
        *line.territories,
        line.format,
        _instant(line.start, "T00:00:00"),
        end,
        terms.get("license_rights", ""),
        terms.get("contract") or terms.get("reference", ""),
        *amounts,
        line.price.tier,
        *(
            terms.get(key, "")
            for key in (
                "category",
                "rental",
                "watch",
                "announce",
                "suppression_lift",
                "download",
                "exclusive",
            )
        ),
    )


def _instant(text: str, time: str) -> str:
    return f"{text}{time}" if len(text) == 10 else text.removesuffix("Z")


READ_BY_MOVIELABS = (
    "Avails_noErrors_v2.3_v1.7.2",
    "Movies_v1.7",
    "Movies_v1.7.2",
    "Movies_v1.7.2_Collection",
    "Movies_v1.8",
    "TV_v1.7.3",
    "TV_v1.9",
)
SECOND_SHEETS = {"Avails_noErrors_v2.3_v1.7.2": "jake"}
"""Titles of a second sheet, which their library does not read."""


@pytest.mark.parametrize("name", READ_BY_MOVIELABS)
def test_a_real_workbook_says_what_movielabs_reads_in_it(name: str, shared_data: Path) -> None:
    samples = shared_data / "samples"
    theirs = Counter(map(_money_as_numbers, told_by_movielabs(samples / "ema-oracle" / f"{name}.xml")))
    ours = Counter(map(_money_as_numbers, told_by_us(samples / "ema-xlsx" / f"{name}.xlsx")))
    other = SECOND_SHEETS.get(name)
    ours = Counter({row: count for row, count in ours.items() if other is None or other not in row[0]})
    assert sum(theirs.values()) > 5
    assert ours == theirs


def _money_as_numbers(row: tuple[str, ...]) -> tuple[str, ...]:
    first = len(row) - len(TERMS)
    return tuple(
        f"{float(cell):g}" if index >= first and cell.replace(".", "", 1).isdigit() else cell
        for index, cell in enumerate(row)
    )
