"""Each shape reads what it knows and nothing else."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pvsync.api.wire.shapes import (
    ALIAS,
    BOOLEAN,
    INTEGER,
    LANGUAGES,
    MONEY,
    TEXT,
    UNCLEAR,
    Shape,
    read_moment,
    yes_or_no,
)
from pvsync.model.money import Money
from pvsync.model.transaction import Language

USD = "USD"


def named(value: object) -> str:
    """A name that every run gives alike: functions have none of their own but their name."""
    return value.read.__name__ if isinstance(value, Shape) else str(value)


@pytest.mark.parametrize(
    ("shape", "wire", "ours"),
    [
        (TEXT, " as it is ", " as it is "),
        (ALIAS, ["Pilot"], "Pilot"),
        (ALIAS, "Pilot", "Pilot"),
        (INTEGER, 7, 7),
        (INTEGER, " 07 ", 7),
        (BOOLEAN, True, True),
        (BOOLEAN, "true", True),
        (BOOLEAN, " Yes", True),
        (BOOLEAN, "1", True),
        (BOOLEAN, False, False),
        (BOOLEAN, "NO", False),
        (BOOLEAN, "0", False),
        (MONEY, {"value": Decimal("6.90"), "_currency": USD}, Money(USD, Decimal("6.9"))),
        (MONEY, {"value": 7, "_currency": "JPY"}, Money("JPY", Decimal(7))),
        (MONEY, {"value": "6.99", "_currency": USD}, Money(USD, Decimal("6.99"))),
        (LANGUAGES, [{"value": "en-US"}, "fr"], (Language("en-US"), Language("fr"))),
        (LANGUAGES, {"value": "fr", "_asset": "audio"}, (Language("fr", "audio"),)),
        (LANGUAGES, [], ()),
    ],
    ids=named,
)
def test_what_a_shape_reads(shape: Shape, wire: Any, ours: Any) -> None:
    assert shape.read(wire) == ours


@pytest.mark.parametrize(
    ("shape", "wire"),
    [
        (TEXT, 5),
        (TEXT, None),
        (TEXT, ["x"]),
        (ALIAS, ["a", "b"]),
        (ALIAS, []),
        (ALIAS, [5]),
        (INTEGER, True),
        (INTEGER, Decimal("1.0")),
        (INTEGER, "one"),
        (INTEGER, "-1"),
        (INTEGER, "1" * 10),
        (BOOLEAN, 1),
        (BOOLEAN, "perhaps"),
        (BOOLEAN, None),
        (MONEY, 6),
        (MONEY, {"value": 6}),
        (MONEY, {"value": 6, "_currency": "usd"}),
        (MONEY, {"value": 6, "_currency": None}),
        (MONEY, {"value": True, "_currency": USD}),
        (MONEY, {"value": None, "_currency": USD}),
        (MONEY, {"value": "6,99", "_currency": USD}),
        (MONEY, {"value": "1e3", "_currency": USD}),
        (MONEY, {"value": "Infinity", "_currency": USD}),
        (MONEY, {"value": 6, "_currency": USD, "_more": 1}),
        (LANGUAGES, [5]),
        (LANGUAGES, None),
        (LANGUAGES, [{"value": "en", "_more": 1}]),
        (LANGUAGES, [{"value": "en", "_asset": ""}]),
        (LANGUAGES, [{"value": "en"}, {"_asset": "audio"}]),
    ],
    ids=named,
)
def test_what_a_shape_does_not_read(shape: Shape, wire: Any) -> None:
    assert shape.read(wire) is UNCLEAR


def test_what_is_written() -> None:
    assert ALIAS.write("Pilot") == ["Pilot"]
    assert MONEY.write(Money(USD, Decimal("6.90"))) == {"value": Decimal("6.90"), "_currency": USD}
    assert str(MONEY.write(Money(USD, Decimal("6.90")))["value"]) == "6.90"
    languages = (Language("en"), Language("fr", "audio"))
    assert LANGUAGES.write(languages) == [{"value": "en"}, {"value": "fr", "_asset": "audio"}]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("yes", "Yes"),
        ("TRUE", "Yes"),
        ("n", "No"),
        (" false ", "No"),
        ("Offline only", "Offline only"),
        ("1", "1"),
    ],
)
def test_yes_and_no_have_one_spelling(text: str, canonical: str) -> None:
    assert yes_or_no(text) == canonical


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-01T09:00:00Z", datetime(2026, 3, 1, 9, tzinfo=UTC)),
        ("2026-03-01T09:00:00+01:00", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("2026-03-01T09:00:00.5Z", datetime(2026, 3, 1, 9, 0, 0, 500000, tzinfo=UTC)),
        (" 2026-03-01 ", datetime(2026, 3, 1, 5, tzinfo=UTC)),
    ],
)
def test_moments(text: str, instant: datetime) -> None:
    assert read_moment(text, midnight) == instant


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Open",
        "2026-03-01T09:00:00",
        "2026-02-30",
        "20260301",
        "2026-W09-1",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "01/03/2026",
        20260302,
        None,
    ],
    ids=str,
)
def test_what_is_no_moment(value: Any) -> None:
    assert read_moment(value, midnight) is UNCLEAR
