"""What `doctor` finds out about a certificate's authority and a key's rights."""

from datetime import UTC, datetime
from decimal import Decimal

from pvsync.api.client import AvailsClient
from pvsync.api.credentials import Credentials
from pvsync.api.endpoints.get import SMOKE_SCOPE
from pvsync.api.issuer import AUTHORITY_FILE, issuer
from pvsync.errors import ApiError, CredentialError, RequestRejected
from pvsync.model.avail import Avail
from pvsync.model.check import Check, CheckState
from pvsync.model.licence import BusinessLine, License
from pvsync.model.money import Money
from pvsync.model.outcome import Accepted, NotTried, Rejected, Stale, Unknown
from pvsync.model.scope import Scope
from pvsync.model.titles import Movie
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window

_NO_ACCESS = frozenset({401, 403})
_FAR_OFF = Window(datetime(2098, 1, 1, tzinfo=UTC), datetime(2098, 12, 31, tzinfo=UTC))
_ASK = "ask for `Avails-Write` if this key is to apply: `pvsync onboard mail` writes the mail"


def authority(held: Credentials) -> Check:
    """Whether the authority that came with the certificate has signed it."""
    name = "certificate chain"
    try:
        found = issuer(held)
    except CredentialError as error:
        return Check(name, CheckState.FAIL, error.message, error.advice)
    if found.name is not None:
        return Check(name, CheckState.OK, f"the certificate was signed by `{found.name}` of `{found.source}`")
    if found.source == AUTHORITY_FILE:
        return Check(
            name,
            CheckState.WARN,
            f"the certificate was not signed by the authority of `{AUTHORITY_FILE}` beside it",
            "see whether both came with the same answer: production and sandbox have certificates of their own",
        )
    return Check(
        name,
        CheckState.OK,
        f"not compared: there is no `{AUTHORITY_FILE}` beside the certificate, which works without it",
    )


def no_access(error: RequestRejected) -> Check:
    """The service answers, and lets nobody read with this key."""
    return Check(
        "service",
        CheckState.FAIL,
        f"the certificate is taken, the API key is not: {error.message}",
        "it is the key of another environment, or one without `Avails-Read`; production and sandbox have one each",
    )


def rights_to_write(client: AvailsClient, licensor: str) -> Check:
    """Whether the key may do more than read: a title that nobody has is handed in to be judged, which keeps nothing.

    Validating applies nothing (avails-api section 6); that it takes the right to write is our reading (open question 1).
    """
    name = "right to write"
    try:
        (outcome,) = client.validate((_nobody_s(licensor),)).values()
    except RequestRejected as error:
        if error.status in _NO_ACCESS:
            words = f"the key may read and not write ({error.status}): plan and drift work with it, apply does not"
            return Check(name, CheckState.WARN, words, _ASK)
        return _open(name, error.message)
    except ApiError as error:
        return _open(name, error.message)
    match outcome:
        case Accepted() | Rejected(status=400 | 409 | 422):
            return Check(
                name, CheckState.OK, "the service judges what this key hands in; nothing was written"
            )
        case Rejected(words=words) | Unknown(why=words) | NotTried(why=words) | Stale(why=words):
            return _open(name, words)


def _open(name: str, words: str) -> Check:
    return Check(
        name,
        CheckState.WARN,
        f"the service did not say whether this key may write: {words}",
        "try again; `pvsync apply --dry-run` has every change judged and writes nothing",
    )


def _nobody_s(licensor: str) -> Avail:
    """An avail of the smoke test's title, sound in itself, far in the future."""
    price = Money("USD", Decimal("9.99"))
    line = Transaction(
        None, License.EST, SMOKE_SCOPE.territory, "HD", _FAR_OFF, terms={"wsp": price, "srp": price}
    )
    scope = Scope(SMOKE_SCOPE.alid, SMOKE_SCOPE.territory, BusinessLine.TVOD)
    return Avail(scope, licensor, Movie(scope.alid, scope.alid, "pvsync doctor"), (line,))
