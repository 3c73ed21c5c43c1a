"""The endpoints that list (domain: Datasets API section 2): accounts, groups, businesses, datasets, files, in pages.

`offset` counts documents, as the one real sample has it. What no document shows is as in version 1 (section 6).
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from pvsync.emulator.datasets.faults import FILES, LISTS, DatasetFaults
from pvsync.emulator.datasets.links import Links
from pvsync.emulator.datasets.published import File, Published
from pvsync.emulator.datasets.release import Release
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.emulator.message import Answer, Request, json_answer, problem
from pvsync.emulator.wire import JSON

BASE = "/apis/v2"
FOLDER = "/files/"
ACCOUNT, GROUP, BUSINESS = "1001", "channels", "2001"
_TREE: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {
    ("accounts",): ((ACCOUNT, "Emulated account"),),
    ("accounts", ACCOUNT): ((GROUP, "Channels"),),
    ("accounts", ACCOUNT, GROUP): ((BUSINESS, "Emulated studio"),),
    ("accounts", ACCOUNT, GROUP, BUSINESS, "datasets"): (
        ("subscription", "Subscription"),
        ("playback", "Playback"),
        ("catalog", "Catalog"),
    ),
}
_STAMP = "%Y-%m-%dT%H:%M:%SZ"
_NUMBER = re.compile(r"\d{1,9}")


class BadQuery(ValueError):
    """A query that is not as documented; its text is one plain sentence."""


class Listings:
    """Answers what lists.

    Args:
        settings: Sizes of pages, and how long files are kept.
        published: The files.
        release: Publishes what is due.
        links: Signs addresses.
        faults: What goes wrong.
        clock: The present instant.
    """

    def __init__(
        self,
        settings: DatasetsSettings,
        published: Published,
        release: Release,
        links: Links,
        faults: DatasetFaults,
        clock: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._published = published
        self._release = release
        self._links = links
        self._faults = faults
        self._clock = clock
        self.tree = dict(_TREE)

    def endpoint(self, path: str) -> str:
        """Which endpoint a path is, as faults name it."""
        return FILES if self._dataset(self._segments(path)) else LISTS

    def answer(self, request: Request) -> Answer:
        """Answer one request whose token is good."""
        segments = self._segments(request.path)
        try:
            query = self._query(request.query)
            dataset = self._dataset(segments)
            if dataset is not None:
                return self._page(request, FILES, query, self._files(dataset, query))
            there = self.tree.get(segments)
            if there is None:
                return problem(HTTPStatus.NOT_FOUND, "there is no such resource")
            return self._page(request, LISTS, query, [{"id": one, "name": name} for one, name in there])
        except BadQuery as bad:
            return problem(HTTPStatus.BAD_REQUEST, str(bad))

    def _segments(self, path: str) -> tuple[str, ...]:
        return tuple(path.removeprefix(f"{BASE}/").split("/"))

    def _dataset(self, segments: tuple[str, ...]) -> str | None:
        own = (
            {one for one, _ in self.tree.get(segments[:-1], ())}
            if segments[-2:-1] == ("datasets",)
            else set()
        )
        return segments[-1] if segments[-1] in own else None

    def _query(self, text: str) -> dict[str, str]:
        query = dict(parse_qsl(text, keep_blank_values=True))
        for name in query:
            if name not in {"limit", "offset", "startDateTime", "endDateTime"}:
                raise BadQuery(f"the query parameter {name} is not known")
        for name in {"limit", "offset"} & query.keys():
            if not _NUMBER.fullmatch(query[name]):
                raise BadQuery(f"{name} is not a number")
        if not 0 < int(query.get("limit", "1")) <= self._settings.most_items:
            raise BadQuery(f"limit is not from 1 to {self._settings.most_items}")
        return query

    def _files(self, dataset: str, query: dict[str, str]) -> list[dict[str, JSON]]:
        self._release.catch_up()
        now = self._clock().astimezone(UTC)
        oldest = now - self._settings.kept
        start, end = _time(query, "startDateTime", oldest), _time(query, "endDateTime", now)
        if start < oldest:
            return []
        found = self._published.between(dataset, start.timestamp(), min(end, now).timestamp())
        return [self._item(one) for one in found]

    def _item(self, file: File) -> dict[str, JSON]:
        at = datetime.fromtimestamp(file.published, UTC)
        return {"name": file.name, "modifiedDate": at.strftime(_STAMP)}

    def _page(
        self, request: Request, endpoint: str, query: dict[str, str], found: Sequence[dict[str, JSON]]
    ) -> Answer:
        limit = int(query.get("limit", self._settings.default_limit))
        offset = int(query.get("offset", "0"))
        shown = list(found[offset : offset + limit])
        origin = f"https://{request.headers.get('host', '')}"
        if endpoint == FILES:
            linked = self._faults.draw(FILES, "no-link") is None
            shown = [one | self._link(origin, one["name"], linked=linked) for one in shown]
        following = None
        if offset + limit < len(found):
            more = urlencode(query | {"offset": str(offset + limit), "limit": str(limit)})
            following = f"{origin}{request.path}?{more}"
        match self._faults.draw(endpoint, "foreign-next", "other-path-next", "circular-next", "lost-entry"):
            case "foreign-next":
                following = f"https://elsewhere.example{request.path}?offset=1"
            case "other-path-next":
                following = f"{origin}{BASE}/accounts/other?offset=1"
            case "circular-next":
                following = f"{origin}{request.path}?{request.query}"
            case "lost-entry":
                shown = shown[:-1]
        return json_answer(HTTPStatus.OK, {"total": len(found), "next": following, "data": shown})

    def _link(self, origin: str, name: str, *, linked: bool) -> dict[str, JSON]:
        return {"downloadUrl": f"{origin}{FOLDER}{name}?{self._links.query(name)}"} if linked else {}


def _time(query: dict[str, str], name: str, otherwise: datetime) -> datetime:
    if name not in query:
        return otherwise
    try:
        return datetime.strptime(query[name], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        raise BadQuery(f"{name} is not of the form YYYY-MM-DDTHH:MM:SSZ") from None
