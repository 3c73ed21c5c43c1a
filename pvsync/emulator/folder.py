"""The state folder: authority, certificates and key, made on the first start and kept while they are good."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from pvsync.emulator.certificates import (
    Authority,
    Issued,
    issue_client_certificate,
    issue_server_certificate,
    key_pem,
    make_authority,
    sign_request,
    valid_for,
)
from pvsync.errors import EmulatorError

PrivateKey: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

AUTHORITY_DAYS = 3650
LEAF_DAYS = 397
MARGIN = timedelta(days=1)
"""A certificate that ends sooner than this is made anew, so that it does not end in mid-run."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where everything of one emulator is.

    Args:
        path: The folder.
    """

    path: Path

    @property
    def authority(self) -> Path:
        """The authority's certificate: what a client trusts."""
        return self.path / "ca.pem"

    @property
    def authority_key(self) -> Path:
        """The authority's private key."""
        return self.path / "ca.key"

    @property
    def server(self) -> Path:
        """The server's certificate."""
        return self.path / "server.pem"

    @property
    def server_key(self) -> Path:
        """The server's private key."""
        return self.path / "server.key"

    @property
    def client(self) -> Path:
        """A client certificate that the server takes."""
        return self.path / "client.pem"

    @property
    def client_key(self) -> Path:
        """The client's private key."""
        return self.path / "client.key"

    @property
    def api_key(self) -> Path:
        """The API key, one line."""
        return self.path / "api-key"

    @property
    def datasets(self) -> Path:
        """What the emulated Datasets API holds."""
        return self.path / "datasets"

    @property
    def database(self) -> Path:
        """What the service holds."""
        return self.path / "emulator.sqlite3"


def prepare(folder: Folder) -> Authority:
    """Make what is missing, spoilt or about to end, and keep the rest.

    Returns:
        The authority.

    Raises:
        EmulatorError: The folder cannot be written.
    """
    try:
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority = _kept_authority(folder)
        if authority is None:
            authority = make_authority(valid_for(AUTHORITY_DAYS))
            _write_secret(folder.authority_key, key_pem(authority.key))
            _write(folder.authority, authority.pem)
        if not _good_leaf(folder.server, folder.server_key, authority):
            _keep(folder.server, folder.server_key, issue_server_certificate(authority, valid_for(LEAF_DAYS)))
        if not _good_leaf(folder.client, folder.client_key, authority):
            _keep(folder.client, folder.client_key, issue_client_certificate(authority, valid_for(LEAF_DAYS)))
        if not read_api_key(folder):
            _write_secret(folder.api_key, f"{secrets.token_urlsafe(32)}\n".encode())
    except OSError as error:
        raise EmulatorError(
            f"the emulator's state folder cannot be used: {error.strerror}",
            advice="name another with --state",
        ) from error
    return authority


def answer_request(folder: Folder, request: Path) -> tuple[Path, Path]:
    """Sign a request, as the partner team does by mail, and write the answer beside it (source 001, step 3).

    Args:
        folder: The state folder; its authority signs.
        request: File of the signing request, PEM.

    Returns:
        `clientCert.pem` and `cacert.pem`, as the answer of the partner team names its attachments.

    Raises:
        EmulatorError: It is no signing request, or a file cannot be read or written.
    """
    authority = prepare(folder)
    certificate, issuer = request.with_name("clientCert.pem"), request.with_name("cacert.pem")
    try:
        _write(certificate, sign_request(authority, request.read_bytes(), valid_for(LEAF_DAYS)))
        _write(issuer, authority.pem)
    except OSError as error:
        raise EmulatorError(
            f"the signing request cannot be answered: {error.strerror}",
            advice="name the file that `pvsync onboard csr` wrote",
        ) from error
    return certificate, issuer


def read_api_key(folder: Folder) -> str:
    """The API key, empty where there is none."""
    return folder.api_key.read_text(encoding="ascii").strip() if folder.api_key.exists() else ""


def _kept_authority(folder: Folder) -> Authority | None:
    certificate = _certificate(folder.authority)
    key = _key(folder.authority_key)
    if certificate is None or not isinstance(key, ec.EllipticCurvePrivateKey) or not _good(certificate, key):
        return None
    return Authority(certificate, key)


def _good_leaf(path: Path, key_path: Path, authority: Authority) -> bool:
    certificate, key = _certificate(path), _key(key_path)
    if certificate is None or key is None or not _good(certificate, key):
        return False
    try:
        certificate.verify_directly_issued_by(authority.certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _good(certificate: x509.Certificate, key: PrivateKey) -> bool:
    now = datetime.now(UTC)
    return (
        certificate.not_valid_before_utc <= now
        and now + MARGIN <= certificate.not_valid_after_utc
        and certificate.public_key() == key.public_key()
    )


def _certificate(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _key(path: Path) -> PrivateKey | None:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return key if isinstance(key, PrivateKey) else None


def _keep(path: Path, key_path: Path, issued: Issued) -> None:
    _write_secret(key_path, issued.key)
    _write(path, issued.certificate)


def _write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    _replace(path, content, 0o600)


def _write(path: Path, content: bytes) -> None:
    _replace(path, content, 0o644)


def _replace(path: Path, content: bytes, mode: int) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:  # noqa: PTH123 - by descriptor
        file.write(content)
    fresh.replace(path)
