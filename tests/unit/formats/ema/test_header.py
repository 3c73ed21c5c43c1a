"""Columns are found by name, and versions by what came and went."""

from typing import Any

import pytest

from pvsync.diagnostics import Finding
from pvsync.formats.ema.header import is_header, known_name, read_header

MOVIES_1_6 = [
    "DisplayName",
    "StoreLanguage",
    "Territory",
    "WorkType",
    "EntryType",
    "LicenseType",
    "FormatProfile",
    "Start",
    "End",
]


def header(names: list[Any], third: Any = "") -> tuple[Any, list[Finding]]:
    found: list[Finding] = []
    return read_header("a.xlsx#Movies", [[], names, [third]], found.append), found


@pytest.mark.parametrize(
    ("names", "third", "version"),
    [
        (MOVIES_1_6, "", "1.6"),
        (["ALID", "ContentID"], "", "1.7"),
        (["ALID", "AltID"], "", "1.7.2"),
        (["ALID", "EpisodeAltID"], "", "1.7.2"),
        (["ALID", "AltID", "Director"], "", "1.7.3"),
        (["ALID", "StoreType"], "", "1.8"),
        (["ALID", "AltID"], 1.8, "1.8"),
        (["ALID", "AltID"], "1.9", "1.9"),
        (["ALID", "TPRType"], "", "1.9"),
    ],
)
def test_the_version_is_told_by_its_columns(names: list[str], third: Any, version: str) -> None:
    assert header(names, third)[0].version == version


def test_other_spellings_are_the_same_column() -> None:
    found, findings = header([" BundledALIDs ", "GroupID", "Price currency", "alid"])
    assert dict(found.columns) == {"BundleALIDs": 1, "GroupIdentity": 2, "PriceCurrency": 3, "ALID": 4}
    assert findings == []
    assert known_name("VolumeDistributinoNumber") == "VolumeDistributionNumber"


def test_a_column_that_stands_twice_counts_once() -> None:
    found, findings = header(["ALID", "Start", "Start"])
    assert found.columns["Start"] == 2
    assert [str(finding.place) for finding in findings] == ["a.xlsx#Movies!C2"]


@pytest.mark.parametrize(
    "around",
    [("FormatProfile", "Start", "PriceType"), ("FormatProfile", "Start", "SpecialPreOrderFulfillDate")],
)
def test_a_letter_where_the_end_belongs_is_the_end(around: tuple[str, str, str]) -> None:
    """As a real workbook of 1.6 has it."""
    names = ["Territory", *around[:2], "I", around[2]]
    found, findings = header(names)
    assert found.columns["End"] == 4
    assert [str(finding.place) for finding in findings] == ["a.xlsx#Movies!D2"]
    assert "`I`" in findings[0].message
    assert "`End`" in findings[0].hint


def test_nothing_is_guessed_where_the_neighbors_are_others_or_the_column_is_there() -> None:
    assert "End" not in header(["FormatProfile", "I", "PriceType"])[0].columns
    assert "End" not in header(["Start", "I"])[0].columns
    assert header(["End", "Start", "I", "PriceType"])[0].columns["End"] == 1


def test_a_head_has_most_of_what_every_version_has() -> None:
    assert is_header(list(MOVIES_1_6))
    assert not is_header(["Item", "Instructions", "Good", "Bad"])
