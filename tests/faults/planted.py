"""Two bugs that the machine must find: it can fail."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

from pvsync.api import writer
from pvsync.api.patience import always_safe
from pvsync.apply import journal


@contextmanager
def acknowledged_before_the_sync() -> Iterator[None]:
    """The journal says that a line is there, and writes it with the next one."""
    late: dict[int, bytes] = {}
    keep, close = journal.write_all, journal.Journal.close

    def write_all(descriptor: int, data: bytes) -> None:
        before, late[descriptor] = late.get(descriptor, b""), data
        keep(descriptor, before)

    def closing(self: journal.Journal) -> None:
        os.write(self._descriptor, late.pop(self._descriptor, b""))
        close(self)

    def gone(self: journal.Journal, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None or issubclass(kind, Exception):
            self.close()
        else:
            late.pop(self._descriptor, None)
            close(self)

    with (
        mock.patch.object(journal, "write_all", write_all),
        mock.patch.object(journal.Journal, "close", closing),
        mock.patch.object(journal.Journal, "__exit__", gone),
    ):
        yield


@contextmanager
def retried_blind() -> Iterator[None]:
    """A put without an answer is sent again at once, as a read would be."""
    with mock.patch.object(writer, "PUT", replace(writer.PUT, safe=always_safe)), _in_client():
        yield


@contextmanager
def _in_client() -> Iterator[None]:
    with mock.patch("pvsync.api.client.PUT", replace(writer.PUT, safe=always_safe)):
        yield


BUGS: Mapping[str, Callable[[], "object"]] = {
    "acknowledged-before-the-sync": acknowledged_before_the_sync,
    "retried-blind": retried_blind,
}
