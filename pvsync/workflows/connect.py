"""The client of an environment: its limits from the configuration, its credentials by reference."""

import logging
import os
import re
from functools import cache
from pathlib import Path

from pvsync.api.client import AvailsClient
from pvsync.api.credentials import Credentials, exposed
from pvsync.api.governor import Governor
from pvsync.api.settings import ApiSettings
from pvsync.api.shared import SharedLimits
from pvsync.config.environment import EMULATOR_FOLDER, CredentialReferences, Environment
from pvsync.config.load import Config
from pvsync.errors import CredentialError, UsageError
from pvsync.model.secret import Secret
from pvsync.workflows.trust import refuse_new_references

_LOG = logging.getLogger(__name__)
_NAME = re.compile(r"(?=[A-Z0-9]*_)[A-Z][A-Z0-9_]{,63}")
_PAUSES = 900.0
"""Seconds that a run may spend in pauses that a service asks for."""


def connect(config: Config, environment: Environment) -> AvailsClient:
    """A client of one environment; close it, or use it in a `with`.

    Raises:
        UsageError: If the environment names no credentials.
        CredentialError: If a credential cannot be found or used.
    """
    settings = api_settings(config, environment)
    governor = _governor(
        settings.url, settings.licensor, settings.requests_per_second, settings.open_requests
    )
    held = credentials(config, environment)
    for name in exposed(held):
        _LOG.warning("the file of `%s` can be read by other users of this machine: `chmod 600` it", name)
    return AvailsClient(settings, held, governor)


@cache
def _governor(url: str, licensor: str, requests_per_second: float, open_requests: int) -> Governor:
    """The one governor of a service in this process, which shares its limits with every other process of the user."""
    folder = _shared_folder()
    others = None if folder is None else SharedLimits(folder, f"{url} {licensor}", open_requests)
    return Governor(requests_per_second, open_requests, budget=_PAUSES, others=others)


def _shared_folder() -> Path | None:
    """Where processes of one user meet, in whatever repository they run; None where a user has no home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        cache = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    return cache / "pvsync" / "limits"


def api_settings(config: Config, environment: Environment) -> ApiSettings:
    """How to talk to an environment."""
    return ApiSettings(
        url=environment.url,
        licensor=environment.alias,
        requests_per_second=environment.rate,
        open_requests=environment.open,
        batch_size=environment.batch,
        batch_same_alid=environment.batch_same_alid,
        timeout=environment.timeout,
        batch_body=environment.batch_body,
        batch_path=environment.batch_path,
        spec_version=environment.spec_version,
        benefits=config.benefits,
        zones=config.zones,
    )


def credentials(config: Config, environment: Environment) -> Credentials:
    """The credentials of an environment, found where the configuration says.

    Raises:
        UsageError: If the environment names none.
        CredentialError: If one cannot be found, or is one that only this change names.
    """
    root, references = config.root, environment.credentials
    if references is None:
        raise UsageError(
            f"the environment `{environment.name}` names no credentials",
            advice="add `credentials: {key: file:..., cert: file:..., api_key: env:...}` to it in pvsync.yaml",
        )
    if environment.name == "local" and not (root / EMULATOR_FOLDER).is_dir():
        raise CredentialError(
            "the emulator has never run here, so there are no credentials for `local`",
            advice="start it in another terminal: `pvsync emulator`",
        )
    refuse_new_references(
        config, {"key": references.key, "cert": references.cert, "api_key": references.api_key}
    )
    return Credentials(
        key=_file(root, references.key),
        cert=_file(root, references.cert),
        ca=None if references.ca is None else _file(root, references.ca),
        api_key=_api_key(root, references),
        api_key_file=_file(root, references.api_key) if references.api_key.startswith("file:") else None,
    )


def _file(root: Path, reference: str) -> Path:
    return root / reference.removeprefix("file:")


def _shown(name: str) -> str:
    """The name of a variable; nothing where it may be the secret itself, written in the wrong place."""
    return f" `{name}`" if _NAME.fullmatch(name) else ""


def _api_key(root: Path, references: CredentialReferences) -> Secret:
    kind, _, name = references.api_key.partition(":")
    if kind == "env":
        text = os.environ.get(name, "")
        if not text.strip():
            raise CredentialError(
                f"the environment variable{_shown(name)} of the credential `api_key` is not set",
                advice="set it, or name another with `api_key: env:NAME` in pvsync.yaml",
            )
        return Secret(text)
    try:
        return Secret(_file(root, references.api_key).read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise CredentialError(
            "the file of the credential `api_key` is not there or cannot be read"
        ) from error
