import io
import json
from hashlib import blake2b

import pytest
from builders import NOW
from unit.apply.stand_ins import a_scope, started

from pvsync.apply.event_json import event_to_json
from pvsync.apply.events import ScopeOutcome
from pvsync.apply.journal_lines import START, read_lines, write_lines
from pvsync.errors import JournalError
from pvsync.model.outcome import Unknown


def line(members: object) -> bytes:
    """A line with the right checksum, whatever it holds."""
    body = json.dumps(members, separators=(",", ":"))[1:].encode()
    return b'{"check":"%s",%s\n' % (blake2b(body, digest_size=16).hexdigest().encode(), body)


def read(data: bytes) -> list[object]:
    return [event for event, _ in read_lines(io.BytesIO(data), "run/journal.jsonl")]


def test_a_line_is_one_json_object() -> None:
    data, mark = write_lines([started()], START)
    members = json.loads(data)
    assert set(members) == {"check", "seq", "event"}
    assert (members["seq"], members["check"]) == (0, mark.check)
    assert line({"seq": 0, "event": event_to_json(started())}) == data


def test_what_no_utf_8_file_can_hold_is_written_all_the_same() -> None:
    event = ScopeOutcome(a_scope(), Unknown("\ud83d half, \x00 and \u202e"), NOW)
    data, _ = write_lines([event], START)
    assert read(data) == [event]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"seq": 1, "event": {}}, "number 1 where 0 follows"),
        ({"seq": 0, "event": {}, "more": 1}, "members are missing or unknown"),
        ({"seq": 0, "event": {"event": "dance"}}, "an event of an unknown kind"),
        (
            {"seq": 0, "event": event_to_json(started()) | {"format_version": "2"}},
            "another version of pvsync",
        ),
    ],
)
def test_a_line_that_checks_and_still_is_wrong(members: object, why: str) -> None:
    with pytest.raises(JournalError, match=f"line 1: .*{why}"):
        read(line(members))


def test_a_line_nested_too_deep_is_our_own_error() -> None:
    body = b'"seq":0,"event":' + b"[" * 200_000 + b"\n"
    check = blake2b(body[:-1], digest_size=16).hexdigest().encode()
    with pytest.raises(JournalError, match="does not parse"):
        read(b'{"check":"' + check + b'",' + body)
