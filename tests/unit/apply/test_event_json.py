from copy import deepcopy
from typing import Any

import pytest
from builders import NOW
from unit.apply.stand_ins import a_scope, started

from pvsync.apply.event_json import event_from_json, event_to_json
from pvsync.apply.events import (
    BatchIntent,
    Event,
    Intended,
    RunFinished,
    RunInterrupted,
    RunResumed,
    ScopeOutcome,
    Verified,
)
from pvsync.model.outcome import Accepted, Rejected, Unknown, Verification

INTENT = BatchIntent(3, 1, (Intended(a_scope(), "absent", "ab12"),), NOW)
REJECTED = ScopeOutcome(a_scope(), Rejected("no", 400), NOW, "a note")
EVENTS: tuple[Event, ...] = (
    started(),
    started(commit=None),
    INTENT,
    REJECTED,
    ScopeOutcome(a_scope(), Accepted(), NOW),
    ScopeOutcome(a_scope(), Unknown("timeout"), NOW),
    Verified(a_scope(), Verification.SETTLING, NOW),
    RunFinished(NOW, 12, "the run stopped"),
    RunInterrupted(NOW, 12),
    RunResumed("0.2.0", NOW),
)


@pytest.mark.parametrize("number", range(len(EVENTS)))
def test_read_back(number: int) -> None:
    event = EVENTS[number]
    assert event_from_json(event_to_json(event)) == event


@pytest.mark.parametrize("number", range(len(EVENTS)))
def test_members_are_exact(number: int) -> None:
    members = event_to_json(EVENTS[number])
    for name in members:
        with pytest.raises(ValueError, match=r"missing or unknown|`event` is not text"):
            event_from_json({key: value for key, value in members.items() if key != name})
    with pytest.raises(ValueError, match="missing or unknown"):
        event_from_json({**members, "more": 1})


def test_the_words_of_the_file() -> None:
    assert event_to_json(REJECTED) == {
        "event": "outcome",
        "scope": {"alid": "T0", "territory": "US", "business_line": "TVOD"},
        "outcome": {"kind": "rejected", "words": "no", "status": 400},
        "at": "2026-06-01T12:00:00Z",
        "note": "a note",
    }


@pytest.mark.parametrize(
    ("event", "path", "value"),
    [
        (started(), ("run",), 1),
        (started(), ("commit",), 1),
        (started(), ("at",), "yesterday"),
        (started(), ("at",), "2026-06-01T12:00:00"),
        (started(), ("format_version",), "2"),
        (INTENT, ("number",), True),
        (INTENT, ("number",), -1),
        (INTENT, ("number",), 1.5),
        (INTENT, ("items",), "none"),
        (INTENT, ("items", 0), "one"),
        (INTENT, ("items", 0, "after"), None),
        (REJECTED, ("scope",), "T0 US TVOD"),
        (REJECTED, ("scope", "business_line"), "HOME"),
        (REJECTED, ("outcome", "kind"), "perhaps"),
        (REJECTED, ("outcome", "status"), "400"),
        (Verified(a_scope(), Verification.DIFFERS, NOW), ("verification",), "fine"),
    ],
)
def test_values_are_of_their_types(event: Event, path: tuple[str | int, ...], value: object) -> None:
    members: Any = deepcopy(event_to_json(event))
    place = members
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=r"."):
        event_from_json(members)


def test_not_an_object() -> None:
    with pytest.raises(ValueError, match="not a JSON object"):
        event_from_json(["started"])
