"""Paths as documented, and ids that cannot be mistaken for a part of them."""

import pytest
from unit.api.services import settings_of

from pvsync.api.paths import batch_path, delete_path, item_path, not_found_sentence, scope_path, title_path
from pvsync.errors import UsageError
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope

SETTINGS = settings_of("https://h")


def test_the_path_of_a_scope() -> None:
    scope = Scope("ASB-S1", "US", BusinessLine.PRIME_SUBSCRIPTION)
    expected = "/avails/acme/full-extract/ASB-S1?territory=US&businessLine=PRIME_SUBSCRIPTION"
    assert scope_path(SETTINGS, scope) == expected


def test_ids_are_encoded() -> None:
    assert title_path(SETTINGS, "a:b@c.d_e-F") == "/avails/acme/full-extract/a%3Ab%40c.d_e-F"
    sandbox = settings_of("https://h", licensor="a/b")
    assert title_path(sandbox, "X") == "/avails/a%2Fb/full-extract/X"


@pytest.mark.parametrize("alid", ["", ".", "..", "a/b", "a b", "a?b", "ä", "x" * 256, "a\n"])
def test_what_is_not_an_alid_never_gets_into_a_path(alid: str) -> None:
    with pytest.raises(UsageError, match="not an ALID"):
        title_path(SETTINGS, alid)


@pytest.mark.parametrize(
    ("qualifiers", "line", "query"),
    [
        ("contract-or-channel", BusinessLine.PRIME_SUBSCRIPTION, "&contractId=CPH"),
        ("contract-or-channel", BusinessLine.CHANNELS, "&channelIdentity=mgm"),
        ("contract-or-channel", BusinessLine.TVOD, ""),
        ("none", BusinessLine.CHANNELS, ""),
        ("both", BusinessLine.CHANNELS, "&contractId=CPH&channelIdentity=mgm"),
    ],
)
def test_what_a_delete_needs_beside_the_scope(qualifiers: str, line: BusinessLine, query: str) -> None:
    settings = settings_of("https://h", delete_qualifiers=qualifiers)
    call = DeleteCall(Scope("X", "US", line), "CPH", "mgm")
    assert (
        delete_path(settings, call) == f"/avails/acme/full-extract/X?territory=US&businessLine={line}{query}"
    )


def test_a_delete_says_nothing_that_live_does_not() -> None:
    settings = settings_of("https://h", delete_qualifiers="both")
    call = DeleteCall(Scope("X", "US", BusinessLine.CHANNELS))
    assert delete_path(settings, call).endswith("businessLine=CHANNELS")


def test_batches() -> None:
    assert batch_path("get") == "/v1/avails/full-extract/batch/get"
    assert item_path(SETTINGS, "/avails/x") == "/avails/x"
    assert item_path(settings_of("https://h", batch_path="with-v1"), "/avails/x") == "/v1/avails/x"


def test_the_documented_sentence() -> None:
    sentence = "Title not found for ALID some-test-alid and Licensor acme"
    assert not_found_sentence(SETTINGS, "some-test-alid") == sentence
