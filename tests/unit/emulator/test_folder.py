"""The state folder: made once, kept while good, mended where not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from unit.emulator.partner import copy_identity

from pvsync.emulator.certificates import (
    Validity,
    issue_client_certificate,
    key_pem,
    make_authority,
    valid_for,
)
from pvsync.emulator.folder import Folder, answer_request, prepare, read_api_key
from pvsync.errors import EmulatorError

FILES = {"ca.pem", "ca.key", "server.pem", "server.key", "client.pem", "client.key", "api-key"}


@pytest.fixture
def folder(identity: Path, tmp_path: Path) -> Folder:
    copy_identity(identity, tmp_path / "state")
    return Folder(tmp_path / "state")


def contents(folder: Folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.path.iterdir()}


def test_secrets_are_readable_by_their_owner_only(identity: Path) -> None:
    assert {file.name for file in identity.iterdir()} == FILES
    secret = {file.name for file in identity.iterdir() if file.stat().st_mode & 0o077 == 0}
    assert secret == {"ca.key", "server.key", "client.key", "api-key"}


def test_what_is_good_is_kept(folder: Folder) -> None:
    before = contents(folder)
    prepare(folder)
    assert contents(folder) == before


def test_missing_key_is_made_anew_with_its_certificate(folder: Folder) -> None:
    before = contents(folder)
    folder.client_key.unlink()
    folder.api_key.write_text("\n")
    prepare(folder)
    after = contents(folder)
    assert {name for name in FILES if before[name] != after[name]} == {"client.pem", "client.key", "api-key"}
    assert read_api_key(folder)


def expire_client(folder: Folder) -> None:
    soon = datetime.now(UTC) + timedelta(hours=2)
    issued = issue_client_certificate(prepare(folder), Validity(soon - timedelta(days=30), soon))
    folder.client.write_bytes(issued.certificate)
    folder.client_key.write_bytes(issued.key)


def spoil_client(folder: Folder) -> None:
    folder.client.write_text("no certificate")


def swap_client_key(folder: Folder) -> None:
    folder.client_key.write_bytes(key_pem(make_authority(valid_for(2)).key))


@pytest.mark.parametrize("spoil", [expire_client, spoil_client, swap_client_key])
def test_certificate_that_ends_or_does_not_fit_is_made_anew(
    folder: Folder, spoil: Callable[[Folder], None]
) -> None:
    spoil(folder)
    before = contents(folder)
    prepare(folder)
    after = contents(folder)
    assert {name for name in FILES if before[name] != after[name]} == {"client.pem", "client.key"}


def test_new_authority_signs_everything_anew(folder: Folder) -> None:
    before = contents(folder)
    folder.authority_key.write_text("no key")
    prepare(folder)
    after = contents(folder)
    assert {name for name in FILES if before[name] == after[name]} == {"api-key"}


def test_folder_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmulatorError, match="state folder cannot be used"):
        prepare(Folder(tmp_path / "file" / "state"))


def test_a_request_is_answered_beside_it(folder: Folder, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "acme")])
    csr = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
    request = tmp_path / "client.csr"
    request.write_bytes(csr.public_bytes(serialization.Encoding.PEM))
    certificate, authority = answer_request(folder, request)
    assert (certificate.name, authority.name) == ("clientCert.pem", "cacert.pem")
    issued = x509.load_pem_x509_certificate(certificate.read_bytes())
    issued.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.read_bytes()))
    assert issued.subject == name
    assert issued.public_key() == key.public_key()


def test_a_request_that_is_not_there_is_one_error(folder: Folder, tmp_path: Path) -> None:
    with pytest.raises(EmulatorError, match="cannot be answered"):
        answer_request(folder, tmp_path / "client.csr")
