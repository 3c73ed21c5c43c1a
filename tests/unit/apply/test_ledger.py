import pytest
from builders import DAY, NOW
from unit.apply.stand_ins import a_scope, started

from pvsync.apply.events import BatchIntent, Intended, RunFinished, RunResumed, ScopeOutcome, Verified
from pvsync.apply.ledger import Ledger, Sent
from pvsync.errors import JournalError
from pvsync.model.outcome import Accepted, NotTried, Rejected, Unknown, Verification

INTENT = BatchIntent(0, 1, (Intended(a_scope(0), "a", "b"), Intended(a_scope(1), "a", "b")), NOW)


def test_events_become_one_state_per_scope() -> None:
    ledger = Ledger.of(
        [
            started(),
            INTENT,
            ScopeOutcome(a_scope(0), Unknown("timeout"), NOW),
            ScopeOutcome(a_scope(0), Accepted(), NOW),
            Verified(a_scope(0), Verification.VERIFIED, NOW + DAY),
        ]
    )
    assert ledger.outcomes[a_scope(0)].outcome == Accepted()
    assert ledger.in_flight == {a_scope(1)}
    assert ledger.verifications == {a_scope(0): Verification.VERIFIED}
    assert (ledger.last_at, ledger.end) == (NOW + DAY, None)


def test_a_run_that_goes_on_after_its_end_is_open_again() -> None:
    ledger = Ledger(started())
    ledger.fold(RunFinished(NOW, 3))
    assert ledger.end == RunFinished(NOW, 3)
    ledger.fold(INTENT)
    assert ledger.end is None


def test_a_run_that_goes_on_keeps_what_it_knows_but_why_something_was_not_tried() -> None:
    ledger = Ledger.of(
        [
            started(),
            INTENT,
            ScopeOutcome(a_scope(0), Rejected("no", 400), NOW),
            ScopeOutcome(a_scope(2), NotTried("the run stopped"), NOW),
            RunFinished(NOW, 3),
            RunResumed("0.2.0", NOW + DAY),
        ]
    )
    assert ledger.outcomes.keys() == {a_scope(0)}
    assert ledger.in_flight == {a_scope(1)}
    assert ledger.sent == dict.fromkeys((a_scope(0), a_scope(1)), Sent(0, NOW))
    assert (ledger.resumed, ledger.requests, ledger.is_counted, ledger.end) == ([NOW + DAY], 3, True, None)
    ledger.fold(RunResumed("0.2.0", NOW + DAY))
    assert ledger.is_counted is False
    ledger.fold(RunFinished(NOW + DAY, 4))
    assert ledger.requests == 7


def test_a_run_has_one_beginning() -> None:
    with pytest.raises(JournalError, match="no beginning"):
        Ledger.of([])
    with pytest.raises(JournalError, match="no beginning"):
        Ledger.of([INTENT])
    with pytest.raises(JournalError, match="begins twice"):
        Ledger.of([started(), started()])
