"""Paging: whatever the size of pages, and whether `offset` counts documents or pages, every entry comes once, in order."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.datasets.assumed import Members
from pvsync.datasets.pages import items
from pvsync.errors import AnswerUnreadable

FIRST = "https://slate.example/apis/v2/accounts/1?limit=1000&startDateTime=2026-01-01T00:00:00Z"


class Service:
    """A list in pages, under either reading of `offset`."""

    def __init__(self, count: int, page: int, *, counts_pages: bool, relative: bool) -> None:
        self.entries = [{"id": str(number)} for number in range(count)]
        self.page, self.counts_pages, self.relative = page, counts_pages, relative
        self.asked: list[str] = []

    def ask(self, url: str) -> Any:
        self.asked.append(url)
        parts = urlsplit(url)
        offset = int(parse_qs(parts.query).get("offset", ["0"])[0])
        first = offset * self.page if self.counts_pages else offset
        following = offset + 1 if self.counts_pages else offset + self.page
        query = f"?offset={following}&limit={self.page}"
        more = first + self.page < len(self.entries)
        where = query if self.relative else f"https://slate.example{parts.path}{query}"
        return {
            "total": len(self.entries),
            "next": where if more else None,
            "data": self.entries[first : first + self.page],
        }


@given(st.integers(0, 60), st.integers(1, 20), st.booleans(), st.booleans())
def test_every_entry_comes_once(count: int, page: int, counts_pages: bool, relative: bool) -> None:  # noqa: FBT001 - drawn
    service = Service(count, page, counts_pages=counts_pages, relative=relative)
    found = list(items(FIRST, service.ask, Members()))
    assert found == service.entries
    assert service.asked[0] == FIRST
    assert len(service.asked) == max(1, -(-count // page))


def one_page(**page: Any) -> Any:
    return lambda _url: {"total": 1, "next": None, "data": [{"id": "1"}], **page}


@pytest.mark.parametrize(
    "there",
    [
        "https://elsewhere.example/apis/v2/accounts/1?offset=1",
        "https://slate.example:444/apis/v2/accounts/1?offset=1",
        "http://slate.example/apis/v2/accounts/1?offset=1",
        "https://slate.example/apis/v2/accounts/2?offset=1",
        "https://slate.example/apis/v2/accounts/1/../2?offset=1",
        "https://slate.example@elsewhere.example/apis/v2/accounts/1?offset=1",
        "https://user@slate.example/apis/v2/accounts/1?offset=1",
        "https://slate.example/apis/v2/accounts/1?offset=1#part",
        "//elsewhere.example/apis/v2/accounts/1?offset=1",
        "/apis/v2/accounts?offset=1",
        "file:///apis/v2/accounts/1",
        "https://[bad",
        7,
        ["https://slate.example/apis/v2/accounts/1?offset=1"],
    ],
)
def test_a_next_page_elsewhere_is_never_asked_for(there: Any) -> None:
    asked: list[str] = []

    def ask(url: str) -> Any:
        asked.append(url)
        return one_page(next=there)(url)

    with pytest.raises(AnswerUnreadable, match="another address"):
        list(items(FIRST, ask, Members()))
    assert asked == [FIRST]


def test_pages_in_a_circle_end() -> None:
    urls = iter(["?offset=1", "?offset=2", "?offset=1"])
    with pytest.raises(AnswerUnreadable, match="circle"):
        list(items(FIRST, lambda _url: one_page(next=next(urls))(""), Members()))


def test_entries_that_are_missing_by_the_service_s_own_count_are_said() -> None:
    with pytest.raises(AnswerUnreadable, match="3 entries by its own count, and 1 came"):
        list(items(FIRST, one_page(total=3), Members()))


@pytest.mark.parametrize("total", [None, "1", True, 0])
def test_a_count_that_is_none_holds_nothing_up(total: Any) -> None:
    assert len(list(items(FIRST, one_page(total=total), Members()))) == 1


def test_an_empty_next_is_the_last_page() -> None:
    assert len(list(items(FIRST, one_page(next=""), Members()))) == 1


@pytest.mark.parametrize("page", [None, [], {}, {"data": None}, {"data": [1]}, {"data": {"id": "1"}}])
def test_a_page_of_another_form_is_said_with_the_setting_that_helps(page: Any) -> None:
    with pytest.raises(AnswerUnreadable, match="no list `data`") as caught:
        list(items(FIRST, lambda _url: page, Members()))
    assert "`members`" in caught.value.advice


def test_names_of_members_can_be_others() -> None:
    members = Members(items="documents", total="count", next="more")
    page = {"count": 1, "more": None, "documents": [{"id": "1"}]}
    assert list(items(FIRST, lambda _url: page, members)) == [{"id": "1"}]
