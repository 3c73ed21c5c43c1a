"""The service as an ASGI application: key, limits, endpoint, faults, answer, one line in the log."""

import asyncio
import contextlib
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import unquote

from pvsync.emulator.endpoint import Backstage, Call, Effects, Endpoint
from pvsync.emulator.faults import Fault, Stage
from pvsync.emulator.message import Answer, Request, problem
from pvsync.emulator.misfortune import Delivery, delivery, instead
from pvsync.emulator.routes.batch import BadBatch, item_alid, read_items
from pvsync.emulator.routes.control import PREFIX as CONTROL
from pvsync.emulator.routes.table import find
from pvsync.emulator.settings import EmulatorSettings

Headers: TypeAlias = tuple[tuple[str, str], ...]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

TRANSPORT = "pvsync.transport"
"""Name of the ASGI extension that holds the connection, so that it can be cut."""


class ClientGone(Exception):
    """The client closed the connection before it had its answer."""


class App:
    """The ASGI application.

    Args:
        settings: How the emulator is set up.
        backstage: What it holds, counts and gets wrong.
        api_key: The one key it takes.
    """

    def __init__(self, settings: EmulatorSettings, backstage: Backstage, api_key: str) -> None:
        self._settings = settings
        self._backstage = backstage
        self._api_key = api_key.encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began = self._settings.monotonic()
        request = read_head(scope)
        endpoint, methods = find(request.method, request.path)
        keyed = secrets.compare_digest(request.headers.get("x-api-key", "").encode(), self._api_key)
        counted = keyed and not _is_own(request.path)
        admitted = self._backstage.gate.arrive(endpoint.name if endpoint else "other") if counted else True
        sent, status = None, "500"
        try:
            request = await read_body(request, receive)
            sent = self._delivery(endpoint, methods, request, keyed=keyed, admitted=admitted)
            await _wait(sent.wait, receive)
            status = "dropped" if sent.drop or sent.cut else str(sent.answer.status)
        except ClientGone:
            sent, status = None, "dropped"
        finally:
            # Before the answer goes out: a client that has it may ask again, and find its slot free.
            if counted:
                self._backstage.gate.leave(status, admitted=admitted)
            if not request.path.startswith(CONTROL):
                self._log(request, status, self._settings.monotonic() - began)
        if sent is not None:
            headers = (("date", format_datetime(self._settings.clock().astimezone(UTC), usegmt=True)),)
            await _send(sent, headers, scope["extensions"][TRANSPORT], receive, send)

    def _delivery(
        self,
        endpoint: Endpoint | None,
        methods: tuple[str, ...],
        request: Request,
        *,
        keyed: bool,
        admitted: bool,
    ) -> Delivery:
        if not keyed:
            return Delivery(problem(HTTPStatus.FORBIDDEN, "Forbidden"))
        if not admitted:
            return Delivery(self._throttled())
        return self._answered(endpoint, methods, request)

    def _answered(self, endpoint: Endpoint | None, methods: tuple[str, ...], request: Request) -> Delivery:
        if endpoint is None:
            return Delivery(_no_endpoint(methods))
        if not endpoint.open_to(self._backstage.service.switches["resource-access"]):
            return Delivery(problem(HTTPStatus.FORBIDDEN, "the key has no access to this resource"))
        if endpoint.takes and not request.is_json:
            return Delivery(
                problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the Content-Type is not application/json")
            )

        def alids() -> frozenset[str]:
            return self._alids(endpoint, request)

        def draw(stage: Stage) -> Fault | None:
            return self._backstage.faults.draw(stage, endpoint.name, alids)

        if (struck := draw(Stage.INSTEAD)) is not None:
            return instead(struck)
        effects = _effects(draw(Stage.READING), draw(Stage.ITEMS))
        answer = endpoint.handle(Call(self._backstage, request, effects))
        return delivery(draw(Stage.ANSWER), answer)

    def _alids(self, endpoint: Endpoint, request: Request) -> frozenset[str]:
        """The ALIDs that a request is about, for faults that strike only one."""
        if not endpoint.name.startswith("batch/"):
            return frozenset({unquote(request.path.split("/")[5])})
        try:
            items = read_items(request.body, self._backstage.service)
        except BadBatch:
            return frozenset()
        return frozenset(
            alid for item in items if (alid := item_alid(item, self._backstage.service)) is not None
        )

    def _throttled(self) -> Answer:
        """The answer to a request over the limits (open question 1)."""
        match self._backstage.service.switches["throttling"]:
            case "503":
                return problem(HTTPStatus.SERVICE_UNAVAILABLE, "Service Unavailable")
            case "429-retry-after":
                return instead(Fault(name="429-retry-after")).answer
            case _:
                return instead(Fault(name="429")).answer

    def _log(self, request: Request, status: str, seconds: float) -> None:
        at = self._settings.clock()
        self._settings.log(
            f"{at:%H:%M:%S} {request.method} {request.path} {status} {round(seconds * 1000)} ms"
        )


def _is_own(path: str) -> bool:
    return path.startswith(CONTROL) or path == "/openapi.json"


def read_head(scope: Message) -> Request:
    """A request before its body."""
    return Request(
        scope["method"],
        scope["raw_path"].decode("ascii"),
        scope["query_string"].decode("ascii"),
        {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
    )


async def read_body(request: Request, receive: Receive) -> Request:
    """The same with its body.

    Raises:
        ClientGone: The client went away.
    """
    chunks = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunks.append(message["body"])
        more = message["more_body"]
    return Request(request.method, request.path, request.query, request.headers, b"".join(chunks))


def _no_endpoint(methods: tuple[str, ...]) -> Answer:
    if not methods:
        return problem(HTTPStatus.NOT_FOUND, "there is no such endpoint")
    refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, f"this path takes {', '.join(methods)}")
    return Answer(refusal.status, refusal.body, headers=(("allow", ", ".join(methods)),))


def _effects(reading: Fault | None, items: Fault | None) -> Effects:
    return Effects(
        stale=timedelta(seconds=reading.duration) if reading else timedelta(),
        stale_alid=reading.alid if reading else None,
        items=items.name if items else "",
        item_alid=items.alid if items else None,
        item_count=items.items if items else 0,
    )


async def _send(
    sent: Delivery, headers: Headers, transport: asyncio.Transport, receive: Receive, send: Send
) -> None:
    """Send an answer, or what a fault left of it."""
    if sent.drop:
        transport.abort()
        await receive()
        return
    answer = sent.answer
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (b"content-type", answer.content_type.encode("ascii")),
                (b"content-length", str(len(answer.body)).encode("ascii")),
                *(
                    (name.encode("ascii"), value.encode("ascii"))
                    for name, value in (*headers, *answer.headers)
                ),
            ],
        }
    )
    body = answer.body[: len(answer.body) // 2] if sent.cut else answer.body
    await send({"type": "http.response.body", "body": body, "more_body": sent.cut})
    if sent.cut:
        # Closing, unlike aborting, lets the first half reach the client.
        transport.close()
        await receive()


async def _wait(seconds: float, receive: Receive) -> None:
    """Wait, but not for a client that went away: a slot is not held for nobody.

    Raises:
        ClientGone: It went away.
    """
    if seconds:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                # The body has been read whole: all that can still come is the end of the connection.
                await receive()
                raise ClientGone
