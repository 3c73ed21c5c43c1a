"""The consent of a person: the address that asks for it, and the code in the address that the browser comes back to.

Datasets API, section 5, steps 1 to 3. The state ties the answer to the question, so that nobody can slip us the code of
another account.
"""

import hmac
import secrets
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from pvsync.datasets.settings import DatasetsSettings
from pvsync.errors import CredentialError, UsageError
from pvsync.model.secret import Secret

_AGAIN = "run `pvsync datasets login` again, and let the browser come back by itself"


def new_state() -> Secret:
    """A state that nobody can guess."""
    return Secret(secrets.token_urlsafe(24))


def address(settings: DatasetsSettings, client_id: str, redirect_uri: str, state: Secret) -> str:
    """The address that a person opens to consent.

    Raises:
        UsageError: If nobody has said which scope to ask for.
    """
    scope = settings.assumed.scope
    if not scope:
        raise UsageError(
            "`datasets` in pvsync.yaml names no `scope`, and the documents that pvsync knows are cut off before it",
            advice="copy it from Slate's page on application authorization: `scope: ...` under `datasets`",
        )
    query = {
        "client_id": client_id,
        "scope": scope,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "state": state.reveal(),
    }
    return f"{settings.authorize_url}?{urlencode(query)}"


def code_of(came_back: str, redirect_uri: str, state: Secret) -> Secret:
    """The code in the address that the browser came back to.

    Raises:
        CredentialError: If it is another address, answers another question, or the consent was not given.
    """
    given, own = _parts(came_back), urlsplit(redirect_uri)
    if given is None or (given.scheme, given.netloc, given.path or "/") != (
        own.scheme,
        own.netloc,
        own.path or "/",
    ):
        raise CredentialError(
            "this is not the address that the browser comes back to",
            advice=f"copy the whole address from the browser; it begins with {redirect_uri}",
        )
    query = parse_qs(given.query)
    if not answers(query, state):
        raise CredentialError("this address answers another sign-in than this one", advice=_AGAIN)
    if "code" not in query:
        why = "".join(
            letter for letter in query.get("error", ["no code came"])[0] if letter.isalnum() or letter in "_ "
        )
        raise CredentialError(f"the consent was not given: {why[:80]}", advice=_AGAIN)
    return Secret(query["code"][0])


def answers(query: dict[str, list[str]], state: Secret) -> bool:
    """Whether a query carries our state, once."""
    given = query.get("state", [])
    return len(given) == 1 and hmac.compare_digest(given[0].encode(), state.reveal().encode())


def _parts(text: str) -> SplitResult | None:
    try:
        return urlsplit(text.strip())
    except ValueError:
        return None
