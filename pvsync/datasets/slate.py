"""The endpoints of the Datasets API (section 2): accounts, groups, businesses, datasets, files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from pvsync.datasets.clock import Clock
from pvsync.datasets.http import Ask, Http
from pvsync.datasets.pages import items
from pvsync.datasets.patience import persist
from pvsync.datasets.settings import DatasetsSettings
from pvsync.datasets.tokens import Tokens
from pvsync.errors import AnswerUnreadable, CredentialError, RequestRejected
from pvsync.model.secret import Secret

SERVICE = "the Datasets API"
_SHAPE = "this name is an assumption: `members` under `datasets` in pvsync.yaml can name another"


@dataclass(frozen=True, slots=True)
class Named:
    """An account, a group, a business or a dataset.

    Args:
        id: What stands in a path.
        name: What people call it.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Business:
    """A business, with what it is below.

    Args:
        account: Id of the account.
        group: Id of the group.
        business: Its own id.
    """

    account: str
    group: str
    business: str


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """A file as it is listed.

    Args:
        name: Its name.
        published: When it came out, None where the listing does not tell.
        link: Its presigned address, None where there is none yet.
    """

    name: str
    published: datetime | None
    link: Secret | None

    def __repr__(self) -> str:
        return f"Listed({self.name!r})"


class Slate:
    """Asks the Datasets API, always with a good token.

    Args:
        settings: Where it is, and what the documents leave out.
        tokens: The access.
        http: Sends the requests.
        clock: The time.
    """

    def __init__(self, settings: DatasetsSettings, tokens: Tokens, http: Http, clock: Clock) -> None:
        self._settings = settings
        self._members = settings.assumed.members
        self._tokens = tokens
        self._http = http
        self._clock = clock

    def accounts(self) -> tuple[Named, ...]:
        """The accounts that the user may see."""
        return self._named("accounts")

    def groups(self, account: str) -> tuple[Named, ...]:
        """The groups of businesses of an account."""
        return self._named("accounts", account)

    def businesses(self, account: str, group: str) -> tuple[Named, ...]:
        """The channels or studios of a group."""
        return self._named("accounts", account, group)

    def datasets(self, of: Business) -> tuple[Named, ...]:
        """The datasets of a business."""
        return self._named("accounts", of.account, of.group, of.business, "datasets")

    def files(self, of: Business, dataset: str, start: datetime, end: datetime) -> Iterator[Listed]:
        """The files of a dataset that came out in a time, as they are listed.

        Raises:
            ApiError: The listing cannot be had, or is not of the documented form.
            CredentialError: There is no access.
        """
        # Seconds: the end is rounded up, so that the last one is in.
        query = {"startDateTime": _stamp(start), "endDateTime": _stamp(end + timedelta(microseconds=999_999))}
        query["limit"] = str(self._settings.page)
        for item in self._items(
            "accounts", of.account, of.group, of.business, "datasets", dataset, query=query
        ):
            yield self._listed(item)

    def _named(self, *path: str) -> tuple[Named, ...]:
        query = {"limit": str(self._settings.page)}
        members = self._members
        return tuple(
            Named(_text(item, members.id), str(item.get(members.name) or ""))
            for item in self._items(*path, query=query)
        )

    def _items(self, *path: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
        where = "/".join(quote(segment, safe="") for segment in path)
        return items(f"{self._settings.base_url}/{where}?{urlencode(query)}", self._ask, self._members)

    def _ask(self, url: str) -> Any:
        token = self._tokens.access()
        try:
            return self._json(url, token)
        except RequestRejected as refused:
            if refused.status != HTTPStatus.UNAUTHORIZED:
                raise
        # Expired by the service's clock, or taken back: one new token tells which.
        try:
            return self._json(url, self._tokens.access(refused=token))
        except RequestRejected as refused:
            if refused.status != HTTPStatus.UNAUTHORIZED:
                raise
            raise CredentialError(
                f"{refused.message}, with a new token as well",
                advice="see whether Slate still lists the application with Reporting, then `pvsync datasets login`",
            ) from None

    def _json(self, url: str, token: Secret) -> Any:
        headers = {"Accept": "application/json", "Authorization": f"Bearer {token.reveal()}"}
        return persist(self._settings, self._clock, lambda: self._http.json(Ask(SERVICE, url, headers)))

    def _listed(self, item: dict[str, Any]) -> Listed:
        link = item.get(self._members.file_url)
        if link is not None and not isinstance(link, str):
            raise AnswerUnreadable(f"`{self._members.file_url}` of a file is not a text", advice=_SHAPE)
        return Listed(
            _text(item, self._members.file_name),
            _instant(item.get(self._members.file_time)),
            _link(link) if link else None,
        )


def _link(address: str) -> Secret:
    # Log lines of the libraries below show an address without its host: what signs it is a secret by itself.
    Secret(address.partition("?")[2])
    return Secret(address)


def _text(item: dict[str, Any], member: str) -> str:
    value = item.get(member)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise AnswerUnreadable(f"an entry of a list of the Datasets API has no `{member}`", advice=_SHAPE)
    return value


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _instant(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
