"""Single values: what is taken, and what is said of what is not."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pvsync.catalog import scalars
from pvsync.catalog.price_scalars import Price
from pvsync.catalog.scalars import in_short, nearest, suggestion
from pvsync.model.money import Money, minor_units


def take(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def said(kind: Any, value: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        take(kind, value)
    context = refused.value.errors()[0]["ctx"]
    return context["message"], context["hint"]


KINDS = [
    *(
        scalars.Text,
        scalars.AlidText,
        scalars.Whole,
        scalars.Count,
        scalars.Flag,
        scalars.Moment,
        scalars.Day,
    ),
    *(
        scalars.End,
        Price,
        scalars.DurationText,
        scalars.YesNo,
        scalars.Territory,
        scalars.LicenseText,
    ),
    *(scalars.FormatText, scalars.ContractText, scalars.AssetText, scalars.Ecosystem, scalars.LanguageTag),
]
written = st.one_of(
    st.text(max_size=12),
    st.text("0123456789-:.TZ+ ", max_size=25),
    st.lists(st.text(max_size=2), max_size=2),
    st.dictionaries(st.text(max_size=2), st.text(max_size=2), max_size=2),
)


@given(st.sampled_from(KINDS), written)
@settings(max_examples=500)
def test_any_value_is_taken_or_refused_in_words_of_ours(kind: Any, value: Any) -> None:
    try:
        take(kind, value)
    except ValidationError as error:
        (details,) = error.errors()
        assert details["type"] == "pvsync"
        assert details["ctx"]["message"]
        assert details["ctx"]["hint"]


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["USD", "JPY", "KWD"]))
def test_a_price_has_no_more_decimals_than_its_currency(amount: Decimal, currency: str) -> None:
    places = minor_units(currency)
    short = f"{amount:.{places}f} {currency}"

    assert take(Price, short) == Money.parse(short)
    assert said(Price, f"{amount:.{places + 1}f} {currency}")[1] == "round it to what a customer can pay"


@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)))
def test_a_day_is_the_day_that_is_written(day: date) -> None:
    for kind in (scalars.Day, scalars.Moment, scalars.End):
        assert take(kind, f" {day} ") == day


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (scalars.Text, " NO ", "NO"),
        (scalars.Whole, "0", 0),
        (scalars.Count, "8", 8),
        (scalars.Flag, "Yes", True),
        (scalars.Flag, "FALSE", False),
        (scalars.YesNo, "true", "Yes"),
        (scalars.YesNo, "no", "No"),
        (scalars.YesNo, "Conditional", "Conditional"),
        (scalars.End, "Open", "open"),
        (scalars.Moment, "2026-01-15T05:00:00Z", datetime(2026, 1, 15, 5, tzinfo=UTC)),
        (scalars.Moment, "2026-01-15T05:00:00+05:00", datetime(2026, 1, 15, tzinfo=UTC)),
        (Price, "0 USD", Money("USD", Decimal(0))),
        (scalars.DurationText, "p30d", "PT720H"),
        (scalars.Territory, "DACH", "DACH"),
        (scalars.FormatText, "4K", "4K"),
        (scalars.LanguageTag, "zh-Hant-TW", "zh-Hant-TW"),
    ],
)
def test_what_is_taken(kind: Any, text: str, value: Any) -> None:
    assert take(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "value", "message", "hint"),
    [
        (scalars.Text, "", "nothing is written where a text belongs", "write a text, or remove the key"),
        (scalars.Text, [], "a list stands where a text belongs", "write a text without brackets or dashes"),
        (scalars.Text, {}, "a group of keys stands where a text belongs", "write a text on one line"),
        (scalars.Whole, "08", "`08` is not a whole number", "write digits only, without a leading zero: `8`"),
        (scalars.Count, "0", "this must be at least 1", "write a number above zero: `8`"),
        (
            scalars.Day,
            "2026-02-30",
            "there is no day 2026-02-30",
            "write year-month-day with a day of that month: `2026-02-28`",
        ),
        (
            scalars.Day,
            "2026-01-15T05:00:00Z",
            "`2026-01-15T05:00:00Z` is not a day",
            "write year-month-day: `2026-01-15`",
        ),
        (
            scalars.End,
            "9999-12-31",
            "the year of `9999-12-31` is out of range",
            "write a year from 1900 to 9998: the day that the licence states",
        ),
        (
            scalars.Moment,
            "2026-01-15T05:00:00.5Z",
            "`2026-01-15T05:00:00.5Z` has parts of a second",
            "write whole seconds: `2026-01-15T05:00:00Z`",
        ),
        (Price, "6.99", "`6.99` is not a price", "add the currency: `6.99 USD`"),
        (Price, "6,99 eur", "`6,99 eur` is not a price", "did you mean `6.99 EUR`?"),
        (
            Price,
            "1,299 USD",
            "`1,299 USD` is not a price",
            "write a point before the decimals and the currency after: `6.99 USD`",
        ),
        (Price, "-1 USD", "`-1 USD` is below zero", "write a price of zero or more"),
        (scalars.FormatText, "uhd", "`uhd` is not a format", "did you mean `UHD`?"),
        (scalars.ContractText, "flat", "`flat` is not a contract", "one of: `CPH`, `FIXED_FEE`"),
        (
            scalars.LanguageTag,
            "fr:audio",
            "`fr:audio` is not a language tag",
            "write it as in BCP 47: `en-US`; for one asset only, `{tag: en-US, asset: subtitle}`",
        ),
    ],
)
def test_what_is_said(kind: Any, value: Any, message: str, hint: str) -> None:
    assert said(kind, value) == (message, hint)


def test_the_nearest_word_whatever_its_case() -> None:
    assert nearest("teritories", ["territories", "formats"]) == "territories"
    assert nearest("EST", ["est"]) == "est"
    assert nearest("xyz", ["territories"]) is None


def test_a_suggestion_is_the_nearest_or_the_first_of_all() -> None:
    many = [f"word{number}" for number in range(10)]
    assert suggestion("wrod1", many, what="words") == "did you mean `word1`?"
    assert suggestion("?", many, what="words").endswith("`word7`, ...")
    assert suggestion("?", ["a", "b"], what="words") == "words: `a`, `b`"
    assert suggestion("?", [], what="words") == "there are no words yet"


def test_long_texts_are_shown_in_short() -> None:
    assert in_short("x" * 80) == "x" * 80
    assert in_short("x" * 81) == "x" * 80 + "..."
