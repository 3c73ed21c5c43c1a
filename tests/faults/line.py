"""The way from the client to the emulator without a socket: the same answers, on a clock that nobody waits for.

Everything of the client above the connection is the real one, and so is everything of the emulator below it.
"""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import RemoteDisconnected
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.exceptions import ProtocolError

from pvsync.emulator.app import App
from pvsync.emulator.faults import Stage
from pvsync.emulator.message import Request
from pvsync.emulator.misfortune import Delivery
from pvsync.emulator.routes.table import find
from pvsync.emulator.server import Emulator
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope

LATENCY = 0.02
"""Seconds for one request and its answer."""


class Killed(BaseException):
    """The process is gone; nothing catches this, and nothing of it does anything any more."""


class Timepiece:
    """Time that passes only while someone waits or a request is under way."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.elapsed = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    def sleep(self, seconds: float) -> None:
        # A sleep that is rounded to nothing would never reach the end of a wait.
        self.elapsed += max(seconds, 1e-6)


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that happened at the service.

    Args:
        what: `read`, `write` or `foreign`.
        scope: Where.
        avail: What is held from then on, as JSON; None for a read, and where it was removed.
        at: When, in seconds.
    """

    what: str
    scope: Scope
    avail: Any = None
    at: float = 0.0


@dataclass(slots=True)
class Line:
    """What lies between one machine and the service.

    Args:
        emulator: The service; it need not be started.
        clock: Time.
        log: Everything that happened, in order.
        at: Number of the point at which the process is killed, 0 for never.
        on_request: Called before each request, with the number of requests so far.
        expired: Whether the client certificate is past its date: no new connection opens.
    """

    emulator: Emulator
    clock: Timepiece
    log: list[Seen] = field(default_factory=list)
    at: int = 0
    on_request: Callable[[int], None] = lambda _number: None
    expired: bool = False
    points: int = 0
    requests: int = 0
    dead: bool = False
    generation: int = 0

    def born(self, at: int, on_request: Callable[[int], None]) -> None:
        """A new process begins."""
        self.at, self.on_request = at, on_request
        self.points = self.requests = 0
        self.dead = False
        self.generation += 1

    def point(self) -> None:
        """A place at which the process may be killed.

        Raises:
            Killed: If it is, or was before.
        """
        self.points += 1
        self.dead = self.dead or self.points == self.at
        if self.dead:
            raise Killed

    def drop_all(self) -> None:
        """Every open connection is cut; the next request needs a new one."""
        self.generation += 1

    def adapter(self, **_named: object) -> "Wire":
        """What stands where `requests` puts its own adapter."""
        return Wire(self)


class Wire(HTTPAdapter):
    """One connection."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line
        self._opened = -1
        self._app = App(line.emulator.settings, line.emulator._backstage, line.emulator.api_key)

    def send(self, request: requests.PreparedRequest, *_: Any, **named: Any) -> requests.Response:
        line = self._line
        line.point()
        line.requests += 1
        line.on_request(line.requests)
        line.clock.sleep(LATENCY)
        self._connect(request)
        message = _message(request)
        endpoint, methods = find(message.method, message.path)
        gate = line.emulator._backstage.gate
        admitted = gate.arrive(endpoint.name if endpoint else "other")
        try:
            delivery = self._app._delivery(endpoint, methods, message, keyed=True, admitted=admitted)
            line.point()
            self._wait(delivery, named["timeout"][1], request)
        finally:
            gate.leave("200", admitted=admitted)
        answer = self._answer(delivery, request)
        if answer.status_code < 500 and not delivery.cut:
            line.log.extend(Seen("read", scope) for scope in read_scopes(message))
        return answer

    def _connect(self, request: requests.PreparedRequest) -> None:
        line = self._line
        if self._opened != line.generation:
            if line.expired or line.emulator.faults.draw(Stage.HANDSHAKE, "", frozenset) is not None:
                raise _dropped(request)
            self._opened = line.generation

    def _wait(self, delivery: Delivery, patience: float, request: requests.PreparedRequest) -> None:
        if delivery.wait >= patience:
            self._line.clock.sleep(patience)
            self._opened = -1
            raise requests.exceptions.ReadTimeout(request=request)
        self._line.clock.sleep(delivery.wait)
        if delivery.drop:
            self._opened = -1
            raise _dropped(request)

    def _answer(self, delivery: Delivery, request: requests.PreparedRequest) -> requests.Response:
        whole = delivery.answer.body
        body = whole[: len(whole) // 2] if delivery.cut else whole
        if delivery.cut:
            self._opened = -1
        raw = HTTPResponse(
            body=io.BytesIO(body),
            headers={
                "content-type": delivery.answer.content_type,
                "content-length": str(len(whole)),
                **dict(delivery.answer.headers),
            },
            status=delivery.answer.status,
            preload_content=False,
            enforce_content_length=True,
            request_method=request.method,
        )
        return self.build_response(request, raw)


def read_scopes(message: Request) -> Iterator[Scope]:
    """The scopes that a request reads."""
    if message.method == "GET":
        yield from _scope_of(f"{message.path}?{message.query}")
    elif message.path.endswith("/batch/get"):
        for item in json.loads(message.body):
            yield from _scope_of(item["path"])


def _scope_of(path: str) -> Iterator[Scope]:
    where, _, query = path.partition("?")
    named = parse_qs(query)
    line = named["businessLine"][0]
    yield Scope(unquote(where.rsplit("/", 1)[-1]), named["territory"][0], BusinessLine(line))


def _message(request: requests.PreparedRequest) -> Request:
    parts = urlsplit(request.url or "")
    headers = {name.lower(): str(value) for name, value in request.headers.items()}
    body = request.body or b""
    assert isinstance(body, bytes)
    return Request(request.method or "", str(parts.path), str(parts.query), headers, body)


def _dropped(request: requests.PreparedRequest) -> requests.exceptions.ConnectionError:
    inner = ProtocolError("Connection aborted.", RemoteDisconnected("no answer"))
    return requests.exceptions.ConnectionError(inner, request=request)
