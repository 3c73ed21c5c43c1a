"""Lists that come in pages: each `next` is followed as it came, never computed, and never away from where we asked.

Datasets API, section 2: `offset` is described as pages and counts documents in the one real sample, so a computed one
may skip or repeat half of a list. Only the address that the service gives is right under both readings.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from pvsync.datasets.assumed import Members
from pvsync.datasets.settings import is_https
from pvsync.errors import AnswerUnreadable

_MOST_PAGES = 10_000
_ADVICE = (
    "nothing was taken from this list; if it stays so, the service has changed: tell the makers of pvsync"
)


def items(first: str, ask: Callable[[str], Any], members: Members) -> Iterator[dict[str, Any]]:
    """Every item of a list, page by page.

    Args:
        first: Address of the first page.
        ask: Asks for one page, and gives its JSON.
        members: Names of the members of a page.

    Raises:
        AnswerUnreadable: If a page is not of the documented form, leads elsewhere, or items are missing in the end.
    """
    url: str | None = first
    seen: set[str] = set()
    count, total = 0, 0
    while url is not None:
        if url in seen or len(seen) >= _MOST_PAGES:
            raise AnswerUnreadable("the pages of a list of the Datasets API lead in a circle", advice=_ADVICE)
        seen.add(url)
        page = ask(url)
        found, total = _read(page, members)
        count += len(found)
        yield from found
        url = _next(page.get(members.next), url, first)
    if count < total:
        raise AnswerUnreadable(
            f"a list of the Datasets API has {total} entries by its own count, and {count} came",
            advice=_ADVICE,
        )


def _read(page: Any, members: Members) -> tuple[list[dict[str, Any]], int]:
    found = page.get(members.items) if isinstance(page, dict) else None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise AnswerUnreadable(
            f"an answer of the Datasets API has no list `{members.items}`",
            advice="this name is an assumption: `members` under `datasets` in pvsync.yaml can name another",
        )
    total = page.get(members.total)
    return found, total if isinstance(total, int) and not isinstance(total, bool) else 0


def _next(given: Any, current: str, first: str) -> str | None:
    if given is None or given == "":
        return None
    try:
        there = urljoin(current, given) if isinstance(given, str) else ""
    except ValueError:
        there = ""
    if not is_https(there) or _place(there) != _place(first):
        raise AnswerUnreadable(
            "the next page of a list of the Datasets API is at another address than the first", advice=_ADVICE
        )
    return there


def _place(url: str) -> tuple[str, int, str, str]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 443, unquote(parts.path), parts.fragment
