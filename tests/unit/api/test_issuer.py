"""The certificate's authority: signed directly, over one in between, by another, or not to be told."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pvsync.api.credentials import Credentials
from pvsync.api.issuer import Issuer, issuer
from pvsync.emulator.certificates import Authority, issue_client_certificate, make_authority, valid_for
from pvsync.errors import CredentialError
from pvsync.model.secret import Secret

ROOT = make_authority(valid_for(10), "root")


def credentials(folder: Path, *chain: bytes, beside: bytes = b"", ca: bytes = b"") -> Credentials:
    (folder / "clientCert.pem").write_bytes(b"".join(chain))
    for name, pem in (("cacert.pem", beside), ("own-ca.pem", ca)):
        if pem:
            (folder / name).write_bytes(pem)
    return Credentials(
        key=folder / "client.key",
        cert=folder / "clientCert.pem",
        ca=folder / "own-ca.pem" if ca else None,
        api_key=Secret("k"),
    )


def below(authority: Authority, name: str) -> Authority:
    """An authority that another one has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    validity = valid_for(10)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.start)
        .not_valid_after(validity.end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    return Authority(builder.sign(authority.key, hashes.SHA256()), key)


def client(authority: Authority) -> bytes:
    return issue_client_certificate(authority, valid_for(10)).certificate


def test_the_authority_beside_the_certificate_has_signed_it(tmp_path: Path) -> None:
    found = issuer(credentials(tmp_path, client(ROOT), beside=ROOT.pem))
    assert found == Issuer("CN=root", "cacert.pem")


def test_those_that_stand_with_the_certificate_lead_to_the_authority(tmp_path: Path) -> None:
    middle = below(ROOT, "middle")
    assert issuer(credentials(tmp_path, client(middle), beside=ROOT.pem)).name is None
    assert issuer(credentials(tmp_path, client(middle), middle.pem, beside=ROOT.pem)).name == "CN=root"


def test_another_authority_of_the_same_name_has_not(tmp_path: Path) -> None:
    other = make_authority(valid_for(10), "root")
    assert issuer(credentials(tmp_path, client(ROOT), beside=other.pem)) == Issuer(None, "cacert.pem")


def test_the_authority_of_the_service_may_be_the_same(tmp_path: Path) -> None:
    assert issuer(credentials(tmp_path, client(ROOT), ca=ROOT.pem)) == Issuer("CN=root", "credentials.ca")


def test_without_an_authority_nothing_is_said(tmp_path: Path) -> None:
    assert issuer(credentials(tmp_path, client(ROOT))) == Issuer(None, "")


def test_a_certificate_that_is_its_own_authority_comes_to_an_end(tmp_path: Path) -> None:
    other = make_authority(valid_for(10), "other")
    loop = [below(ROOT, f"m{number}") for number in range(3)]
    found = issuer(credentials(tmp_path, ROOT.pem, ROOT.pem, *(one.pem for one in loop), beside=other.pem))
    assert found.name is None


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    with pytest.raises(CredentialError, match=r"`cacert.pem` is not a certificate"):
        issuer(credentials(tmp_path, client(ROOT), beside=b"nonsense"))
