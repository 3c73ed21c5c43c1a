"""What was ended, told by receipts alone."""

import pytest
from builders import NOW
from guarded import scope_of

from pvsync.model.outcome import Accepted, NotTried, Outcome, Receipt, Rejected, Result, Stale, Unknown
from pvsync.model.plan import Action
from pvsync.model.trail import Entry
from pvsync.workflows.behind import ended

SCOPE = scope_of(1)


def entry(run: str, action: Action, outcome: Outcome, *, is_half: bool = False) -> Entry:
    results = (Result(SCOPE, action, "Heat", outcome, is_half=is_half),)
    receipt = Receipt(run, "p", "0", "local", "acme", "c" * 40, NOW, NOW, NOW, results)
    return Entry(run, "local", "acme", "c" * 40, "p", NOW, NOW, (SCOPE,), receipt)


@pytest.mark.parametrize("removal", [Action.WITHDRAW, Action.DELETE])
@pytest.mark.parametrize(
    ("outcome", "is_ended"),
    [
        (Accepted(), True),
        (Unknown("no answer"), True),
        (Rejected("no", 400), False),
        (Stale("moved"), False),
        (NotTried("stopped"), False),
    ],
)
def test_a_removal_that_may_have_arrived_ends_a_scope(
    removal: Action, outcome: Outcome, *, is_ended: bool
) -> None:
    run = entry("r2", removal, outcome)
    assert ended([entry("r1", Action.CREATE, Accepted()), run]) == ({SCOPE: run} if is_ended else {})


def test_half_a_removal_ends_a_scope_and_only_an_offer_that_was_accepted_takes_it_back() -> None:
    run = entry("r1", Action.WITHDRAW, Rejected("no", 400), is_half=True)
    assert ended([run]) == {SCOPE: run}
    assert ended([run, entry("r2", Action.REPLACE, Unknown("no answer"))]) == {SCOPE: run}
    assert ended([run, entry("r2", Action.REPLACE, Accepted())]) == {}
