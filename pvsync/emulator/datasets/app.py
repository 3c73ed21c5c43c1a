"""The emulated Datasets API as an ASGI application: sign-in, listings behind a token, zips behind presigned addresses."""

import asyncio
from http import HTTPStatus

from pvsync.emulator.app import TRANSPORT, ClientGone, Message, Receive, Send, read_body, read_head
from pvsync.emulator.datasets.downloads import Downloads, Sent
from pvsync.emulator.datasets.faults import DOWNLOAD, TOKEN, DatasetFaults
from pvsync.emulator.datasets.listings import BASE, FOLDER, Listings
from pvsync.emulator.datasets.sign_in import SignIn
from pvsync.emulator.faults import Fault
from pvsync.emulator.message import Answer, Request, problem
from pvsync.emulator.misfortune import Delivery, instead

_PIECE = 256 * 1024
_INSTEAD = ("403", "429", "429-retry-after", "500", "502", "503", "html-200", "dropped-connection")
_RETRY_AFTER = 7


class DatasetsApp:
    """The ASGI application.

    Args:
        sign_in: Issues tokens.
        listings: Lists.
        downloads: Sends files.
        faults: What goes wrong.
    """

    def __init__(
        self, sign_in: SignIn, listings: Listings, downloads: Downloads, faults: DatasetFaults
    ) -> None:
        self._sign_in = sign_in
        self._listings = listings
        self._downloads = downloads
        self._faults = faults
        self.requests: list[str] = []
        """Method and path of each request, without query, headers and body."""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            request = await read_body(read_head(scope), receive)
        except ClientGone:
            return
        self.requests.append(f"{request.method} {request.path}")
        transport: asyncio.Transport = scope["extensions"][TRANSPORT]
        match self._delivery(request):
            case Sent() as sent:
                await _send_file(sent, transport, receive, send)
            case Delivery(drop=True):
                transport.abort()
                await receive()
            case Delivery(answer=answer):
                await _send_answer(answer, send)

    def _delivery(self, request: Request) -> Delivery | Sent:
        match request.method, request.path:
            case "POST", "/auth/o2/token":
                return self._struck(TOKEN) or self._token(request)
            case "GET", "/ap/oa":
                return Delivery(self._sign_in.consent(request.query))
            case "GET", path if path.startswith(f"{BASE}/"):
                return self._listed(request)
            case "GET", path if path.startswith(FOLDER):
                answer = (
                    self._downloads.answer(request) if (struck := self._struck(DOWNLOAD)) is None else struck
                )
                return Delivery(answer) if isinstance(answer, Answer) else answer
            case _:
                return Delivery(problem(HTTPStatus.NOT_FOUND, "there is no such endpoint"))

    def _listed(self, request: Request) -> Delivery:
        endpoint = self._listings.endpoint(request.path)
        if (struck := self._struck(endpoint)) is not None:
            return struck
        refused = self._faults.draw(endpoint, "401") is not None
        if refused or not self._sign_in.admits(request.headers.get("authorization", "")):
            return Delivery(problem(HTTPStatus.UNAUTHORIZED, "UnauthorizedException"))
        return Delivery(self._listings.answer(request))

    def _token(self, request: Request) -> Delivery:
        answer = self._sign_in.token(
            request.body,
            refuses=self._faults.draw(TOKEN, "invalid-grant") is not None,
            rotates=self._faults.draw(TOKEN, "same-refresh-token") is None,
        )
        return Delivery(answer, drop=self._faults.draw(TOKEN, "lost-answer") is not None)

    def _struck(self, endpoint: str) -> Delivery | None:
        match self._faults.draw(endpoint, *_INSTEAD):
            case None:
                return None
            case "403":
                return Delivery(problem(HTTPStatus.FORBIDDEN, "Forbidden"))
            case name:
                return instead(Fault(name=name, seconds=_RETRY_AFTER if name == "429-retry-after" else None))


async def _send_answer(answer: Answer, send: Send) -> None:
    headers = [
        ("content-type", answer.content_type),
        ("content-length", str(len(answer.body))),
        *answer.headers,
    ]
    await _start(answer.status, headers, send)
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})


async def _send_file(sent: Sent, transport: asyncio.Transport, receive: Receive, send: Send) -> None:
    length = () if sent.promised is None else (("content-length", str(sent.promised)),)
    headers = [("content-type", "application/zip"), *length, *sent.headers]
    await _start(sent.status, headers, send)
    at, end = sent.first, sent.first + sent.count
    with sent.path.open("rb") as file:
        file.seek(at)
        while at < end:
            piece = bytearray(file.read(min(_PIECE, end - at)))
            if sent.spoilt is not None and at <= sent.spoilt < at + len(piece):
                piece[sent.spoilt - at] ^= 0xFF
            at += len(piece)
            await send({"type": "http.response.body", "body": bytes(piece), "more_body": True})
    if sent.promised is not None and sent.count < sent.promised:
        # Closing, unlike aborting, lets what was sent reach the client.
        transport.close()
        await receive()
        return
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _start(status: int, headers: list[tuple[str, str]], send: Send) -> None:
    raw = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})
