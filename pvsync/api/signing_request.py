"""The private key and the signing request that Prime Video makes a client certificate of (source 001, steps 1 and 2).

The partner page has `openssl genrsa -out client.key 2048` and `openssl req -new -key client.key -out client.csr`, and
says nothing of subject or extensions. Taken is the least: the vendor alias as common name, organization and country
where the partner gives them, and no extensions, as that command makes none; signed with SHA-256, as OpenSSL does.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pvsync.errors import CredentialError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import CertificateSigningRequest, Name

KEY_BITS = 2048
"""Of an RSA key (source 001, step 1)."""

_EXPONENT = 65537
_LONGEST_NAME = 64
"""Characters of a common name or an organization (RFC 5280, appendix A.1)."""
_COUNTRY_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate is for.

    Args:
        common_name: The vendor alias.
        organization: The partner's name, empty for none.
        country: Two letters, empty for none.
    """

    common_name: str
    organization: str = ""
    country: str = ""


def new_key() -> bytes:
    """A new private key, PEM, not encrypted: a job cannot type a passphrase."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - heavy

    return rsa.generate_private_key(public_exponent=_EXPONENT, key_size=KEY_BITS).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def signing_request(key: bytes, subject: Subject) -> bytes:
    """A request for a certificate, PEM, signed with its key.

    Raises:
        CredentialError: If it is no key that a request can be made with, or a name cannot stand in a certificate.
    """
    from cryptography import x509  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - heavy

    own = _rsa_key(key)
    request = x509.CertificateSigningRequestBuilder().subject_name(_name(subject)).sign(own, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM)


def subject_of(request: bytes, key: bytes | None = None) -> str:
    """Whom a signing request is for, once it is seen to be one that can be sent.

    Args:
        request: The request, PEM.
        key: The private key that it must have been made with, None where that is not at hand.

    Raises:
        CredentialError: If it is none, is not signed by its own key, or was made with another key.
    """
    if b"PRIVATE KEY" in request:
        raise CredentialError(
            "the file of the signing request holds a private key, which must never be sent",
            advice="send `client.csr`, which `pvsync onboard csr` wrote",
        )
    found = _request(request)
    if not found.is_signature_valid:
        raise CredentialError(
            "the signing request is not signed by its own key",
            advice="make it once more: `pvsync onboard csr --same-key`",
        )
    if key is not None and _rsa_key(key).public_key() != found.public_key():
        raise CredentialError(
            "the signing request was made with another key than the one beside it",
            advice="make it once more: `pvsync onboard csr --same-key`",
        )
    return ", ".join(part.rfc4514_string() for part in found.subject)


def serial_number(certificate: bytes) -> str:
    """The serial number of a certificate, as `openssl x509 -serial` shows it.

    Raises:
        CredentialError: If it is not a certificate.
    """
    from cryptography import x509  # noqa: PLC0415 - heavy

    try:
        number = x509.load_pem_x509_certificate(certificate).serial_number
    except ValueError:
        raise CredentialError(
            "the file of the certificate is not a certificate in PEM form",
            advice="it is the `clientCert.pem` of the answer to the onboarding mail; or give `--serial`",
        ) from None
    digits = f"{number:X}"
    return digits.zfill(len(digits) + len(digits) % 2)


def _name(subject: Subject) -> "Name":
    from cryptography import x509  # noqa: PLC0415 - heavy
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - heavy

    if subject.country and not (
        len(subject.country) == _COUNTRY_LENGTH and subject.country.isascii() and subject.country.isalpha()
    ):
        raise CredentialError(
            f"`{subject.country}` is not a country of two letters", advice="write it as in `--country US`"
        )
    for what, text in (("alias", subject.common_name), ("name", subject.organization)):
        if len(text) > _LONGEST_NAME or not text.isprintable():
            raise CredentialError(
                f"the partner's {what} cannot stand in a certificate: it has more than {_LONGEST_NAME} characters, "
                "or one that cannot be shown",
                advice="give a shorter one",
            )
    parts = (
        (NameOID.COUNTRY_NAME, subject.country.upper()),
        (NameOID.ORGANIZATION_NAME, subject.organization),
        (NameOID.COMMON_NAME, subject.common_name),
    )
    return x509.Name([x509.NameAttribute(name, text) for name, text in parts if text])


def _rsa_key(pem: bytes) -> "RSAPrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - heavy

    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPrivateKey) or key.key_size < KEY_BITS:
        raise CredentialError(
            f"the private key that is there is not an RSA key of {KEY_BITS} bits in PEM form without a passphrase",
            advice="make a new pair in another folder: `pvsync onboard csr --into FOLDER`",
        )
    return key


def _request(pem: bytes) -> "CertificateSigningRequest":
    from cryptography import x509  # noqa: PLC0415 - heavy

    try:
        return x509.load_pem_x509_csr(pem)
    except ValueError:
        raise CredentialError(
            "the file of the signing request is not a signing request in PEM form",
            advice="make it once more: `pvsync onboard csr --same-key`",
        ) from None
