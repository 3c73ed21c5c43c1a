"""A DELETE, as fine as its qualifiers."""

from collections.abc import Callable

from unit.emulator.partner import CHANNELS_QUERY, SVOD_QUERY, Partner, an_avail, svod

UHD = {"value": "UHD"}


def test_channel_or_contract_is_needed_where_the_transactions_have_one(partner: Partner) -> None:
    partner.put(an_avail(svod("cph", contract="CPH"), svod("fixed", contract="FIXED_FEE")))
    refused = partner.delete(query=SVOD_QUERY)
    assert refused.status_code == 400
    assert refused.json()["message"] == "contractId is needed to delete in PRIME_SUBSCRIPTION"
    assert partner.delete(query=f"{SVOD_QUERY}&contractId=CPH").status_code == 200
    assert partner.held(query=SVOD_QUERY) == ["fixed"]
    assert partner.delete(query=f"{SVOD_QUERY}&contractId=CPH").status_code == 404
    assert partner.delete(query=f"{SVOD_QUERY}&contractId=FIXED_FEE").status_code == 200
    assert partner.get(query=SVOD_QUERY).status_code == 404


def test_transaction_without_a_contract_is_deleted_without_one(partner: Partner) -> None:
    partner.put(an_avail(svod("plain"), svod("cph", contract="CPH", FormatProfile=UHD)))
    assert partner.delete(query=SVOD_QUERY).status_code == 200
    assert partner.held(query=SVOD_QUERY) == ["cph"]


def test_contract_narrows_a_channel(partner: Partner) -> None:
    partner.put(an_avail(svod("a", "mgm", "CPH"), svod("b", "mgm", "FIXED_FEE"), svod("c", "starz", "CPH")))
    assert partner.delete(query=f"{CHANNELS_QUERY}&channelIdentity=mgm&contractId=CPH").status_code == 200
    assert partner.held(query=CHANNELS_QUERY) == ["b", "c"]


def test_no_qualifier_is_needed_by_switch(start: Callable[..., Partner]) -> None:
    partner = start(assume={"delete-qualifiers": "none"})
    partner.put(an_avail(svod("a", "mgm", "CPH"), svod("c", "starz", "CPH")))
    assert partner.delete(query=f"{CHANNELS_QUERY}&channelIdentity=mgm").status_code == 200
    assert partner.held(query=CHANNELS_QUERY) == ["c"]
    assert partner.delete(query=CHANNELS_QUERY).status_code == 200
    assert partner.get(query=CHANNELS_QUERY).status_code == 404


def test_both_qualifiers_are_needed_by_switch(start: Callable[..., Partner]) -> None:
    partner = start(assume={"delete-qualifiers": "both"})
    partner.put(an_avail(svod("a", "mgm", "CPH")))
    refused = partner.delete(query=f"{CHANNELS_QUERY}&channelIdentity=mgm")
    assert refused.json()["message"] == "contractId is needed to delete in CHANNELS"
    assert partner.delete(query=f"{CHANNELS_QUERY}&channelIdentity=mgm&contractId=CPH").status_code == 200


def test_absent_scope_is_answered_with_the_documented_sentence(partner: Partner) -> None:
    answer = partner.delete()
    assert (answer.status_code, answer.json()["message"]) == (
        404,
        "Title not found for ALID A-1 and Licensor acme",
    )
