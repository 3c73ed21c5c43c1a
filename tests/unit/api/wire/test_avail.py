"""The avail as a whole; the laws of its coming and going are in `laws/test_wire.py`."""

from dataclasses import replace
from typing import Any

import pytest
from builders import a_transaction, an_avail

from pvsync.api.wire.avail import decode, encode
from pvsync.errors import AnswerUnreadable
from pvsync.model.avail import Avail, Entitlement

AVAIL = an_avail(entitlements=(Entitlement("DMA", "D1"),))


def wire(**changes: Any) -> dict[str, Any]:
    changed = encode(AVAIL, spec_version=None) | changes
    return {name: value for name, value in changed.items() if value is not ...}


def read(**changes: Any) -> Avail:
    return decode(AVAIL.scope, wire(**changes))


def test_the_members_of_an_avail() -> None:
    written = encode(AVAIL, spec_version=None)
    assert list(written) == ["SharedEntitlement", "ALID", "Disposition", "Licensor", "Asset", "Transaction"]
    assert written["Disposition"] == {"EntryType": "FullExtract"}
    assert written["SharedEntitlement"] == [{"_ecosystem": "DMA", "EcosystemID": "D1"}]


def test_the_version_is_sent_on_demand_and_never_compared() -> None:
    assert encode(AVAIL, spec_version="1.7.3")["Compatibility"] == {"SpecVersion": "1.7.3"}
    assert read(Compatibility={"SpecVersion": "9"}) == AVAIL


@pytest.mark.parametrize("payload", [None, [], "x", {}, {"avail": None}, {"avail": []}], ids=str)
def test_what_is_no_avail(payload: Any) -> None:
    with pytest.raises(AnswerUnreadable):
        decode(AVAIL.scope, payload)


@pytest.mark.parametrize(
    "changes",
    [
        {"ALID": "OTHER"},
        {"ALID": ...},
        {"ALID": "heathaze-2024"},
        {"Asset": ...},
        {"Asset": []},
        {"Asset": [{}, {}]},
        {"Asset": ["x"]},
        {"Disposition": {"EntryType": "FullDelete"}},
        {"Transaction": "x"},
        {"Transaction": [5]},
        {"Transaction": None},
    ],
    ids=str,
)
def test_what_is_not_this_scopes_avail(changes: dict[str, Any]) -> None:
    with pytest.raises(AnswerUnreadable):
        read(**changes)


def test_the_transaction_that_cannot_be_read_is_numbered() -> None:
    good = wire()["Transaction"][0]
    with pytest.raises(AnswerUnreadable, match=r"transaction 2 of 2 cannot be read: `End` is not a date"):
        read(Transaction=[good, good | {"End": "never"}])


@pytest.mark.parametrize("disposition", [..., {"EntryType": "Full Extract"}, {}])
def test_dispositions_that_mean_the_same(disposition: Any) -> None:
    assert replace(read(Disposition=disposition), extra={}) == AVAIL


def test_present_and_empty() -> None:
    assert read(Transaction=...).transactions == ()
    assert read(Transaction=[]).transactions == ()
    assert encode(replace(AVAIL, transactions=()), spec_version=None)["Transaction"] == []


def test_one_without_its_array() -> None:
    written = wire()
    alone = read(
        Asset=written["Asset"][0],
        Transaction=written["Transaction"][0],
        SharedEntitlement=written["SharedEntitlement"][0],
    )
    assert alone == AVAIL


def test_unknown_members_are_named_by_their_path() -> None:
    asset = wire()["Asset"][0]
    strange = {
        "ShortDescription": "x",
        "Licensor": {"DisplayName": "acme", "_organizationID": "org"},
        "Asset": [
            asset | {"BundledAsset": [{"BundledALID": "Y"}], "Metadata": {**asset["Metadata"], "a.b~c": 1}}
        ],
    }
    avail = read(**strange)
    assert avail.extra == {
        "ShortDescription": "x",
        "Licensor._organizationID": "org",
        "Asset.BundledAsset": [{"BundledALID": "Y"}],
        "Asset.Metadata.a~1b~0c": 1,
    }
    assert encode(avail, spec_version=None) == wire(**strange)


def test_several_titles_are_unclear() -> None:
    asset = wire()["Asset"][0] | {"Metadata": {"TitleInternalAlias": ["a", "b"]}}
    avail = read(Asset=[asset])
    assert avail.title.title == ""
    assert avail.extra == {}
    assert avail.unclear["title"].text == 'not understood: ["a","b"]'
    assert encode(avail, spec_version=None) == wire(Asset=[asset])


@pytest.mark.parametrize(
    "entitlements",
    [
        [{"_ecosystem": "DMA", "EcosystemID": ["a", "b"]}],
        [{"EcosystemID": "a"}],
        "x",
        [{"_ecosystem": "DMA", "EcosystemID": "a", "b": 1}],
    ],
    ids=str,
)
def test_entitlements_in_another_shape_are_unclear(entitlements: Any) -> None:
    avail = read(SharedEntitlement=entitlements)
    assert avail.entitlements == ()
    assert avail.extra == {}
    assert avail.unclear["entitlements"].wire == {"SharedEntitlement": entitlements}
    assert encode(avail, spec_version=None) == wire(SharedEntitlement=entitlements)


def test_no_licensor() -> None:
    avail = read(Licensor=...)
    assert avail.licensor == ""
    assert "Licensor" not in encode(avail, spec_version=None)


def test_the_envelope_is_no_part_of_the_offer() -> None:
    assert decode(AVAIL.scope, {"avail": wire(), "requestId": "1"}) == AVAIL


def test_what_is_kept_stays_ours() -> None:
    avail = replace(AVAIL, extra={"Strange": {"a": []}}, transactions=(a_transaction(),))
    encode(avail, spec_version=None)["Strange"]["a"].append(1)
    assert avail.extra == {"Strange": {"a": []}}
