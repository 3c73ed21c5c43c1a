"""EMA over EMA: what was added, changed and removed, by territory."""

from pathlib import Path
from typing import Any

import pytest
from sheets import EPISODE, a_row, a_workbook

from pvsync.formats.ema.columns import Tab
from pvsync.formats.ema.compare import compare, of_rows
from pvsync.formats.ema.rows import Titles
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.model.comparison import Comparison, Fate
from pvsync.model.progress import Silent


def side(folder: Path, name: str, *rows: dict[str, Any]) -> Titles:
    return read_workbooks([a_workbook(folder / f"{name}.xlsx", *rows)], Silent()).titles


def compared(folder: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Comparison:
    return compare(side(folder, "old", *old), side(folder, "new", *new), ("old.xlsx", "new.xlsx"))


def test_the_same_is_unchanged_whatever_its_order_and_spelling(tmp_path: Path) -> None:
    canada = a_row(Territory="CA", PriceCurrency="CAD")
    found = compared(
        tmp_path, [a_row(), canada], [canada, a_row(LicenseType="est", PriceValue="6.990", AvailID="a1")]
    )
    assert found.differences == ()
    assert found.counts == {"US": {Fate.UNCHANGED: 1}, "CA": {Fate.UNCHANGED: 1}}


def test_each_fate_by_territory(tmp_path: Path) -> None:
    old = [a_row(), a_row(Territory="CA", PriceCurrency="CAD"), a_row(FormatProfile="UHD")]
    new = [
        a_row(End="2030-12-31", PriceValue=5.99),
        a_row(Territory="GB", PriceCurrency="GBP"),
        a_row(FormatProfile="UHD"),
    ]
    found = compared(tmp_path, old, new)
    assert [(one.territory, one.fate, one.offer) for one in found.differences] == [
        ("CA", Fate.REMOVED, "EST HD"),
        ("GB", Fate.ADDED, "EST HD"),
        ("US", Fate.CHANGED, "EST HD"),
    ]
    changed = found.differences[2]
    assert [(field.name, field.before, field.after) for field in changed.fields] == [
        ("end", "2031-01-14", "2030-12-31"),
        ("wsp", "6.99 USD", "5.99 USD"),
    ]
    assert (changed.before, changed.after) == ("old.xlsx#Template-Movies!A4", "new.xlsx#Template-Movies!A4")
    assert found.total == {Fate.REMOVED: 1, Fate.CHANGED: 1, Fate.ADDED: 1, Fate.UNCHANGED: 1}


def test_windows_are_paired_by_their_start_and_a_moved_start_is_a_change(tmp_path: Path) -> None:
    first, second = a_row(End="2026-12-31"), a_row(Start="2027-02-01")
    found = compared(tmp_path, [first, second], [a_row(Start="2027-03-01"), first])
    (one,) = found.differences
    assert one.fate is Fate.CHANGED
    assert [(field.name, field.before, field.after) for field in one.fields] == [
        ("start", "2027-02-01", "2027-03-01")
    ]


def test_a_full_delete_takes_the_offer_out(tmp_path: Path) -> None:
    found = compared(tmp_path, [a_row()], [a_row(EntryType="Full Delete")])
    assert [(one.fate, one.offer) for one in found.differences] == [
        (Fate.REMOVED, "EST HD"),
        (Fate.ADDED, "Full Delete"),
    ]


def test_a_new_name_is_a_change_of_every_offer(tmp_path: Path) -> None:
    (one,) = compared(tmp_path, [a_row()], [a_row(TitleInternalAlias="Heat Haze II")]).differences
    assert [field.name for field in one.fields] == ["title: TitleInternalAlias"]


def test_rows_of_an_export_are_a_side_like_any_other(tmp_path: Path) -> None:
    rows = [a_row(PriceValue="6.99"), a_row(PriceValue="6.99", Territory="CA", PriceCurrency="CAD")]
    found = compare(side(tmp_path, "old", a_row()), of_rows(rows, "catalog"), ("old.xlsx", "catalog"))
    assert [(one.territory, one.fate) for one in found.differences] == [("CA", Fate.ADDED)]


def test_titles_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    assert compared(tmp_path, [a_row()], [a_row(), a_row(ALID=None)]).unread == 1


def test_languages_are_shown_with_their_tracks(tmp_path: Path) -> None:
    old = a_row(AssetLanguage="en, fr:sub", AllowedLanguages="en")
    (one,) = compared(
        tmp_path, [old], [{**old, "AssetLanguage": "en", "AllowedLanguages": "en, fr"}]
    ).differences
    assert [(field.name, field.before, field.after) for field in one.fields] == [
        ("languages", "asset en, fr:subtitle", "asset en"),
        ("languages.allowed", "en", "en, fr"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ({"AltID": "HEATHAZE-2024"}, {"AltID": None}, []),
        ({"ContentID": None}, {"ContentID": "HEATHAZE-2024"}, []),
        ({"ContentID": "C", "AltID": "C"}, {"ContentID": "C"}, []),
        ({"AltID": "OTHER"}, {"AltID": None}, ["title: AltID"]),
        ({"ContentID": "C"}, {"ContentID": "D"}, ["title: ContentID"]),
    ],
)
def test_an_id_that_only_repeats_another_is_no_difference(
    old: dict[str, Any], new: dict[str, Any], names: list[str], tmp_path: Path
) -> None:
    found = compared(tmp_path, [a_row(**old)], [a_row(**new)])
    assert [field.name for one in found.differences for field in one.fields] == names


def test_a_season_s_ids_are_compared_in_the_rows_of_its_episodes(tmp_path: Path) -> None:
    def read(name: str, **changes: Any) -> Titles:
        return read_workbooks(
            [a_workbook(tmp_path / f"{name}.xlsx", a_row(EPISODE, **changes), tab=Tab.TV)], Silent()
        ).titles

    plain = read("a")
    same = compare(plain, read("b", SeasonAltID="ASB-S1", SeriesAltID="ASB"), ("a", "b"))
    assert same.differences == ()
    other = compare(plain, read("c", SeasonAltID="X"), ("a", "c"))
    assert [field.name for field in other.differences[0].fields] == ["title: SeasonAltID"]
