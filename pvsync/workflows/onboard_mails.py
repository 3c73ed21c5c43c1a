"""The mails of onboarding: the request for a certificate, and the revocation of one (source 001).

A person looks them through and sends them; nothing secret is in them. The revocation mail of the partner page has a
line for the API key: it is left for the person who sends it.
"""

from dataclasses import dataclass
from pathlib import Path

from pvsync.api.signing_request import serial_number, subject_of
from pvsync.config.environment import Environment
from pvsync.errors import UsageError
from pvsync.model.onboarding import SUPPORT, Access, Mail
from pvsync.render.mail import mail_text
from pvsync.workflows.onboard import places
from pvsync.workflows.project import Project

_SERVICES = {"production": "Production", "sandbox": "Sandbox"}
"""As the partner page calls its two environments (source 001, step 3)."""

KEY_LEFT_OUT = "(type it in before you send this: pvsync shows no key)"
_OWN_TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """What the request mail says beside what `pvsync.yaml` knows.

    Args:
        partner: PartnerName, empty for what `pvsync.yaml` says.
        contact: Whom an answer goes to, empty for what `pvsync.yaml` says.
        access: What the key may do.
        limit: Request Limit, empty for the environment's `rate` and `open`.
        into: Folder of the signing request, None for where `pvsync.yaml` says.
    """

    partner: str = ""
    contact: str = ""
    access: Access = Access.READ_WRITE
    limit: str = ""
    into: Path | None = None


@dataclass(frozen=True, slots=True)
class RevocationDetails:
    """What the revocation mail says beside what `pvsync.yaml` knows.

    Args:
        partner: PartnerName, empty for what `pvsync.yaml` says.
        owner: Owner Email Id, empty for what `pvsync.yaml` says.
        serial: Certificate Serial Number, empty for that of the certificate that is there.
        certificate: Its file, None for where `pvsync.yaml` says.
        because: Why, empty for no word of it.
    """

    partner: str = ""
    owner: str = ""
    serial: str = ""
    certificate: Path | None = None
    because: str = ""


def request_mail(project: Project, environment: Environment, details: RequestDetails) -> Mail:
    """The mail that asks for a certificate and an API key.

    Raises:
        UsageError: If the partner has no name, the environment is not Prime Video's, or there is no signing request.
        CredentialError: If what would be attached is no signing request of the key beside it.
    """
    at = places(project, environment, details.into)
    service = _service(environment)
    if not at.request.is_file():
        raise UsageError(
            f"there is no signing request for `{environment.name}` yet",
            advice=f"make one: `pvsync --env {environment.name} onboard csr`",
        )
    subject = subject_of(at.request.read_bytes(), at.key.read_bytes() if at.key.is_file() else None)
    rate = f"{environment.rate:g} requests per second, {environment.open} open at once"
    text = _text(
        project,
        "request",
        service=service,
        partner=_partner(project, details.partner),
        contact=details.contact or project.config.email,
        alias=project.config.licensor,
        access=str(details.access),
        limit=details.limit or rate,
        attachment=at.request.name,
        subject=subject,
    )
    return Mail(
        SUPPORT, f"PartnerApi {service}: request for a certificate", (_shown(project, at.request),), text
    )


def revocation_mail(project: Project, environment: Environment, details: RevocationDetails) -> Mail:
    """The mail that has a certificate revoked.

    Raises:
        UsageError: If partner or owner have no name, or there is neither a certificate nor a serial number.
        CredentialError: If what is there is no certificate.
    """
    service = _service(environment)
    owner = details.owner or project.config.email
    if not owner:
        raise UsageError(
            "the mail needs the address of the certificate's owner",
            advice="give `--owner avails@example.com`, or write `partner: {name: ..., email: ...}` in pvsync.yaml",
        )
    text = _text(
        project,
        "revoke",
        service=service,
        partner=_partner(project, details.partner),
        alias=environment.alias,
        owner=owner,
        serial=details.serial or _serial(project, environment, details.certificate),
        because=details.because,
        api_key=KEY_LEFT_OUT,
    )
    return Mail(SUPPORT, f"PartnerApi {service}: revocation of a certificate", (), text)


def _text(project: Project, name: str, **values: str) -> str:
    return mail_text(name, project.root / _OWN_TEMPLATES, values)


def _service(environment: Environment) -> str:
    service = _SERVICES.get(environment.name)
    if service is None:
        raise UsageError(
            f"the certificate of `{environment.name}` does not come from Prime Video by mail",
            advice="name the environment: `pvsync --env sandbox onboard ...` or `--env production`",
        )
    return service


def _partner(project: Project, given: str) -> str:
    partner = given or project.config.partner
    if not partner:
        raise UsageError(
            "the mail needs the partner's name as Prime Video knows it",
            advice='give `--partner "Acme Pictures"`, or write `partner: {name: Acme Pictures}` in pvsync.yaml',
        )
    return partner


def _serial(project: Project, environment: Environment, given: Path | None) -> str:
    path = given or places(project, environment).certificate
    if not path.is_file():
        raise UsageError(
            f"there is no certificate of `{environment.name}` whose serial number could be read",
            advice="name its file with `--cert FILE`, or give the number with `--serial`",
        )
    return serial_number(path.read_bytes())


def _shown(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else path.name
