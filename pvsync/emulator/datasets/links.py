"""Presigned addresses: good for an hour, and for whoever has them (domain: Datasets API section 1)."""

import hmac
import os
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlencode


class Links:
    """Signs addresses and checks them.

    Args:
        folder: Where the key is kept.
        life: Seconds that an address is good.
        clock: The present instant.
    """

    def __init__(self, folder: Path, life: float, clock: Callable[[], datetime]) -> None:
        self._life = life
        self._clock = clock
        self._ended: set[str] = set()
        path = folder / "link-key"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        self._key = path.read_bytes()

    def query(self, name: str) -> str:
        """The query of an address of a file, good from now on."""
        until = f"{self._clock().timestamp() + self._life:.3f}"
        salt = secrets.token_hex(4)
        return urlencode({"Expires": until, "Salt": salt, "Signature": self._signature(name, until, salt)})

    def admits(self, name: str, query: str) -> bool:
        """Whether a query opens a file now."""
        given = {key: values[0] for key, values in parse_qs(query).items()}
        until, salt, signature = (given.get(key, "") for key in ("Expires", "Salt", "Signature"))
        right = hmac.compare_digest(signature, self._signature(name, until, salt))
        in_time = re.fullmatch(r"\d+\.\d{3}", until) is not None and self._clock().timestamp() < float(until)
        return right and in_time and query not in self._ended

    def end(self, query: str) -> None:
        """Let an address expire now."""
        self._ended.add(query)

    def _signature(self, name: str, until: str, salt: str) -> str:
        return hmac.new(self._key, f"{name} {until} {salt}".encode(), sha256).hexdigest()
