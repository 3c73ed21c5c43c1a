"""The Datasets API of an environment: addresses from the configuration, its client by reference, tokens of the user's own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pvsync.config.datasets import DatasetsConfig
from pvsync.config.environment import EMULATOR_FOLDER, Environment
from pvsync.config.load import Config
from pvsync.datasets.clock import Clock
from pvsync.datasets.download import Download
from pvsync.datasets.http import Http
from pvsync.datasets.remote import RemoteSource
from pvsync.datasets.settings import DatasetsSettings
from pvsync.datasets.slate import Slate
from pvsync.datasets.token_store import Client
from pvsync.datasets.tokens import Tokens
from pvsync.errors import CredentialError, UsageError
from pvsync.model.secret import Secret
from pvsync.workflows.trust import refuse_new_references


@dataclass(frozen=True, slots=True)
class Access:
    """The way to the Datasets API.

    Args:
        settings: How it is talked to.
        client: The security profile's client.
        clock: The time.
        http: Sends requests.
        tokens: The access of the user who consented.
        slate: The endpoints.
        source: The files, for the store.
        store: Folder of the store.
    """

    settings: DatasetsSettings
    client: Client
    clock: Clock
    http: Http
    tokens: Tokens
    slate: Slate
    source: RemoteSource
    store: Path


@contextmanager
def connect_datasets(
    config: Config, environment: Environment, now: Callable[[], datetime]
) -> Iterator[Access]:
    """Open the way to the Datasets API; nothing is asked yet, and `source` is what a store pulls from.

    Args:
        config: The configuration.
        environment: `local` is the emulator, every other the one service there is.
        now: The clock.

    Raises:
        UsageError: If the configuration names no client.
        CredentialError: If a credential cannot be found.
    """
    own = config.datasets_of(environment)
    settings = dataset_settings(config.root, own)
    client = _client(config, own)
    clock = Clock(now=now)
    http = Http(settings, clock)
    try:
        tokens = Tokens(settings, client, token_folder(), http, clock)
        slate = Slate(settings, tokens, http, clock)
        source = RemoteSource(slate, Download(settings, http, clock), settings, clock)
        yield Access(settings, client, clock, http, tokens, slate, source, config.root / own.store)
    finally:
        http.close()


def dataset_settings(root: Path, config: DatasetsConfig) -> DatasetsSettings:
    """How the Datasets API is talked to."""
    return DatasetsSettings(
        base_url=config.base_url,
        token_url=config.token_url,
        authorize_url=config.authorize_url,
        redirect_uri=config.redirect_uri,
        ca=None if config.ca is None else root / config.ca.removeprefix("file:"),
        account=config.account,
        group=config.group,
        business=config.business,
        assumed=config.assumed,
    )


def token_folder() -> Path:
    """Where tokens are kept: with the user's state, in whatever repository a command runs; never in one.

    Raises:
        CredentialError: If the user has no home and no other place is named.
    """
    given = os.environ.get("XDG_STATE_HOME", "")
    try:
        state = Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "state"
    except RuntimeError:
        raise CredentialError(
            "there is no folder for the tokens of Slate, since this user has no home",
            advice="name one with the environment variable XDG_STATE_HOME",
        ) from None
    return state / "pvsync" / "datasets"


def _client(whole: Config, config: DatasetsConfig) -> Client:
    root = whole.root
    if config.client_id is None or config.client_secret is None:
        raise UsageError(
            "`datasets` in pvsync.yaml names no client of Login with Amazon",
            advice="add `datasets: {client_id: env:PV_LWA_CLIENT_ID, client_secret: env:PV_LWA_CLIENT_SECRET}`",
        )
    if config.is_emulated and not (root / EMULATOR_FOLDER / "datasets").is_dir():
        raise CredentialError(
            "the emulator has never run here, so there are no datasets for `local`",
            advice="start it in another terminal: `pvsync emulator`; Slate itself needs `--env production`",
        )
    refuse_new_references(
        whole, {"datasets.client_id": config.client_id, "datasets.client_secret": config.client_secret}
    )
    return Client(
        _credential(root, config.client_id, "client_id").reveal(),
        _credential(root, config.client_secret, "client_secret"),
    )


def _credential(root: Path, reference: str, name: str) -> Secret:
    kind, _, where = reference.partition(":")
    if kind == "env":
        text = os.environ.get(where, "")
        if not text.strip():
            raise CredentialError(
                f"the environment variable of the credential `datasets.{name}` is not set",
                advice=f"set it, or name another with `{name}: env:NAME` under `datasets` in pvsync.yaml",
            )
        return Secret(text)
    try:
        return Secret((root / where).read_text())
    except (OSError, UnicodeDecodeError):
        raise CredentialError(
            f"the file of the credential `datasets.{name}` is not there or cannot be read"
        ) from None
