"""Login with Amazon: tokens asked for, renewed before they expire, and kept; a new refresh token replaces the old one.

Datasets API, section 5, steps 4 and 5: POST of a form; the answer to a refresh holds a refresh token again, and that one
is to be used from then on.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pvsync.datasets.assumed import TOKEN_LIFE
from pvsync.datasets.clock import Clock
from pvsync.datasets.http import Ask, Http
from pvsync.datasets.patience import persist
from pvsync.datasets.private_file import Draft, locked
from pvsync.datasets.settings import DatasetsSettings
from pvsync.datasets.token_store import Client, Held, read_tokens, token_file, written
from pvsync.errors import AnswerUnreadable, CredentialError, RequestRejected
from pvsync.model.secret import Secret

SERVICE = "Login with Amazon"
_MARGIN = 120.0
"""Seconds before the end of a token at which it is renewed; half of its life where that is shorter."""

_HEADER_TEXT = re.compile(r"[!-~]{1,8192}")
_AGAIN = "sign in again: `pvsync datasets login`"


class Tokens:
    """The access of one client.

    Args:
        settings: Where tokens come from.
        client: Whose they are.
        folder: Folder in which they are kept.
        http: Sends the requests.
        clock: The time.
    """

    def __init__(
        self, settings: DatasetsSettings, client: Client, folder: Path, http: Http, clock: Clock
    ) -> None:
        self._settings = settings
        self._client = client
        self._path = token_file(folder, settings, client.id)
        self._http = http
        self._clock = clock

    def access(self, refused: Secret | None = None) -> Secret:
        """A token that is good for a while yet.

        Args:
            refused: A token that the service does not take any more, whatever its time.

        Raises:
            CredentialError: If nobody has signed in, the consent has been taken back, or tokens cannot be kept.
            ApiError: If no new one can be had.
        """
        held = read_tokens(self._path)
        if self._is_good(held, refused):
            return held.access
        with locked(self._path.with_suffix(".lock"), self._clock):
            # Another process may have renewed it meanwhile, and the refresh token with it.
            held = read_tokens(self._path)
            if not self._is_good(held, refused):
                grant = {"grant_type": "refresh_token", "refresh_token": held.refresh.reveal()}
                held = self._granted(grant, held.refresh)
            return held.access

    def sign_in(self, code: Secret, redirect_uri: str) -> None:
        """Exchange the code of a consent for tokens, and keep them.

        Raises:
            CredentialError: If the code is not taken, or tokens cannot be kept.
            ApiError: If the service cannot be asked.
        """
        grant = {"grant_type": "authorization_code", "code": code.reveal(), "redirect_uri": redirect_uri}
        with locked(self._path.with_suffix(".lock"), self._clock):
            self._granted(grant, None)

    def _is_good(self, held: Held, refused: Secret | None) -> bool:
        return held.access != refused and self._clock.now() < held.good_until

    def _granted(self, grant: dict[str, str], before: Secret | None) -> Held:
        # Whether the answer can be kept shows before it is asked for: a rotated token that is lost is lost for good.
        draft = Draft(self._path)
        try:
            held = self._ask(grant, before)
            draft.keep(written(held))
        finally:
            draft.close()
        return held

    def _ask(self, grant: dict[str, str], before: Secret | None) -> Held:
        form = grant | {"client_id": self._client.id, "client_secret": self._client.secret.reveal()}
        asked = self._clock.now()
        try:
            answer = persist(
                self._settings,
                self._clock,
                lambda: self._http.json(Ask(SERVICE, self._settings.token_url, form=form)),
            )
        except RequestRejected as refused:
            if before is None:
                raise CredentialError(
                    f"the code was not taken: {refused.message}",
                    advice="a code is good once and for minutes: sign in again; are `client_id` and `client_secret` of one security profile?",
                ) from None
            raise CredentialError(
                f"the access to Slate was not renewed: {refused.message}", advice=_AGAIN
            ) from None
        return _held(answer, before, asked)


def _held(answer: Any, before: Secret | None, asked: datetime) -> Held:
    found = answer if isinstance(answer, dict) else {}
    access, refresh = _token(found, "access_token"), _token(found, "refresh_token") or before
    if access is None or refresh is None:
        raise AnswerUnreadable(f"{SERVICE} sent no token", advice=_AGAIN)
    life = found.get("expires_in", TOKEN_LIFE)
    seconds = float(life) if type(life) in (int, float) and 0 <= life < 10**9 else TOKEN_LIFE
    return Held(refresh, access, asked + timedelta(seconds=seconds - min(_MARGIN, seconds / 2)))


def _token(found: dict[str, Any], name: str) -> Secret | None:
    value = found.get(name)
    return Secret(value) if isinstance(value, str) and _HEADER_TEXT.fullmatch(value) else None
