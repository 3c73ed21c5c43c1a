"""What opens the service's door: client key and certificate, authority and API key, checked before the first request.

Under TLS 1.3 a refused client certificate shows only as a dropped connection, so whatever can be told beforehand
is told here. No message names a path or shows content: a credential goes by its key in `pvsync.yaml`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from stat import S_IRGRP, S_IROTH
from typing import TYPE_CHECKING

from pvsync.errors import CredentialError
from pvsync.model.secret import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.x509 import Certificate

_HEAD = re.compile(rb"-----BEGIN [A-Z0-9 ]+-----")
_HEADER_TEXT = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """One environment's credentials; production's and the sandbox's are not interchangeable (avails-api section 1).

    Args:
        key: Private key of the client certificate, PEM (`client.key`).
        cert: Client certificate, PEM (`clientCert.pem`).
        ca: Authority that signed the service's certificate; None for the public ones.
        api_key: Value of the header `x-api-key`.
        api_key_file: Where it was read from, None where that was no file.
    """

    key: Path
    cert: Path
    ca: Path | None
    api_key: Secret
    api_key_file: Path | None = None

    def __repr__(self) -> str:
        return "Credentials(...)"


def check(credentials: Credentials, at: datetime) -> None:
    """See whether the credentials can work at all.

    Args:
        credentials: What to check.
        at: The present instant, aware.

    Raises:
        CredentialError: The first thing that is wrong, by its key in `pvsync.yaml`.
    """
    for _, step in steps(credentials, at):
        step()


def steps(credentials: Credentials, at: datetime) -> tuple[tuple[str, Callable[[], object]], ...]:
    """What there is to see, one after the other: a few words, and a check that raises `CredentialError`.

    Args:
        credentials: What to check.
        at: The present instant, aware.
    """

    def certificate() -> "Certificate":
        return _certificate(_read("cert", credentials.cert))

    authority: tuple[tuple[str, Callable[[], object]], ...] = ()
    if credentials.ca is not None:
        file = credentials.ca
        authority = (("authority", lambda: _check_authority(_read("ca", file), at)),)
    return (
        ("API key", lambda: _check_api_key(credentials.api_key)),
        ("certificate", lambda: _check_dates(certificate(), at)),
        ("private key", lambda: _key(_read("key", credentials.key))),
        ("key and certificate", lambda: _check_pair(certificate(), _key(_read("key", credentials.key)))),
        *authority,
    )


def certificate_end(credentials: Credentials) -> datetime:
    """The last instant at which the client certificate is good.

    Raises:
        CredentialError: If it cannot be read.
    """
    return _certificate(_read("cert", credentials.cert)).not_valid_after_utc


def exposed(credentials: Credentials) -> Iterator[str]:
    """What is secret and can be read by other users of this machine, by its key in `pvsync.yaml`."""
    for name, path in (("key", credentials.key), ("api_key", credentials.api_key_file)):
        if path is not None and path.is_file() and path.stat().st_mode & (S_IRGRP | S_IROTH):
            yield f"credentials.{name}"


def _check_api_key(api_key: Secret) -> None:
    if not api_key.reveal():
        raise CredentialError("`credentials.api_key` is empty")
    if not _HEADER_TEXT.fullmatch(api_key.reveal()):
        raise CredentialError("`credentials.api_key` holds a blank or a character that no header can carry")


def _read(name: str, path: Path) -> bytes:
    try:
        return _with_lines(name, path.read_bytes())
    except FileNotFoundError:
        raise CredentialError(
            f"`credentials.{name}` names a file that is not there",
            advice=f"put the file where `credentials.{name}` says, or correct it in `pvsync.yaml`",
        ) from None
    except OSError:
        raise CredentialError(
            f"`credentials.{name}` names a file that cannot be read",
            advice="see whether it is a file, and whether you may read it",
        ) from None


def _with_lines(name: str, pem: bytes) -> bytes:
    """The same bytes, where they have the lines that PEM has to have; other readers take less than OpenSSL does.

    Raises:
        CredentialError: If the line breaks were lost, as happens to what is pasted into a secret of a CI service.
    """
    if any(_HEAD.search(line) and not _HEAD.fullmatch(line.strip()) for line in pem.splitlines()):
        raise CredentialError(
            f"the file of `credentials.{name}` has lost its line breaks: in PEM, `-----BEGIN ...-----` stands on a line of its own",
            advice="store the file as it was received, for example as base64, and write it with its line breaks:"
            " `printf '%s' \"$SECRET\" | base64 -d > file`",
        )
    return pem


def _certificate(pem: bytes) -> "Certificate":
    from cryptography import x509  # noqa: PLC0415 - heavy, and not needed for offline work

    try:
        return x509.load_pem_x509_certificate(pem)
    except ValueError:
        raise CredentialError(
            "`credentials.cert` is not a certificate in PEM form",
            advice="it is the `clientCert.pem` of the answer to the onboarding mail",
        ) from None


def _check_dates(certificate: "Certificate", at: datetime) -> None:
    if at < certificate.not_valid_before_utc:
        raise CredentialError(
            f"the certificate of `credentials.cert` is not valid before {certificate.not_valid_before_utc:%Y-%m-%d %H:%M} UTC",
            advice="see whether the clock of this machine is right",
        )
    if at > certificate.not_valid_after_utc:
        raise CredentialError(
            f"the certificate of `credentials.cert` expired on {certificate.not_valid_after_utc:%Y-%m-%d %H:%M} UTC",
            advice="ask Prime Video's partner support for a new certificate, with a new signing request",
        )


def _key(pem: bytes) -> "PrivateKeyTypes":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - heavy

    try:
        return load_pem_private_key(pem, password=None)
    except TypeError:
        raise CredentialError(
            "the private key of `credentials.key` is locked with a passphrase, which a job cannot type",
            advice="store the key without a passphrase, in a place that only the job can read",
        ) from None
    except (ValueError, UnsupportedAlgorithm):
        raise CredentialError(
            "`credentials.key` is not a private key in PEM form",
            advice="it is the `client.key` that the signing request was made with",
        ) from None


def _check_pair(certificate: "Certificate", key: "PrivateKeyTypes") -> None:
    if certificate.public_key() != key.public_key():
        raise CredentialError(
            "`credentials.key` does not belong to the certificate of `credentials.cert`",
            advice="use the key that the signing request was made with; production and sandbox have one each",
        )


def _check_authority(pem: bytes, at: datetime) -> None:
    from cryptography import x509  # noqa: PLC0415 - heavy

    try:
        authorities = x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise CredentialError(
            "`credentials.ca` does not hold a certificate in PEM form",
            advice="it is the `cacert.pem` of the answer to the onboarding mail; leave it out for the public authorities",
        ) from None
    if all(at > authority.not_valid_after_utc for authority in authorities):
        raise CredentialError("every certificate of `credentials.ca` has expired")
