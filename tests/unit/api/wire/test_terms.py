"""The terms of a transaction, in the spellings and oddities that a service may show."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pvsync.api.wire.terms import take_terms, write_terms
from pvsync.errors import AnswerUnreadable
from pvsync.model.money import Money
from pvsync.model.terms import TERMS

WSP = {"_termName": "WSP", "Money": {"value": Decimal("6.99"), "_currency": "USD"}}
PRICE = Money("USD", Decimal("6.99"))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def taken(*terms: Any, spelling: str = "Terms") -> tuple[Any, Any, Any]:
    row: dict[str, Any] = {spelling: list(terms)}
    channel, found = take_terms(row, noon)
    return channel, found, row


def test_terms_are_written_in_the_order_of_the_sample_with_the_channel_first() -> None:
    values: dict[str, Any] = {
        "exclusive": True,
        "rental": "PT720H",
        "category": "sub",
        "download": "Yes",
        "wsp": PRICE,
    }
    written = write_terms("mgm", values, None)
    names = [term["_termName"] for term in written]
    assert names == ["ChannelIdentity", "Category", "WSP", "Download", "RentalDuration", "Exclusive"]
    assert names[1:] == [TERMS[name].wire for name in TERMS if name in values]


@pytest.mark.parametrize("spelling", ["Terms", "Term"])
def test_both_spellings_are_read(spelling: str) -> None:
    channel = {"_termName": "ChannelIdentity", "Text": "mgm"}
    assert taken(channel, WSP, spelling=spelling) == ("mgm", {"wsp": PRICE}, {})


def test_one_term_without_its_array() -> None:
    row: dict[str, Any] = {"Term": WSP}
    assert take_terms(row, noon) == (None, {"wsp": PRICE})
    assert row == {}


def test_both_spellings_at_once() -> None:
    row: dict[str, Any] = {"Terms": [WSP], "Term": [{"_termName": "Tier", "Text": "A"}]}
    assert take_terms(row, noon) == (None, {"wsp": PRICE, "tier": "A"})


@pytest.mark.parametrize(
    ("term", "ours"),
    [
        ({"_termName": "Download", "Text": "true"}, {"download": "Yes"}),
        ({"_termName": "Download", "Text": "Offline only"}, {"download": "Offline only"}),
        ({"_termName": "Exclusive", "Boolean": "Yes"}, {"exclusive": True}),
        ({"_termName": "RentalDuration", "Duration": "P30D"}, {"rental": "PT720H"}),
        ({"_termName": "WatchDuration", "Duration": "P1M"}, {"watch": "P1M"}),
        (
            {"_termName": "AnnounceDate", "Event": "2026-03-01T09:00:00+01:00"},
            {"announce": datetime(2026, 3, 1, 8, tzinfo=UTC)},
        ),
        (
            {"_termName": "SuppressionLiftDate", "Event": "2026-03-01"},
            {"suppression_lift": noon(date(2026, 3, 1))},
        ),
    ],
    ids=str,
)
def test_one_spelling_for_equal_meaning(term: dict[str, Any], ours: dict[str, Any]) -> None:
    assert taken(term) == (None, ours, {})


@pytest.mark.parametrize(
    "term",
    [
        {"_termName": "Bonus", "Text": "x"},
        {"_termName": "WSP", "Text": "6.99"},
        {"_termName": "WSP"},
        {"_termName": "AnnounceDate", "Event": "soon"},
        {"_termName": "Exclusive", "Boolean": "perhaps"},
        {"_termName": 5, "Text": "x"},
        {"Text": "x"},
    ],
    ids=str,
)
def test_a_term_that_is_not_understood_stays_whole(term: dict[str, Any]) -> None:
    assert taken(term, WSP | {"_termName": "SRP"}) == (None, {"srp": PRICE}, {"Terms": [term]})
    assert write_terms(None, {}, [term]) == [term]


def test_members_beside_the_value_are_kept_and_joined() -> None:
    channel, found, row = taken(WSP | {"_id": 1})
    assert row == {"Terms": [{"_termName": "WSP", "_id": 1}]}
    assert write_terms(channel, found, row["Terms"]) == [WSP | {"_id": 1}]


def test_the_second_of_two_stays() -> None:
    other = {"_termName": "WSP", "Money": {"value": 5, "_currency": "CAD"}}
    channel, found, row = taken(WSP, other)
    assert (found, row) == ({"wsp": PRICE}, {"Terms": [other]})
    assert write_terms(channel, found, row["Terms"]) == [WSP, other]


def test_two_that_could_not_be_told_apart_are_refused() -> None:
    with pytest.raises(AnswerUnreadable, match="WSP is given twice"):
        taken(WSP, {"_termName": "WSP", "_id": 1})


@pytest.mark.parametrize("value", ["x", [5], None], ids=str)
def test_terms_in_another_shape_stay(value: Any) -> None:
    row = {"Terms": value}
    assert take_terms(row, noon) == (None, {})
    assert row == {"Terms": value}


def test_an_empty_channel_is_none() -> None:
    assert taken({"_termName": "ChannelIdentity", "Text": ""})[0] is None
