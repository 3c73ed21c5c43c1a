"""Sign-in and tokens as Login with Amazon gives them (domain: Datasets API section 5): codes, access, rotating refresh.

What is issued is kept in one file of the state folder, so that a client stays signed in over a restart.
"""

import json
import os
import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from pvsync.emulator.message import Answer, json_answer

_CODE_LIFE = 300.0
_BAD = HTTPStatus.BAD_REQUEST.value


class SignIn:
    """The authority that issues tokens.

    Args:
        folder: Where the client and what is issued are kept.
        life: Seconds that an access token is good.
        clock: The present instant.
    """

    def __init__(self, folder: Path, life: float, clock: Callable[[], datetime]) -> None:
        self._life = life
        self._clock = clock
        self._lock = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.client_id = _kept(folder / "client-id", "amzn1.application-oa2-client.")
        self.client_secret = _kept(folder / "client-secret", "amzn1.oa2-cs.v1.")
        self._file = folder / "tokens.json"
        self._codes: dict[str, tuple[str, float]] = {}
        self._refresh: set[str] = set()
        self._access: dict[str, float] = {}
        if self._file.exists():
            kept = json.loads(self._file.read_bytes())
            self._refresh, self._access = set(kept["refresh"]), kept["access"]

    def consent(self, query: str) -> Answer:
        """Say yes to a consent: the browser goes back with a code, and with the state that it came with."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        back = asked.get("redirect_uri", "")
        if asked.get("client_id") != self.client_id or urlsplit(back).hostname != "localhost":
            return json_answer(
                _BAD, {"error": "invalid_request", "error_description": "unknown client or address"}
            )
        given = {"state": asked["state"]} if "state" in asked else {}
        if asked.get("response_type") != "code" or not asked.get("scope"):
            given = {"error": "invalid_scope", **given}
        else:
            code = secrets.token_urlsafe(15)
            with self._lock:
                self._codes[code] = (back, self._now() + _CODE_LIFE)
            given = {"code": code, "scope": asked["scope"], **given}
        location = f"{back}?{urlencode(given)}"
        return Answer(HTTPStatus.FOUND.value, headers=(("location", location),))

    def token(self, body: bytes, *, refuses: bool = False, rotates: bool = True) -> Answer:
        """Answer a request for tokens.

        Args:
            body: The form.
            refuses: Whether the grant is refused whatever it is.
            rotates: Whether a new refresh token comes along, and the old one ends.
        """
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        client = (form.get("client_id", ""), form.get("client_secret", ""))
        if client != (self.client_id, self.client_secret):
            return _refusal(HTTPStatus.UNAUTHORIZED.value, "invalid_client", "Client authentication failed")
        with self._lock:
            old = form.get("refresh_token", "")
            if refuses or not self._grants(form, old):
                return _refusal(_BAD, "invalid_grant", "The request has an invalid grant parameter")
            refresh = f"Atzr|{secrets.token_urlsafe(48)}" if rotates or not old else old
            self._refresh = (self._refresh - {old}) | {refresh}
            access = f"Atza|{secrets.token_urlsafe(48)}"
            self._access[access] = self._now() + self._life
            self._keep()
        given = {"refresh_token": refresh} if rotates or not old else {}
        return json_answer(
            HTTPStatus.OK.value,
            {"access_token": access, **given, "token_type": "bearer", "expires_in": int(self._life)},
        )

    def admits(self, authorization: str) -> bool:
        """Whether a header carries a token that is good now."""
        kind, _, token = authorization.partition(" ")
        with self._lock:
            return kind == "Bearer" and self._access.get(token, 0) > self._now()

    def revoke(self) -> None:
        """Take back every token, as when a person takes back the consent."""
        with self._lock:
            self._access.clear()
            self._refresh.clear()
            self._keep()

    def _grants(self, form: dict[str, str], refresh: str) -> bool:
        match form.get("grant_type"):
            case "refresh_token":
                return refresh in self._refresh
            case "authorization_code":
                back, until = self._codes.pop(form.get("code", ""), ("", 0.0))
                return bool(back) and back == form.get("redirect_uri") and until > self._now()
            case _:
                return False

    def _keep(self) -> None:
        now = self._now()
        self._access = {token: until for token, until in self._access.items() if until > now}
        fresh = self._file.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump({"refresh": sorted(self._refresh), "access": self._access}, file)
        fresh.replace(self._file)

    def _now(self) -> float:
        return self._clock().timestamp()


def _refusal(status: int, error: str, description: str) -> Answer:
    return json_answer(status, {"error": error, "error_description": description})


def _kept(path: Path, prefix: str) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{prefix}{secrets.token_hex(16)}\n")
    return path.read_text(encoding="ascii").strip()
