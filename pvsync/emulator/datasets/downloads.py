"""Zips behind presigned addresses: with a tag, with ranges, read from the disk bit by bit, and spoilt on demand."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from pvsync.emulator.datasets.faults import DOWNLOAD, DatasetFaults
from pvsync.emulator.datasets.links import Links
from pvsync.emulator.datasets.listings import FOLDER
from pvsync.emulator.datasets.published import Published
from pvsync.emulator.message import Answer, Request

_RANGE = re.compile(r"bytes=(\d{1,18})-")
_EXPIRED = (
    b'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
)
_SPOILING = (
    "short-download",
    "long-length",
    "cut-download",
    "expired-mid-download",
    "spoilt-zip",
    "no-length",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes of a file that go out.

    Args:
        path: The file.
        status: HTTP status.
        first: The first byte.
        count: How many bytes are sent.
        promised: What Content-Length says; None for no such header.
        headers: Further headers.
        spoilt: Position of a byte that is turned round, None for none.
    """

    path: Path
    status: int
    first: int
    count: int
    promised: int | None
    headers: tuple[tuple[str, str], ...]
    spoilt: int | None = None


class Downloads:
    """Answers for presigned addresses.

    Args:
        published: The files.
        links: Checks addresses.
        faults: What goes wrong.
    """

    def __init__(self, published: Published, links: Links, faults: DatasetFaults) -> None:
        self._published = published
        self._links = links
        self._faults = faults

    def answer(self, request: Request) -> Answer | Sent:
        """Answer one request."""
        name = request.path.removeprefix(FOLDER)
        file = self._published.get(name)
        expired = self._faults.draw(DOWNLOAD, "expired-link") is not None
        if file is None or expired or not self._links.admits(name, request.query):
            return Answer(HTTPStatus.FORBIDDEN.value, _EXPIRED, "application/xml")
        path = self._published.path(name)
        size = path.stat().st_size
        etag = f'"{file.etag}"'
        if self._faults.draw(DOWNLOAD, "other-version"):
            etag = f'"{file.etag[::-1]}"'
        first = self._first(request, etag)
        if first is not None and first >= size:
            range_headers = (("content-range", f"bytes */{size}"),)
            return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value, headers=range_headers)
        sent = self._sent(path, size, etag, first)
        return self._gone_wrong(sent, request)

    def _first(self, request: Request, etag: str) -> int | None:
        """The first byte that is asked for; None for all of them."""
        asked = _RANGE.fullmatch(request.headers.get("range", ""))
        if asked is None or request.headers.get("if-range", etag) != etag:
            return None
        return None if self._faults.draw(DOWNLOAD, "no-range") else int(asked[1])

    def _sent(self, path: Path, size: int, etag: str, first: int | None) -> Sent:
        tag = () if self._faults.draw(DOWNLOAD, "no-etag") else (("etag", etag),)
        common = (("accept-ranges", "bytes"), *tag)
        if first is None:
            return Sent(path, HTTPStatus.OK.value, 0, size, size, common)
        if self._faults.draw(DOWNLOAD, "wrong-range"):
            first = max(0, first - 1)
        headers = (*common, ("content-range", f"bytes {first}-{size - 1}/{size}"))
        return Sent(path, HTTPStatus.PARTIAL_CONTENT.value, first, size - first, size - first, headers)

    def _gone_wrong(self, sent: Sent, request: Request) -> Sent:
        half = sent.count // 2
        fault = self._faults.draw(DOWNLOAD, *_SPOILING)
        count, spoilt = sent.count, None
        promised: int | None = sent.count
        match fault:
            case "short-download":
                count = promised = half
            case "long-length":
                promised = count + 1
            case "cut-download" | "expired-mid-download":
                count = half
            case "no-length":
                promised = None
            case "spoilt-zip":
                spoilt = sent.first + half
        if fault == "expired-mid-download":
            self._links.end(request.query)
        return Sent(sent.path, sent.status, sent.first, count, promised, sent.headers, spoilt)
