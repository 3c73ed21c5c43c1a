"""The documented reasons to refuse a box set or a collection."""

from typing import Any

import pytest
from unit.emulator.partner import LINES, Partner, a_bundle, a_row, an_avail, said, wsp

from pvsync.emulator.checks import findings
from pvsync.emulator.submission import submit
from pvsync.emulator.switches import settle
from pvsync.emulator.wire import Number

BUNDLES = ["Series", "Collection"]


def maxed(**members: Any) -> dict[str, Any]:
    return a_row(FormatProfile={"value": "Max"}, **members)


@pytest.mark.parametrize("work_type", BUNDLES)
def test_a_bundle_as_it_should_be_is_taken(work_type: str) -> None:
    assert said(a_bundle(work_type=work_type)) == []
    assert said(a_bundle(maxed(RetailerSpare1="0"), work_type=work_type)) == []
    assert said(a_bundle(maxed(RetailerSpare1=Number("100")), work_type=work_type)) == []


@pytest.mark.parametrize("work_type", BUNDLES)
def test_formats_are_one_even_where_windows_are_apart(work_type: str) -> None:
    rows = (
        a_row("one", Start="2026-01-01", End="2026-06-30"),
        a_row("two", Start="2026-07-01", End="2026-12-31", FormatProfile={"value": "UHD"}),
    )
    assert said(a_bundle(*rows, work_type=work_type)) == [
        "the avails of a bundle have several FormatProfiles: HD, UHD"
    ]
    assert said(an_avail(*rows)) == []


@pytest.mark.parametrize("work_type", BUNDLES)
@pytest.mark.parametrize("value", ["thirty", "30%", "", "-1", "101", True, {}])
def test_a_discount_is_a_number_up_to_a_hundred(work_type: str, value: Any) -> None:
    assert said(a_bundle(maxed(RetailerSpare1=value), work_type=work_type)) == [
        "Transaction[0].RetailerSpare1 is not a number from 0 to 100"
    ]


def test_the_discount_of_a_box_set_is_whole() -> None:
    row = maxed(RetailerSpare1="12.5")
    assert said(a_bundle(row, work_type="Series")) == ["Transaction[0].RetailerSpare1 has decimals"]
    assert said(a_bundle(row, work_type="Collection")) == []
    assert said(an_avail(a_row(RetailerSpare1="x"))) == []


@pytest.mark.parametrize("work_type", BUNDLES)
@pytest.mark.parametrize(
    "terms",
    [
        [],
        [{"_termName": "Tier", "Text": "1"}],
        [{"_termName": "WSP", "Text": "10.49"}],
        [{"_termName": "SRP", "Money": {"value": "ten"}}],
    ],
)
def test_a_bundle_has_a_price(work_type: str, terms: Any) -> None:
    assert said(a_bundle(maxed(Terms=terms), work_type=work_type)) == [
        "Transaction[0] has neither WSP nor SRP with an amount"
    ]


def test_one_price_is_enough_in_either_spelling_of_terms() -> None:
    row = maxed(Terms=[], Term=[{"_termName": "SRP", "Money": {"value": 9, "_currency": "USD"}}])
    assert said(a_bundle(row, work_type="Series")) == []


@pytest.mark.parametrize("count", [None, 0, "00", "", "two", "1.5", True])
def test_a_box_set_counts_its_seasons(count: Any) -> None:
    metadata = {"SeriesContentID": "A-1", "NumberOfSeasons": count}
    avail = a_bundle(work_type="Series", Asset=[{"WorkType": "Series", "SeriesMetadata": metadata}])
    assert said(avail) == ["Asset[0].SeriesMetadata.NumberOfSeasons is not a number above zero"]


def test_a_box_set_is_its_series() -> None:
    metadata = {"SeriesContentID": "ELSE", "NumberOfSeasons": 1}
    avail = a_bundle(work_type="Series", Asset=[{"WorkType": "Series", "SeriesMetadata": metadata}])
    assert said(avail) == ["Asset[0].SeriesMetadata.SeriesContentID is not the ALID"]


@pytest.mark.parametrize("members", [(), ("M-1",), ("M-1", "M-1"), ("M-1", " ")])
def test_a_collection_has_at_least_two_members(members: tuple[str, ...]) -> None:
    assert said(a_bundle(work_type="Collection", members=members)) == [
        "Asset[0].BundledAsset names fewer than two titles"
    ]


def test_members_are_those_of_the_collection_that_is_held(partner: Partner) -> None:
    assert partner.put(a_bundle(work_type="Collection")).status_code == 200
    turned = a_bundle(work_type="Collection", members=("M-2", "M-1"))
    assert partner.put(turned).status_code == 200
    other = a_bundle(maxed(Territory=[{"country": "CA"}]), work_type="Collection", members=("M-1", "M-3"))
    answer = partner.put(other)
    assert answer.status_code == 400
    assert answer.json()["message"] == (
        "Asset[0].BundledAsset differs from the existing collection: its titles cannot be changed"
    )
    assert partner.validate(other).status_code == 400


def test_what_was_held_as_something_else_says_nothing_about_members() -> None:
    submission = submit(a_bundle(work_type="Collection"), "A-1", LINES, settle({}))
    assert findings(submission.beside((an_avail(), an_avail(work_type="Collection")))) == []


def test_a_work_type_that_is_no_text() -> None:
    avail = a_bundle(work_type="Series")
    avail["Asset"].append({"WorkType": 5})
    assert said(avail) == []
    assert wsp()[0]["_termName"] == "WSP"
