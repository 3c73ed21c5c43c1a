"""One file fetched to the disk: in parts that survive the process, checked, and named only when it is whole.

A part is gone on with only where the service says that it is the same version; in all other cases it is begun anew. An
address that is refused is asked for again, since it lives for 60 minutes (Datasets API, section 1).
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from urllib3 import HTTPResponse

from pvsync.datasets.clock import Clock
from pvsync.datasets.http import Ask, Http
from pvsync.datasets.part import Part, Version, part_of
from pvsync.datasets.patience import Patience
from pvsync.datasets.settings import DatasetsSettings, is_https
from pvsync.datasets.whole_zip import fault_of
from pvsync.errors import AnswerUnreadable, ApiError, RequestRejected
from pvsync.model.secret import Secret

SERVICE = "the file store of Slate"
REFUSALS = frozenset({400, 401, 403, 404, 410})
"""How a store may refuse an address that is too old: the documents do not say."""

_CHUNK = 256 * 1024
_PROGRESS = 64 * 1024
"""Bytes from which on a broken attempt brought us further."""

_MOST_REFUSALS = 2
_MOST_SPOILT = 2
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")
_REFUSED = "see whether the clock of this machine is right, and run the command again later: what is here already stays"
_AGAIN = "run the command again: what is here already stays"


class Download:
    """Fetches files.

    Args:
        settings: Bounds.
        http: Sends the requests.
        clock: The time.
    """

    def __init__(self, settings: DatasetsSettings, http: Http, clock: Clock) -> None:
        self._settings = settings
        self._http = http
        self._clock = clock

    def fetch(self, target: Path, link: Callable[[Secret | None], Secret]) -> None:
        """Fetch a zip, going on where an earlier attempt left a part.

        Args:
            target: The file that it becomes.
            link: Gives its address; told of the one that was refused, it asks for another.

        Raises:
            ApiError: The store cannot be reached, keeps refusing, or sends something that is no zip.
            PvsyncError: The disk takes no more, or another process fetches the same file.
        """
        with part_of(target) as part:
            spoilt = 0
            while True:
                self._complete(part, link)
                why = fault_of(part.path)
                if why is None:
                    part.finish()
                    return
                part.drop()
                spoilt += 1
                if spoilt >= _MOST_SPOILT:
                    raise AnswerUnreadable(
                        f"{target.name} came {spoilt} times and is no whole zip: {why}", advice=_AGAIN
                    )

    def _complete(self, part: Part, link: Callable[[Secret | None], Secret]) -> None:
        """Fetch until all bytes are there."""
        patience, refused, refusals = Patience(self._settings, self._clock), None, 0
        furthest = part.size
        while True:
            url = link(refused)
            try:
                self._attempt(part, url)
            except RequestRejected as error:
                refusals += 1
                if error.status not in REFUSALS:
                    raise
                if refusals > _MOST_REFUSALS:
                    raise RequestRejected(
                        f"{error.message}, with new addresses as well", status=error.status, advice=_REFUSED
                    ) from None
                refused = url
            except ApiError as error:
                # Bytes that came before and were dropped are no progress, or a spoilt file would be fetched for hours.
                if part.size - furthest >= _PROGRESS:
                    patience.went_on()
                    furthest, refusals = part.size, 0
                patience.wait(error)
            else:
                return

    def _attempt(self, part: Part, url: Secret) -> None:
        version, size = part.version(), part.size
        if version is None or version.etag is None or (version.length is not None and size > version.length):
            part.drop()
            version, size = None, 0
        if version is not None and size == version.length:
            return
        address = url.reveal()
        if not is_https(address):
            raise ApiError(
                f"the address of {part.path.stem} is not https", advice="nothing is fetched unencrypted"
            )
        headers = {"Range": f"bytes={size}-", "If-Range": version.etag or ""} if version and size else {}
        ask = Ask(SERVICE, address, headers)
        with self._http.streamed(ask, self._settings.link_life) as response:
            match response.status:
                case HTTPStatus.OK:
                    version = Version(_strong(response.headers.get("ETag")), _length(response))
                    part.begin(version)
                case HTTPStatus.PARTIAL_CONTENT if version and size and _fits(response, version, size):
                    pass
                case HTTPStatus.PARTIAL_CONTENT | HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                    part.drop()
                    raise AnswerUnreadable(
                        f"{SERVICE} sent another part than the one asked for", advice=_AGAIN
                    )
                case _:
                    raise self._http.error(ask, response)
            self._copy(response, part, version)

    def _copy(self, response: HTTPResponse, part: Part, version: Version | None) -> None:
        length, size = version.length if version else None, part.size
        if (length or 0) > self._settings.largest_file:
            part.drop()
            raise _too_large(part)
        while piece := response.read(_CHUNK, decode_content=False):
            size += len(piece)
            if size > self._settings.largest_file:
                part.drop()
                raise _too_large(part)
            part.append(piece)
        if length is not None and size != length:
            part.drop()
            raise AnswerUnreadable(f"{SERVICE} sent {size} bytes of {length}", advice=_AGAIN)


def _too_large(part: Part) -> ApiError:
    return ApiError(
        f"{part.path.stem} is larger than any file that is expected",
        advice="the documents know 300 MB at most: ask your contact at Prime Video whether that has changed",
    )


def _strong(etag: str | None) -> str | None:
    """A tag that stands for every byte; a weak one does not (RFC 9110, section 8.8.1)."""
    return etag if etag and re.fullmatch(r'"[!#-~]{1,200}"', etag) else None


def _length(response: HTTPResponse) -> int | None:
    text = response.headers.get("Content-Length", "")
    return int(text) if re.fullmatch(r"\d{1,18}", text) else None


def _fits(response: HTTPResponse, version: Version, size: int) -> bool:
    """Whether a part of an answer goes on exactly where ours ends, in the same version."""
    found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    etag = response.headers.get("ETag")
    same = etag is None or etag == version.etag
    whole = found is not None and (version.length is None or found[2] == str(version.length))
    return same and whole and found is not None and int(found[1]) == size
