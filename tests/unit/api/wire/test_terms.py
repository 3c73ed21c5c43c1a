"""The terms of a transaction, in the spellings and oddities that a service may show."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

import pytest

from pvsync.api.wire.terms import take_terms, write_terms
from pvsync.errors import AnswerUnreadable
from pvsync.model.money import Money
from pvsync.model.normal import canonical_json
from pvsync.model.terms import TERMS
from pvsync.model.transaction import Unclear

WSP = {"_termName": "WSP", "Money": {"value": Decimal("6.99"), "_currency": "USD"}}
PRICE = Money("USD", Decimal("6.99"))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def taken(*terms: Any, spelling: str = "Terms") -> tuple[Any, Any, Any]:
    row: dict[str, Any] = {spelling: list(terms)}
    channel, found = take_terms(row, noon, {})
    return channel, found, row


def test_terms_are_written_in_the_order_of_the_sample_with_the_channel_first() -> None:
    values: dict[str, Any] = {
        "exclusive": True,
        "rental": "PT720H",
        "category": "sub",
        "download": "Yes",
        "wsp": PRICE,
    }
    written = write_terms("mgm", values)
    names = [term["_termName"] for term in written]
    assert names == ["ChannelIdentity", "Category", "WSP", "Download", "RentalDuration", "Exclusive"]
    assert names[1:] == [TERMS[name].wire for name in TERMS if name in values]


@pytest.mark.parametrize("spelling", ["Terms", "Term"])
def test_both_spellings_are_read(spelling: str) -> None:
    channel = {"_termName": "ChannelIdentity", "Text": "mgm"}
    assert taken(channel, WSP, spelling=spelling) == ("mgm", {"wsp": PRICE}, {})


def test_one_term_without_its_array() -> None:
    row: dict[str, Any] = {"Term": WSP}
    assert take_terms(row, noon, {}) == (None, {"wsp": PRICE})
    assert row == {}


def test_both_spellings_at_once() -> None:
    row: dict[str, Any] = {"Terms": [WSP], "Term": [{"_termName": "Tier", "Text": "A"}]}
    assert take_terms(row, noon, {}) == (None, {"wsp": PRICE, "tier": "A"})


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


def unclear(*terms: Any) -> dict[str, str]:
    found: dict[str, Unclear] = {}
    row: dict[str, Any] = {"Terms": list(terms)}
    channel, values = take_terms(row, noon, found)
    assert (channel, values, row) == (None, {}, {})
    assert [entry for item in found.values() for entry in cast("list[Any]", item.wire["Terms"])] == list(
        terms
    )
    return {name: item.text for name, item in found.items()}


def test_a_term_whose_name_nobody_knows_stays() -> None:
    term = {"_termName": "Bonus", "Text": "x"}
    assert taken(term, WSP) == (None, {"wsp": PRICE}, {"Terms": [term]})


@pytest.mark.parametrize(
    "term",
    [
        {"_termName": "WSP", "Text": "6.99"},
        {"_termName": "WSP"},
        {"_termName": "wsp", "Money": WSP["Money"]},
        WSP | {"_id": 1},
        *(
            {"_termName": "WSP", "Money": {"value": value, "_currency": "USD"}}
            for value in ("9,99", "NaN", "", True, None, [], "1e3")
        ),
        {"_termName": "WSP", "Money": {"value": "9.99", "_currency": "XXX"}},
        {"_termName": "WSP", "Money": {"value": "9.99", "_currency": ["USD"]}},
        {"_termName": "WSP", "Money": {"value": "9.99", "_currency": "USD", "_taxIncluded": "Yes"}},
        {"_termName": "AnnounceDate", "Event": "soon"},
        {"_termName": "Exclusive", "Boolean": "perhaps"},
        {"_termName": "Tier", "Text": 5},
        {"_termName": "RentalDuration", "Duration": "48 hours"},
        {"_termName": "RentalDuration", "Duration": "PT"},
    ],
    ids=str,
)
def test_a_known_term_that_cannot_be_typed_is_unclear(term: dict[str, Any]) -> None:
    ((name, text),) = unclear(term).items()
    assert name == next(
        one.name for one in TERMS.values() if one.wire.casefold() == term["_termName"].casefold()
    )
    assert text == f"not understood: {canonical_json(term)}"


def test_two_terms_of_one_name_are_unclear_and_neither_is_taken() -> None:
    other = {"_termName": "WSP", "Money": {"value": 5, "_currency": "CAD"}}
    assert unclear(WSP, other) == {"wsp": "two prices named WSP: 6.99 USD and 5.00 CAD"}
    assert unclear(WSP, WSP) == {"wsp": "two prices named WSP: 6.99 USD and 6.99 USD"}
    assert unclear(WSP, {"_termName": "WSP", "_id": 1})["wsp"].startswith("not understood: ")


@pytest.mark.parametrize(
    "terms",
    [
        "x",
        [5],
        [{"Text": "x"}],
        [{"_termName": 5, "Text": "x"}],
        [{"_termName": "ChannelIdentity", "Text": 5}],
        [{"_termName": "ChannelIdentity", "Text": "a"}, {"_termName": "ChannelIdentity", "Text": "b"}],
    ],
    ids=str,
)
def test_terms_or_a_channel_that_cannot_be_told_are_not_read(terms: Any) -> None:
    with pytest.raises(AnswerUnreadable, match=r"`Terms` is not a list|the channel is"):
        take_terms({"Terms": terms}, noon, {})


def test_an_empty_channel_is_none() -> None:
    assert taken({"_termName": "ChannelIdentity", "Text": ""})[0] is None
