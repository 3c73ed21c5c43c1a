"""Credentials that cannot work are named before any request, by key and never by path or content."""

import copy
import pickle
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from unit.api.services import credentials_of

from pvsync.api.credentials import Credentials, certificate_end, check
from pvsync.emulator.server import Emulator
from pvsync.errors import CredentialError
from pvsync.model.secret import Secret

NOW = datetime.now(UTC)
CANARY = "sk-canary-0123"


@pytest.fixture
def good(running_emulator: Emulator) -> Credentials:
    return credentials_of(running_emulator)


def refusal(credentials: Credentials, at: datetime = NOW) -> str:
    with pytest.raises(CredentialError) as caught:
        check(credentials, at)
    said = f"{caught.value.message} | {caught.value.advice}"
    for path in (credentials.key, credentials.cert, credentials.ca):
        assert str(path) not in said
    assert CANARY not in said
    return said


def test_good_ones_pass(good: Credentials) -> None:
    check(good, NOW)
    check(replace(good, ca=None), NOW)
    assert certificate_end(good) > NOW


def test_a_secret_is_never_shown() -> None:
    secret = Secret(f" {CANARY}\n")
    assert secret.reveal() == CANARY
    assert CANARY not in f"{secret} {secret!r} {[secret]} {vars(Secret)}"
    assert secret == Secret(CANARY)
    assert secret != Secret("other")
    assert secret != CANARY
    assert len({secret, Secret(CANARY)}) == 1
    for way_out in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="never written out"):
            way_out(secret)


def test_credentials_do_not_show_where_they_are(good: Credentials) -> None:
    assert repr(good) == str(good) == "Credentials(...)"


@pytest.mark.parametrize("key", ["", "  ", "two words", "line\nbreak", "schlüssel"])
def test_an_api_key_that_no_header_can_carry(good: Credentials, key: str) -> None:
    assert "`credentials.api_key`" in refusal(replace(good, api_key=Secret(key)))


@pytest.mark.parametrize("name", ["key", "cert", "ca"])
def test_files_that_are_not_there_or_cannot_be_read(good: Credentials, tmp_path: Path, name: str) -> None:
    assert f"`credentials.{name}` names a file that is not there" in refusal(
        replace(good, **{name: tmp_path / "gone.pem"})
    )
    assert f"`credentials.{name}` names a file that cannot be read" in refusal(
        replace(good, **{name: tmp_path})
    )


@pytest.mark.parametrize(
    ("name", "what"), [("key", "private key"), ("cert", "certificate"), ("ca", "certificate")]
)
def test_files_that_hold_something_else(good: Credentials, tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "odd.pem").write_text(CANARY)
    said = refusal(replace(good, **{name: tmp_path / "odd.pem"}))
    assert f"`credentials.{name}`" in said
    assert what in said


def test_the_dates_of_the_certificate(good: Credentials) -> None:
    end = certificate_end(good)
    assert f"expired on {end:%Y-%m-%d %H:%M} UTC" in refusal(good, end + timedelta(seconds=1))
    assert "is not valid before" in refusal(good, NOW - timedelta(days=4000))
    check(good, end - timedelta(seconds=1))


def test_a_key_of_another_certificate(good: Credentials, expired_credentials: Credentials) -> None:
    assert "does not belong to the certificate" in refusal(replace(good, key=expired_credentials.key))


def test_a_key_with_a_passphrase(good: Credentials, tmp_path: Path) -> None:
    key = serialization.load_pem_private_key(good.key.read_bytes(), None)
    (tmp_path / "locked.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(CANARY.encode()),
        )
    )
    assert "locked with a passphrase" in refusal(replace(good, key=tmp_path / "locked.pem"))


def test_an_authority_that_has_ended(good: Credentials) -> None:
    ca = replace(good, ca=good.cert)
    end = certificate_end(good)
    check(ca, end)
    with pytest.raises(CredentialError):
        check(ca, end + timedelta(seconds=1))


def test_an_expired_authority_is_named(good: Credentials, expired_credentials: Credentials) -> None:
    assert "`credentials.ca` has expired" in refusal(replace(good, ca=expired_credentials.cert))
