"""Where the tokens of one client are kept: a file of the user's own, never in the repository.

A refresh token does not expire by itself (Datasets API, section 5), so whoever has it may read the datasets until the
consent is taken back. It stays out of `.pvsync/`, which a CI job may save as an artifact.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pvsync.datasets.settings import DatasetsSettings
from pvsync.errors import CredentialError
from pvsync.model.secret import Secret

_FORMAT = 1
_NAME = 24
_SIGN_IN = "sign in: `pvsync datasets login`"


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """The tokens of one client.

    Args:
        refresh: What new access tokens are asked for with.
        access: What opens the service.
        good_until: From when on it is renewed before it is used.
    """

    refresh: Secret
    access: Secret
    good_until: datetime

    def __repr__(self) -> str:
        return "Held(...)"


@dataclass(frozen=True, slots=True)
class Client:
    """A security profile's client.

    Args:
        id: Client id.
        secret: Client secret.
    """

    id: str
    secret: Secret


def token_file(folder: Path, settings: DatasetsSettings, client_id: str) -> Path:
    """The file of one client of one service; its name tells neither.

    Both addresses are part of it: where a change of `pvsync.yaml` names others, no token is sent there.
    """
    whose = f"{settings.token_url} {settings.base_url} {client_id}"
    return folder / f"{sha256(whose.encode()).hexdigest()[:_NAME]}.json"


def read_tokens(path: Path) -> Held:
    """What is kept.

    Raises:
        CredentialError: If nobody has signed in, or the file cannot be read or is not one of ours.
    """
    try:
        found = json.loads(path.read_bytes())
        until = datetime.fromisoformat(found["good_until"]).astimezone(UTC)
        held = Held(Secret(found["refresh_token"]), Secret(found["access_token"]), until)
    except FileNotFoundError:
        raise CredentialError("nobody has signed in to Slate on this machine", advice=_SIGN_IN) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CredentialError("the file of the Slate tokens cannot be read", advice=_SIGN_IN) from None
    if found.get("format") != _FORMAT:
        raise CredentialError("the Slate tokens were kept by another version of pvsync", advice=_SIGN_IN)
    return held


def written(held: Held) -> bytes:
    """The same as the file holds it: the one place besides a request that reveals a token."""
    content = {
        "format": _FORMAT,
        "refresh_token": held.refresh.reveal(),
        "access_token": held.access.reveal(),
        "good_until": held.good_until.isoformat(),
    }
    return json.dumps(content).encode()
