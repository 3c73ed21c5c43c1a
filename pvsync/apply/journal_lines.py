"""One line of a journal: an event with its number and a checksum that is chained to the line before it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

from pvsync.apply.event_json import event_from_json, event_to_json
from pvsync.apply.events import Event
from pvsync.errors import JournalError

FIRST_CHECK = ""
"""What the first line is chained to."""

_DIGEST_SIZE = 16
_PREFIX = b'{"check":"'
_BODY_AT = len(_PREFIX) + 2 * _DIGEST_SIZE + 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two lines of a journal.

    Args:
        sequence: Number of the next line, from 0.
        check: Checksum of the line before.
        size: Bytes up to here.
    """

    sequence: int
    check: str
    size: int


START = Mark(0, FIRST_CHECK, 0)
"""The beginning of a journal."""


def write_lines(events: Iterable[Event], start: Mark) -> tuple[bytes, Mark]:
    """Events as the bytes that follow a place, and the place after them."""
    parts = []
    mark = start
    for event in events:
        members = {"seq": mark.sequence, "event": event_to_json(event)}
        # ASCII only: a lone surrogate in the service's words must not stop the line that records them.
        body = json.dumps(members, ensure_ascii=True, separators=(",", ":"))[1:].encode("ascii")
        check = _check(mark.check, body)
        line = _PREFIX + check.encode("ascii") + b'",' + body + b"\n"
        parts.append(line)
        mark = Mark(mark.sequence + 1, check, mark.size + len(line))
    return b"".join(parts), mark


def read_lines(stream: BinaryIO, name: str) -> Iterator[tuple[Event, Mark]]:
    """Read a journal from its beginning; a last line that was cut off is not there.

    Only a line without its line feed is cut off: whatever cuts a file, power or a full disk, leaves none.

    Args:
        stream: The open file, at its beginning.
        name: How messages call it.

    Yields:
        Each event, and the place after it.

    Raises:
        JournalError: If anything but the cut-off end is not what was written.
    """
    mark = START
    for line in stream:
        if not line.endswith(b"\n"):
            return
        try:
            event, check = _read_line(line, mark)
        except (ValueError, RecursionError) as error:
            place = f"{name}, line {mark.sequence + 1}"
            raise JournalError(
                f"the journal does not parse: {place}: {error}",
                advice="nothing is assumed from a damaged journal; a new `pvsync plan` reads what is live",
            ) from error
        mark = Mark(mark.sequence + 1, check, mark.size + len(line))
        yield event, mark


def _read_line(line: bytes, mark: Mark) -> tuple[Event, str]:
    body = line[_BODY_AT:-1]
    check = _check(mark.check, body)
    # Bytes are compared, not values: equal meaning in other bytes is still a changed line.
    if line[:_BODY_AT] != _PREFIX + check.encode("ascii") + b'",':
        raise ValueError("the checksum is not that of the line")
    members = json.loads(b"{" + body)
    if set(members) != {"seq", "event"}:
        raise ValueError("members are missing or unknown")
    if members["seq"] != mark.sequence:
        raise ValueError(f"number {members['seq']} where {mark.sequence} follows")
    return event_from_json(members["event"]), check


def _check(previous: str, body: bytes) -> str:
    return blake2b(previous.encode("ascii") + body, digest_size=_DIGEST_SIZE).hexdigest()
