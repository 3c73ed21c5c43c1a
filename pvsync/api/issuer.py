"""Who signed the client certificate: held against the authority's certificate that came with it (source 001, step 3)."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.api.credentials import Credentials
from pvsync.errors import CredentialError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

AUTHORITY_FILE = "cacert.pem"
"""As the answer of the partner team names it; it is looked for beside the certificate."""

_LONGEST_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signed the client certificate.

    Args:
        name: The authority's name, None where none that is at hand signed it.
        source: What was looked at: `cacert.pem` or `credentials.ca`; empty where there is nothing to look at.
    """

    name: str | None
    source: str


def issuer(credentials: Credentials) -> Issuer:
    """Follow the certificate to its authority, over those that stand with it in its file.

    Raises:
        CredentialError: If the authority's file is no certificate.
    """
    beside = credentials.cert.with_name(AUTHORITY_FILE)
    path, source = (beside, AUTHORITY_FILE) if beside.is_file() else (credentials.ca, "credentials.ca")
    if path is None:
        return Issuer(None, "")
    authorities = _certificates(path, source)
    current, *between = _certificates(credentials.cert, "credentials.cert")
    for _ in range(_LONGEST_CHAIN):
        signer = next((one for one in authorities if _signed(current, one)), None)
        if signer is not None:
            return Issuer(signer.subject.rfc4514_string(), source)
        following = next((one for one in between if one != current and _signed(current, one)), None)
        if following is None:
            break
        current = following
    return Issuer(None, source)


def _certificates(path: Path, source: str) -> "list[Certificate]":
    from cryptography import x509  # noqa: PLC0415 - heavy

    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        raise CredentialError(
            f"`{source}` is not a certificate in PEM form",
            advice="take the file once more from the answer to the onboarding mail",
        ) from None


def _signed(certificate: "Certificate", by: "Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - heavy

    try:
        certificate.verify_directly_issued_by(by)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
