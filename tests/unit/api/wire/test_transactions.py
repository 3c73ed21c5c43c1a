"""One transaction, in the oddities that a service may show."""

from datetime import UTC, datetime
from typing import Any

import pytest
from builders import a_transaction, a_window

from pvsync.api.wire.transactions import Conventions, read_transaction, write_transaction
from pvsync.errors import AnswerUnreadable
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window
from pvsync.model.zones import Zones

TVOD = Scope("X", "US", BusinessLine.TVOD)
PRIME = Scope("X", "US", BusinessLine.PRIME_SUBSCRIPTION)
CHANNELS = Scope("X", "US", BusinessLine.CHANNELS)
EST = {"LicenseType": "EST", "Territory": [{"country": "US"}], "FormatProfile": {"value": "HD"}}
SVOD = EST | {"LicenseType": "SVOD"}
CONVENTIONS = Conventions(benefits={"amc_own": "Prime"})


def read(scope: Scope = TVOD, **changes: Any) -> Transaction:
    return read_transaction(scope, EST | changes, CONVENTIONS)


def test_there_and_back() -> None:
    transaction = a_transaction(id="t1", contract="CPH", license_rights="DAB", other_terms="x")
    wire = write_transaction(transaction)
    assert wire["Start"] == "2026-05-22T12:00:00Z"
    assert wire["OtherTerms"] == "x"
    assert read_transaction(TVOD, wire, CONVENTIONS) == transaction


def test_only_the_scopes_own_territory_is_read() -> None:
    transaction = read(Territory=[{"country": "CA"}, {"country": "US", "_x": 1}])
    assert transaction.territory == "US"
    assert (
        transaction.unclear["territory"].text == 'not understood: [{"country":"CA"},{"_x":1,"country":"US"}]'
    )
    wide = read(Territory=[{"country": "US"}, {"country": "CA"}])
    assert wide.unclear["territory"].text == "US, CA in one transaction"
    assert write_transaction(wide)["Territory"] == [{"country": "US"}]
    assert write_transaction(transaction)["Territory"] == [{"country": "US", "_x": 1}]


@pytest.mark.parametrize(
    "territory", [None, [], [{"country": "CA"}], ["US"], "US", [{"country": "us"}]], ids=str
)
def test_another_territory_is_another_scope(territory: Any) -> None:
    with pytest.raises(AnswerUnreadable, match="does not name US"):
        read(Territory=territory)


@pytest.mark.parametrize("license_type", [None, 5, ""])
def test_without_a_licence_type_nothing_is_read(license_type: Any) -> None:
    with pytest.raises(AnswerUnreadable, match="LicenseType"):
        read(LicenseType=license_type)


@pytest.mark.parametrize(
    ("scope", "wire"),
    [
        (TVOD, SVOD),
        (PRIME, EST),
        (CHANNELS, SVOD),
        (PRIME, SVOD | {"Terms": [{"_termName": "ChannelIdentity", "Text": "mgm"}]}),
        (CHANNELS, SVOD | {"Terms": [{"_termName": "ChannelIdentity", "Text": "a4k"}]}),
        (CHANNELS, SVOD | {"Terms": [{"_termName": "ChannelIdentity", "Text": "amc_own"}]}),
    ],
    ids=range(6),
)
def test_another_business_line_is_another_scope(scope: Scope, wire: Any) -> None:
    with pytest.raises(AnswerUnreadable, match="business line"):
        read_transaction(scope, wire, CONVENTIONS)


def test_a_licence_type_that_is_not_known_is_read() -> None:
    assert read(LicenseType="LEASE").license == "LEASE"
    assert read_transaction(PRIME, EST | {"LicenseType": "LEASE"}, CONVENTIONS).channel is None


def test_prime_videos_own_subscription_is_not_named_on_the_wire() -> None:
    assert Assumption.PRIME_CHANNEL.taken == "a4k only"
    own = read_transaction(PRIME, SVOD, CONVENTIONS)
    assert own.channel == "prime"
    assert "Terms" not in write_transaction(own)
    a4k = SVOD | {"Terms": [{"_termName": "ChannelIdentity", "Text": "a4k"}]}
    assert read_transaction(PRIME, a4k, CONVENTIONS).channel == "a4k"
    assert write_transaction(read_transaction(PRIME, a4k, CONVENTIONS))["Terms"] == a4k["Terms"]


def test_bare_dates_are_days_of_the_territory_the_end_included() -> None:
    window = read(Start="2026-03-01", End="2026-03-31").window
    assert window == Window(datetime(2026, 3, 1, 5, tzinfo=UTC), datetime(2026, 4, 1, 3, 59, 59, tzinfo=UTC))
    utc = Conventions(zones=Zones(utc=True))
    days = read_transaction(TVOD, EST | {"Start": "2026-03-01", "End": "2026-03-31"}, utc).window
    assert days == Window(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC))


@pytest.mark.parametrize("name", ["Start", "End"])
@pytest.mark.parametrize("value", ["Open", "2026-03-01T09:00:00", 5, ""], ids=str)
def test_a_date_that_cannot_be_told_is_not_read(name: str, value: Any) -> None:
    with pytest.raises(AnswerUnreadable, match=name):
        read(**{name: value})


def test_no_dates_but_conditions() -> None:
    transaction = read(StartCondition="DayAfterBroadcast", End=None)
    assert transaction.window == Window(None, None)
    assert transaction.extra == {"StartCondition": "DayAfterBroadcast"}


def test_names_that_nobody_knows_are_extra_and_known_ones_in_another_shape_are_unclear() -> None:
    strange = {
        "FormatProfile": {"value": "UHD", "_HDR": "HDR10"},
        "ContractID": ["CPH"],
        "AssetLanguage": [{"value": "en", "_x": 1}],
        "StoreLanguage": ["en"],
        "Terms": [{"_termName": "Bonus", "Text": "x"}],
    }
    transaction = read(**strange)
    assert transaction.format == "UHD"
    assert transaction.contract is None
    assert transaction.extra == {name: strange[name] for name in ("StoreLanguage", "Terms")}
    assert {path: item.text for path, item in transaction.unclear.items()} == {
        "format": 'not understood: {"_HDR":"HDR10","value":"UHD"}',
        "contract": 'not understood: ["CPH"]',
        "languages.asset": 'not understood: [{"_x":1,"value":"en"}]',
    }
    assert write_transaction(transaction) == EST | strange


def test_a_format_as_plain_text_or_not_at_all() -> None:
    assert read(FormatProfile="HD").format == "HD"
    assert read(FormatProfile=None).format == ""
    assert write_transaction(a_transaction(format="")).get("FormatProfile") is None


def test_an_open_end_is_not_written() -> None:
    wire = write_transaction(a_transaction(window=a_window(end=None)))
    assert "Start" in wire
    assert "End" not in wire


def test_what_is_kept_is_not_shared_with_what_is_written() -> None:
    transaction = read(Strange={"a": [1]})
    write_transaction(transaction)["Strange"]["a"].append(2)
    assert transaction.extra == {"Strange": {"a": [1]}}


def test_a_territory_named_twice_is_one() -> None:
    assert read(Territory=[{"country": "US"}, {"country": "US"}]) == read()


def test_language_tags_are_one_in_any_case_and_a_language_named_twice_is_unclear() -> None:
    tags = [{"value": "fr-ca"}, {"value": "ZH-hant-tw", "_asset": "audio"}, {"value": "en-x-us"}]
    assert [str(one) for one in read(AssetLanguage=tags).asset_languages] == [
        "fr-CA",
        "zh-Hant-TW:audio",
        "en-x-us",
    ]
    assert "languages.asset" in read(AssetLanguage=[{"value": "fr-CA"}, {"value": "fr-ca"}]).unclear


@pytest.mark.parametrize(
    ("name", "value"), [("_TransactionID", 5), ("LicenseType", {"value": "EST", "_x": 1})]
)
def test_a_transaction_that_cannot_be_told_as_a_whole_is_not_read(name: str, value: Any) -> None:
    with pytest.raises(AnswerUnreadable, match=f"`{name}` is not understood"):
        read(**{name: value})
