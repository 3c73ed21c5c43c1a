"""Certificates: an authority of our own, and what it signs.

domain: Avails API onboarding page: the partner makes a 2048-bit RSA key and a request, and gets a client
certificate and the authority's certificate back.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from pvsync.errors import EmulatorError

CLIENT_KEY_BITS = 2048
SERVER_NAMES: tuple[x509.GeneralName, ...] = (
    x509.DNSName("localhost"),
    x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    x509.IPAddress(ipaddress.ip_address("::1")),
)


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when a certificate is good.

    Args:
        start: First instant, aware.
        end: Last instant, aware.
    """

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority.

    Args:
        certificate: Its own certificate.
        key: Its private key.
    """

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """Its certificate, for those who trust it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True, slots=True, repr=False)
class Issued:
    """A certificate with its private key, both PEM.

    Args:
        certificate: The certificate.
        key: The private key, not encrypted.
    """

    certificate: bytes
    key: bytes


def valid_for(days: int) -> Validity:
    """From an hour ago, for clocks that disagree, and for so many days."""
    now = datetime.now(UTC)
    return Validity(now - timedelta(hours=1), now + timedelta(days=days))


def make_authority(validity: Validity, name: str = "pvsync emulator authority") -> Authority:
    """Make a new authority; one that the emulator has never heard of is one more call."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name)
    builder = _builder(subject, subject, key.public_key(), validity)
    certificate = builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    ).add_extension(_usage(signs_certificates=True), critical=True)
    return Authority(certificate.sign(key, hashes.SHA256()), key)


def issue_server_certificate(authority: Authority, validity: Validity) -> Issued:
    """A certificate for `SERVER_NAMES`, with a new elliptic key."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _leaf(
        authority, _name("localhost"), key.public_key(), validity, ExtendedKeyUsageOID.SERVER_AUTH
    )
    signed = builder.add_extension(x509.SubjectAlternativeName(SERVER_NAMES), critical=False)
    return Issued(_pem(signed.sign(authority.key, hashes.SHA256())), key_pem(key))


def issue_client_certificate(
    authority: Authority,
    validity: Validity,
    name: str = "pvsync local client",
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None,
) -> Issued:
    """A client certificate, with a new RSA key unless one is given.

    Args:
        authority: Who signs; a foreign one makes a certificate that the emulator refuses.
        validity: When it is good; in the past, it makes an expired one.
        name: Common name of the subject.
        key: Its key.
    """
    if key is None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=CLIENT_KEY_BITS)
    builder = _leaf(authority, _name(name), key.public_key(), validity, ExtendedKeyUsageOID.CLIENT_AUTH)
    return Issued(_pem(builder.sign(authority.key, hashes.SHA256())), key_pem(key))


def sign_request(authority: Authority, request: bytes, validity: Validity) -> bytes:
    """Sign a certificate request, as the partner team does by mail.

    Args:
        authority: Who signs.
        request: The request (CSR), PEM.
        validity: When the certificate is good.

    Returns:
        The client certificate, PEM.

    Raises:
        EmulatorError: It is not a request, or its signature is not its key's.
    """
    try:
        csr = x509.load_pem_x509_csr(request)
    except ValueError as error:
        raise EmulatorError("the certificate request is not a PEM certificate request") from error
    if not csr.is_signature_valid:
        raise EmulatorError("the certificate request is not signed by its own key")
    key = csr.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise EmulatorError("the certificate request has neither an RSA nor an elliptic key")
    builder = _leaf(authority, csr.subject, key, validity, ExtendedKeyUsageOID.CLIENT_AUTH)
    return _pem(builder.sign(authority.key, hashes.SHA256()))


def key_pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    """A private key as PEM, not encrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _leaf(
    authority: Authority,
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    validity: Validity,
    purpose: x509.ObjectIdentifier,
) -> x509.CertificateBuilder:
    issuer = authority.certificate
    return (
        _builder(subject, issuer.subject, key, validity)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    validity: Validity,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.start)
        .not_valid_after(validity.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
