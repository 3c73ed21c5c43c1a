"""What became of a scope as members of JSON: the same in a journal and in a receipt."""

from typing import assert_never

from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown
from pvsync.model.transaction import Json


def outcome_members(outcome: Outcome) -> dict[str, Json]:
    """Its kind, and the words or the reason that go with it."""
    match outcome:
        case Accepted():
            return {"kind": "accepted", "words": outcome.words}
        case Rejected():
            return {"kind": "rejected", "words": outcome.words, "status": outcome.status}
        case Unknown():
            return {"kind": "unknown", "why": outcome.why}
        case Stale():
            return {"kind": "stale", "why": outcome.why}
        case NotTried():
            return {"kind": "not_tried", "why": outcome.why}
        case _:
            assert_never(outcome)
