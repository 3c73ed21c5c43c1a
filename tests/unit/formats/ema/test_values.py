"""What cells mean, and what is said of those that mean nothing."""

from datetime import date, datetime
from typing import Any

import pytest

from pvsync.formats.ema import values


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 1, 15), "2026-01-15"),
        (datetime(2026, 1, 15), "2026-01-15"),  # noqa: DTZ001 - as a cell is
        (datetime(2026, 1, 15, 5, 30), "2026-01-15T05:30:00Z"),  # noqa: DTZ001
        ("2026-01-15", "2026-01-15"),
        ("2026-01-15T05:30:00", "2026-01-15T05:30:00Z"),
        ("2026-01-15 05:30", "2026-01-15T05:30:00Z"),
        ("2026-01-15T00:30:00-05:00", "2026-01-15T05:30:00Z"),
    ],
)
def test_a_day_stays_a_day_and_a_time_is_in_utc(value: Any, text: str) -> None:
    assert values.moment(value) == (text, None)


@pytest.mark.parametrize("value", ["01/15/2026", "2026-02-30", "TBD", True, 3.5])
def test_what_is_no_date_is_handed_on_and_said(value: Any) -> None:
    text, doubt = values.moment(value)
    assert doubt is not None
    assert text in doubt.message


def test_a_date_that_lost_its_format_is_named() -> None:
    text, doubt = values.moment(46037.0)
    assert text == "46037"
    assert doubt is not None
    assert "2026-01-15" in doubt.hint


def test_only_an_end_can_be_open() -> None:
    assert values.moment("Open", is_end=True) == ("open", None)
    assert values.moment("Open")[1] is not None


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [("6.9", "USD", "6.90 USD"), ("10", "EUR", "10.00 EUR"), ("480", "JPY", "480 JPY")],
)
def test_money_is_exact(text: str, currency: str, amount: str) -> None:
    assert values.amount(text, currency) == (amount, None)


@pytest.mark.parametrize(
    ("text", "currency"), [("6,99", "EUR"), ("$6.99", "USD"), ("6.999", "USD"), ("4.5", "JPY")]
)
def test_what_is_no_amount_is_said(text: str, currency: str) -> None:
    amount, doubt = values.amount(text, currency)
    assert amount == f"{text} {currency}"
    assert doubt is not None


@pytest.mark.parametrize(
    ("value", "text"), [(720.0, "PT720H"), ("48", "PT48H"), ("36:30", "PT36H30M"), ("P30D", "PT720H")]
)
def test_lengths_are_hours(value: Any, text: str) -> None:
    assert values.duration(value) == (text, None)


def test_languages_of_a_list_each_with_its_track() -> None:
    assert values.languages("EN, FR, ES") == [("en", ""), ("fr", ""), ("es", "")]
    assert values.languages("es:subdub, EN:audio") == [("es", "subdub"), ("en", "audio")]
    assert values.languages("es-MX:dub") == [("es-MX", "audio")]
    assert values.languages("ES|DE", "sub") == [("es", "subtitle"), ("de", "subtitle")]
    assert values.languages("zh-hant-tw, es-419", "any") == [("zh-Hant-TW", ""), ("es-419", "")]


def test_yes_and_no_in_all_their_forms() -> None:
    assert [values.flag(word) for word in ("Yes", "T", "1", "TRUE", "n", "0", "maybe")] == [
        *("true",) * 4,
        *("false",) * 2,
        "maybe",
    ]
    assert [values.yes_no(word) for word in ("true", "N", "Maybe")] == ["Yes", "No", "Maybe"]


def test_licences_and_formats_are_spelled_as_the_catalog_has_them() -> None:
    assert values.license_type("est") == ("EST", None)
    assert values.format_profile("max") == ("Max", None)
    _, doubt = values.license_type("AVOD")
    assert doubt is not None
    assert "FVOD" in doubt.hint
    assert values.format_profile("3DHD")[1] is not None
