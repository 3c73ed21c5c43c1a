"""The lines of a box set or a collection."""

from typing import Any

import pytest
from unit.emulator.partner import a_bundle, a_row, an_avail, said, wsp

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


@pytest.mark.parametrize(
    ("second", "amount", "words"),
    [
        ("UHD", "10.49", "different FormatProfiles at the same price"),
        ("HD", "9.49", "the same FormatProfile at different prices"),
        ("HD", "10.49", "the same FormatProfile at the same price"),
        ("UHD", "9.49", "different FormatProfiles at different prices"),
    ],
)
@pytest.mark.parametrize("work_type", BUNDLES)
def test_windows_that_overlap_are_named_with_formats_and_prices(
    work_type: str, second: str, amount: str, words: str
) -> None:
    rows = (a_row("one"), a_row("two", FormatProfile={"value": second}, Terms=wsp(amount)))
    first, *more = said(a_bundle(*rows, work_type=work_type))
    assert first == f"Transaction[0] and Transaction[1] of a bundle overlap with {words}: EST in US"
    assert bool(more) is (second == "UHD")


@pytest.mark.parametrize("work_type", BUNDLES)
def test_a_bundle_is_sold_to_own(work_type: str) -> None:
    assert said(a_bundle(maxed(LicenseType="VOD"), work_type=work_type)) == [
        "Transaction[0].LicenseType VOD is not EST, as that of a bundle must be"
    ]


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


def test_a_work_type_that_is_no_text() -> None:
    avail = a_bundle(work_type="Series")
    avail["Asset"].append({"WorkType": 5})
    assert said(avail) == []
    assert wsp()[0]["_termName"] == "WSP"
