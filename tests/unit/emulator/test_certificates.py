"""Certificates: what the authority signs."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from pvsync.emulator.certificates import (
    Validity,
    issue_client_certificate,
    issue_server_certificate,
    make_authority,
    sign_request,
    valid_for,
)
from pvsync.errors import EmulatorError

VALIDITY = Validity(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))


def test_client_certificate_has_an_rsa_key_of_2048_bits_and_the_dates_given() -> None:
    authority = make_authority(valid_for(2))
    issued = issue_client_certificate(authority, VALIDITY, "partner")
    certificate = x509.load_pem_x509_certificate(issued.certificate)
    certificate.verify_directly_issued_by(authority.certificate)
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    assert key.key_size == 2048
    assert (certificate.not_valid_before_utc, certificate.not_valid_after_utc) == (
        VALIDITY.start,
        VALIDITY.end,
    )
    assert "PRIVATE" not in repr(issued)


def test_server_certificate_names_this_machine() -> None:
    issued = issue_server_certificate(make_authority(valid_for(2)), VALIDITY)
    certificate = x509.load_pem_x509_certificate(issued.certificate)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name.value) for name in names] == ["localhost", "127.0.0.1", "::1"]


def test_request_of_the_onboarding_page_is_signed(tmp_path: Path) -> None:
    key, csr = tmp_path / "client.key", tmp_path / "client.csr"
    subprocess.run(["openssl", "genrsa", "-out", str(key), "2048"], check=True, capture_output=True)
    subprocess.run(
        ["openssl", "req", "-new", "-key", str(key), "-out", str(csr), "-subj", "/CN=acme"], check=True
    )
    authority = make_authority(valid_for(2))
    certificate = x509.load_pem_x509_certificate(sign_request(authority, csr.read_bytes(), VALIDITY))
    certificate.verify_directly_issued_by(authority.certificate)
    own = serialization.load_pem_private_key(key.read_bytes(), None)
    assert certificate.public_key() == own.public_key()
    assert certificate.subject.rfc4514_string() == "CN=acme"


def request_pem(key: ed25519.Ed25519PrivateKey) -> bytes:
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    return builder.sign(key, None).public_bytes(serialization.Encoding.PEM)


def forged_request() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
    text = bytearray(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER))
    text[-1] ^= 1
    return x509.load_der_x509_csr(bytes(text)).public_bytes(serialization.Encoding.PEM)


@pytest.mark.parametrize(
    ("request_of", "reason"),
    [
        (lambda: b"no request", "not a PEM"),
        (forged_request, "not signed by its own key"),
        (lambda: request_pem(ed25519.Ed25519PrivateKey.generate()), "neither an RSA nor"),
    ],
)
def test_request_that_cannot_be_signed_is_refused(request_of: object, reason: str) -> None:
    with pytest.raises(EmulatorError, match=reason):
        sign_request(make_authority(valid_for(2)), request_of(), VALIDITY)
