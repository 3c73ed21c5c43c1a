"""Private keys and signing requests, and what is refused to be one."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsync.api.signing_request import Subject, new_key, serial_number, signing_request, subject_of
from pvsync.emulator.certificates import issue_client_certificate, make_authority, valid_for
from pvsync.errors import CredentialError

KEY = new_key()


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: bytes = b"") -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption(),
    )


def test_a_request_names_the_alias_and_what_else_is_given() -> None:
    assert subject_of(signing_request(KEY, Subject("acme")), KEY) == "CN=acme"
    whole = signing_request(KEY, Subject("acme", "Acme, Pictures", "us"))
    assert subject_of(whole, KEY) == "C=US, O=Acme\\, Pictures, CN=acme"
    found = x509.load_pem_x509_csr(whole)
    assert isinstance(found.signature_hash_algorithm, hashes.SHA256)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=64))
@settings(max_examples=30, deadline=None)
def test_any_name_that_fits_comes_back(name: str) -> None:
    try:
        request = signing_request(KEY, Subject("acme", name))
    except CredentialError:
        assert not name.isprintable()
        return
    (found,) = x509.load_pem_x509_csr(request).subject.get_attributes_for_oid(x509.NameOID.ORGANIZATION_NAME)
    assert found.value == name


@pytest.mark.parametrize(
    "subject",
    [Subject("a" * 65), Subject("acme", "a\nb"), Subject("acme", "", "U1"), Subject("acme", "", "USA")],
)
def test_a_name_that_no_certificate_can_hold_is_refused(subject: Subject) -> None:
    with pytest.raises(CredentialError):
        signing_request(KEY, subject)


@pytest.mark.parametrize(
    "key",
    [
        b"nonsense",
        pem(ec.generate_private_key(ec.SECP256R1())),
        pem(rsa.generate_private_key(65537, 1024)),  # noqa: S505 - that is why it is refused
        pem(rsa.generate_private_key(65537, 2048), b"secret"),
    ],
    ids=["nonsense", "elliptic", "short", "locked"],
)
def test_a_key_that_is_not_of_that_kind_is_refused(key: bytes) -> None:
    with pytest.raises(CredentialError, match="is not an RSA key of 2048 bits"):
        signing_request(key, Subject("acme"))


def test_a_request_of_another_key_is_refused() -> None:
    request = signing_request(KEY, Subject("acme"))
    with pytest.raises(CredentialError, match="made with another key"):
        subject_of(request, new_key())


def test_a_request_that_was_altered_is_refused() -> None:
    found = x509.load_pem_x509_csr(signing_request(KEY, Subject("acme")))
    raw = bytearray(found.public_bytes(serialization.Encoding.DER))
    raw[-1] ^= 1
    altered = x509.load_der_x509_csr(bytes(raw)).public_bytes(serialization.Encoding.PEM)
    with pytest.raises(CredentialError, match="not signed by its own key"):
        subject_of(altered)


def test_a_serial_number_has_whole_bytes() -> None:
    issued = issue_client_certificate(make_authority(valid_for(1)), valid_for(1)).certificate
    number = x509.load_pem_x509_certificate(issued).serial_number
    shown = serial_number(issued)
    assert int(shown, 16) == number
    assert len(shown) % 2 == 0
    with pytest.raises(CredentialError, match="not a certificate in PEM form"):
        serial_number(b"nonsense")
