"""The client of an environment: its limits from the configuration, its credentials by reference."""

import os
from pathlib import Path

from pvsync.api.client import AvailsClient
from pvsync.api.credentials import Credentials, Secret
from pvsync.api.settings import ApiSettings
from pvsync.config.environment import EMULATOR_FOLDER, CredentialReferences, Environment
from pvsync.config.load import Config
from pvsync.errors import CredentialError, UsageError


def connect(config: Config, environment: Environment) -> AvailsClient:
    """A client of one environment; close it, or use it in a `with`.

    Raises:
        UsageError: If the environment names no credentials.
        CredentialError: If a credential cannot be found or used.
    """
    return AvailsClient(api_settings(config, environment), credentials(config.root, environment))


def api_settings(config: Config, environment: Environment) -> ApiSettings:
    """How to talk to an environment."""
    return ApiSettings(
        url=environment.url,
        licensor=environment.alias,
        requests_per_second=environment.rate,
        open_requests=environment.open,
        batch_size=environment.batch,
        timeout=environment.timeout,
        batch_body=environment.batch_body,
        batch_path=environment.batch_path,
        spec_version=environment.spec_version,
        benefits=config.benefits,
        zones=config.zones,
    )


def credentials(root: Path, environment: Environment) -> Credentials:
    """The credentials of an environment, found where the configuration says.

    Raises:
        UsageError: If the environment names none.
        CredentialError: If one cannot be found.
    """
    references = environment.credentials
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
    return Credentials(
        key=_file(root, references.key, "key"),
        cert=_file(root, references.cert, "cert"),
        ca=None if references.ca is None else _file(root, references.ca, "ca"),
        api_key=_api_key(root, references),
    )


def _file(root: Path, reference: str, key: str) -> Path:
    path = root / reference.removeprefix("file:")
    if not path.is_file():
        raise CredentialError(
            f"the file of the credential `{key}` does not exist", advice="check `credentials` in pvsync.yaml"
        )
    return path


def _api_key(root: Path, references: CredentialReferences) -> Secret:
    kind, _, name = references.api_key.partition(":")
    if kind == "env":
        text = os.environ.get(name, "")
        if not text.strip():
            raise CredentialError(
                "the environment variable of the credential `api_key` is not set",
                advice="set it, or name another with `api_key: env:NAME` in pvsync.yaml",
            )
        return Secret(text)
    try:
        return Secret(_file(root, references.api_key, "api_key").read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise CredentialError("the file of the credential `api_key` cannot be read") from error
