"""Where an edit has arrived, by every outcome that a receipt can have."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW

from pvsync.model.licence import BusinessLine
from pvsync.model.log import Arrival, Edit, LogEntry, State
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
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry
from pvsync.workflows.log_arrivals import with_arrivals

US = Scope("HEAT", "US", BusinessLine.TVOD)


class Line:
    """Commits one after the other: `a` is part of `b`, and so on."""

    def includes(self, tip: str, commit: str) -> bool:
        return commit <= tip


def edit(commit: str, path: str = "srp") -> LogEntry:
    return LogEntry(commit, "Test", NOW, NOW, commit, None, (Edit(US, "EST HD", path, "1", "2"),))


def run(number: int, commit: str, outcome: Outcome | None, environment: str = "production") -> Entry:
    at = NOW + timedelta(days=number)
    receipt = None
    if outcome is not None:
        result = Result(US, Action.REPLACE, "Heat", outcome, Verification.VERIFIED)
        receipt = Receipt(f"r{number}", "p", "0", environment, "acme", commit, at, at, at, (result,))
    return Entry(f"r{number}", environment, "acme", commit, "p", at, at, (US,), receipt)


def arrivals(entries: list[LogEntry], *runs: Entry) -> list[tuple[Arrival, ...]]:
    told = with_arrivals(entries, runs, Line())  # type: ignore[arg-type]
    return [entry.edits[0].arrivals for entry in told]


@pytest.mark.parametrize(
    ("outcome", "state", "words"),
    [
        (Accepted("OK"), State.APPLIED, ""),
        (Rejected("no", 400), State.REJECTED, "no"),
        (Unknown("no answer"), State.UNKNOWN, "no answer"),
        (Stale("moved"), State.STALE, "moved"),
        (NotTried("stopped"), State.NOT_TRIED, "stopped"),
        (None, State.OPEN, ""),
    ],
)
def test_each_outcome_is_told(outcome: Outcome | None, state: State, words: str) -> None:
    ((found,),) = arrivals([edit("a")], run(1, "a", outcome))
    assert (found.state, found.words, found.run) == (state, words, "r1")


def test_the_first_acceptance_stays_and_failures_before_it_are_forgotten() -> None:
    ((found,),) = arrivals(
        [edit("a")],
        run(1, "a", Rejected("no", 400)),
        run(2, "b", Accepted()),
        run(3, "c", Unknown("?")),
    )
    assert (found.state, found.run) == (State.APPLIED, "r2")


def test_a_run_of_an_earlier_commit_does_not_count() -> None:
    assert arrivals([edit("b")], run(1, "a", Accepted())) == [()]


def test_environments_are_told_apart() -> None:
    (found,) = arrivals([edit("a")], run(1, "a", Accepted(), "sandbox"), run(2, "a", Rejected("no", 400)))
    assert [(one.environment, one.state) for one in found] == [
        ("production", State.REJECTED),
        ("sandbox", State.APPLIED),
    ]


@pytest.mark.parametrize("order", [list, lambda entries: list(reversed(entries))])
def test_a_value_that_changed_again_before_its_run_never_arrived(
    order: Callable[[list[LogEntry]], list[LogEntry]],
) -> None:
    entries = order([edit("a"), edit("b")])
    found = dict(
        zip([entry.commit for entry in entries], arrivals(entries, run(1, "b", Accepted())), strict=True)
    )
    assert (found["a"][0].state, found["a"][0].words) == (State.OVERTAKEN, "b")
    assert found["b"][0].state is State.APPLIED


def test_another_value_of_the_same_scope_does_not_overtake() -> None:
    found = arrivals([edit("a"), edit("b", "end")], run(1, "b", Accepted()))
    assert [one[0].state for one in found] == [State.APPLIED, State.APPLIED]


def test_scopes_that_a_run_did_not_name_did_not_arrive() -> None:
    other = replace(run(1, "a", Accepted()), scopes=())
    assert arrivals([edit("a")], other) == [()]
