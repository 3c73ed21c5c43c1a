from dataclasses import replace

import pytest
from builders import DAY, NOW
from unit.apply.stand_ins import a_plan, a_scope, reprices, started

from pvsync.apply.events import (
    BatchIntent,
    Event,
    Intended,
    RunFinished,
    RunInterrupted,
    ScopeOutcome,
    Verified,
)
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt, exit_code, summary
from pvsync.model.outcome import (
    Accepted,
    NotTried,
    Outcome,
    Receipt,
    Rejected,
    Result,
    Stale,
    Unknown,
    Verification,
)
from pvsync.model.plan import Action
from pvsync.model.verdict import GuardVerdict

PLAN = a_plan(*reprices(3))
INTENT = BatchIntent(0, 1, (Intended(a_scope(0), "a", "b"), Intended(a_scope(1), "a", "b")), NOW)
ACCEPTED = ScopeOutcome(a_scope(0), Accepted("OK"), NOW, "a note")


def receipt_of(*events: Event) -> Receipt:
    return build_receipt(PLAN, Ledger.of([started(), *events]))


def test_a_killed_run_has_a_receipt() -> None:
    receipt = receipt_of(INTENT, ACCEPTED, Verified(a_scope(0), Verification.VERIFIED, NOW + DAY))
    assert receipt.results == (
        Result(
            a_scope(0), Action.REPLACE, "Heat Haze", Accepted("OK"), Verification.VERIFIED, "a note", extra={}
        ),
        Result(a_scope(1), Action.REPLACE, "Heat Haze", Unknown("the run stopped while this was in flight")),
        Result(a_scope(2), Action.REPLACE, "Heat Haze", NotTried("the run stopped before this was reached")),
    )
    assert receipt.interrupted
    assert receipt.finished_at == NOW + DAY
    assert receipt.notes == ("the run stopped without an end; its number of requests is not known",)


def test_a_second_attempt_that_was_cut_off_is_unknown_again() -> None:
    again = replace(INTENT, attempt=2, items=INTENT.items[:1])
    receipt = receipt_of(INTENT, ScopeOutcome(a_scope(0), Unknown("timeout"), NOW), again)
    assert receipt.results[0].outcome == Unknown("the run stopped while this was in flight")


@pytest.mark.parametrize(
    ("end", "why", "interrupted"),
    [
        (RunFinished(NOW, 5), "no batch of the run held it", False),
        (RunFinished(NOW, 5, "the run stopped: enough"), "the run stopped: enough", False),
        (RunInterrupted(NOW, 5), "the run was interrupted", True),
    ],
)
def test_what_was_not_tried_says_why(end: Event, why: str, interrupted: bool) -> None:  # noqa: FBT001
    receipt = receipt_of(end)
    assert {result.outcome for result in receipt.results} == {NotTried(why)}
    assert (receipt.requests, receipt.interrupted, receipt.notes) == (5, interrupted, ())


def test_approvals_come_from_the_journal_and_what_was_counted_from_the_plan() -> None:
    scope = PLAN.changes[0].scope
    guards = (
        GuardVerdict("going_dark", 3, 2, "refuse", scopes=((scope, 3),)),
        GuardVerdict("price_move", 1, 5, "pass", scopes=((scope, 1),)),
        GuardVerdict("delta", 3, 5, "pass"),
    )
    receipt = build_receipt(replace(PLAN, guards=guards), Ledger(started(approvals={"going_dark": 3})))
    assert receipt.approvals == {"going_dark": 3}
    assert {result.scope: result.counted for result in receipt.results if result.counted} == {
        scope: {"going_dark": 3, "price_move": 1}
    }


NO = Rejected("no", 400)
MOVED = Stale("moved")


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ((), 0),
        ((Accepted(), Accepted()), 0),
        ((Accepted(), NO), 4),
        ((Accepted(), MOVED), 4),
        ((Accepted(), Unknown("timeout")), 4),
        ((Accepted(), NotTried("later")), 4),
        ((MOVED, MOVED), 3),
        ((MOVED, NO), 1),
        ((NO,), 1),
        ((Unknown("timeout"),), 1),
        ((NotTried("later"),), 1),
    ],
)
def test_exit_code(outcomes: tuple[Outcome, ...], code: int) -> None:
    results = tuple(Result(a_scope(), Action.CREATE, "t", outcome) for outcome in outcomes)
    receipt = replace(receipt_of(RunFinished(NOW, 0)), results=results)
    assert exit_code(receipt) == code
    assert exit_code(replace(receipt, interrupted=True)) == 130
    assert sum(summary(receipt).values()) == len(outcomes)
