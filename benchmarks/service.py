"""The emulator in a process of its own at production limits, and its counters as the witness."""

import json
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from turns import environment

RATE, OPEN = 10, 5
"""What production allows: requests a second, and requests open at once."""

_STATE = Path(".pvsync") / "emulator"
_STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Counters:
    """What came in since the last reset.

    Args:
        requests: Requests.
        throttled: Those refused by the limits.
        max_per_second: Most arrivals in any sliding second.
        max_open: Most requests open at one time.
        by_status: Answers by status.
    """

    requests: int
    throttled: int
    max_per_second: int
    max_open: int
    by_status: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Service:
    """A running emulator.

    Args:
        url: Where it listens.
        root: The partner's repository, below which it keeps its certificates.
    """

    url: str
    root: Path

    def counters(self) -> Counters:
        """Its counts, asked for with the partner's own certificate; asking is not counted."""
        counted = self._ask("GET", "counters")
        return Counters(**{name: counted[name] for name in Counters.__slots__})

    def reset(self) -> None:
        """Count from zero."""
        self._ask("DELETE", "counters")

    def slow_down(self, seconds: float) -> None:
        """Let every answer take so much longer from now on."""
        self._ask("POST", "faults", {"name": "slow", "seconds": seconds})

    def refuse_every_tenth(self) -> None:
        """Answer one request in ten with a 429 that asks for a second, at random but always the same."""
        self._ask("POST", "faults", {"name": "429-retry-after", "probability": 0.1, "seed": 10, "seconds": 1})

    def _ask(self, method: str, what: str, body: object = None) -> dict[str, Any]:
        state = self.root / _STATE
        context = ssl.create_default_context(cafile=state / "ca.pem")
        context.load_cert_chain(state / "client.pem", state / "client.key")
        where = urlsplit(self.url)
        connection = HTTPSConnection(where.hostname or "", where.port, context=context)
        try:
            key = (state / "api-key").read_text(encoding="utf-8").strip()
            data = None if body is None else json.dumps(body)
            headers = {"x-api-key": key, "content-type": "application/json"}
            connection.request(method, f"/_emulator/{what}", data, headers)
            answer = connection.getresponse()
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"the emulator answered {answer.status} to {method} {what}")
            answered: dict[str, Any] = json.load(answer)
        finally:
            connection.close()
        return answered


@contextmanager
def service(root: Path, *, rate: int = RATE, open_requests: int = OPEN) -> Iterator[Service]:
    """An emulator on a free port, stopped at the end.

    Args:
        root: The partner's repository.
        rate: Requests that it allows in a second.
        open_requests: Requests that may be open at once.
    """
    limits = ["--rate", str(rate), "--open", str(open_requests)]
    process = subprocess.Popen(
        [sys.executable, "-m", "pvsync", "emulator", "--quiet", "--port", "0", *limits],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Service(_address(process), root)
    finally:
        process.terminate()
        process.communicate(timeout=_STOP_SECONDS)


def _address(process: "subprocess.Popen[str]") -> str:
    for line in process.stdout or ():
        url = line.split()[-1]
        if url.startswith("https://"):
            return url
    raise RuntimeError("the emulator stopped before it listened")
