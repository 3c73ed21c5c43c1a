"""Which write may still be on its way: the last one of a scope, accepted, not shown yet, and young."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW
from guarded import scope_of

from pvsync.apply.receipt_json import receipt_from_json, receipt_to_json
from pvsync.model.outcome import Accepted, NotTried, Outcome, Receipt, Rejected, Result, Stale, Unknown
from pvsync.model.plan import Action
from pvsync.model.trail import Entry
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.settling import unseen

SCOPE = scope_of(1)
LOCAL = timedelta(hours=0.01)
SECOND = timedelta(seconds=1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    return open_project(None, tmp_path)


def entry(number: int, outcome: Outcome | None, *, before: str = "b", **changes: object) -> Entry:
    """A run; a higher number is a later one, all of the same second."""
    result = replace(Result(SCOPE, Action.REPLACE, "Heat", Accepted(), before=before, sent="s"), **changes)
    run, at = f"r{number}", NOW - SECOND
    receipt = None
    if outcome is not None:
        results = (replace(result, outcome=outcome),)
        receipt = Receipt(run, "p", "0", "local", "acme", "c" * 40, at, at, at, results)
    return Entry(run, "local", "acme", "c" * 40, "p", at, at, (SCOPE,), receipt)


def runs(project: Project, *entries: Entry, later: timedelta = timedelta()) -> list[str]:
    environment = project.config.environment("local")
    return [one.run for one in unseen(project, environment, entries, NOW + later).values()]


def test_an_accepted_write_that_nothing_has_shown_may_be_on_its_way(project: Project) -> None:
    assert runs(project, entry(1, Accepted())) == ["r1"]
    assert runs(project, entry(1, Accepted(), before="")) == []


@pytest.mark.parametrize(
    ("outcome", "left"),
    [
        (Rejected("no", 400), ["r1"]),
        (Stale("moved"), ["r1"]),
        (NotTried("stopped"), ["r1"]),
        (Unknown("no answer"), []),
        (None, []),
        (Accepted(), ["r2"]),
    ],
)
def test_the_last_write_counts_and_what_wrote_nothing_does_not(
    project: Project, outcome: Outcome | None, left: list[str]
) -> None:
    assert runs(project, entry(1, Accepted()), entry(2, outcome)) == left


def test_half_a_write_leaves_it_in_doubt(project: Project) -> None:
    assert runs(project, entry(1, Accepted()), entry(2, NotTried("stopped"), is_half=True)) == []


def test_up_to_the_propagation_time_and_no_longer(project: Project) -> None:
    first = entry(1, Accepted())
    assert runs(project, first, later=LOCAL - 2 * SECOND) == ["r1"]
    assert runs(project, first, later=LOCAL - SECOND) == []


def test_a_receipt_tells_it_to_other_machines() -> None:
    receipt = entry(1, Accepted()).receipt
    assert receipt is not None
    whole = replace(receipt, is_uncommitted=True, verified_at=NOW)
    assert receipt_from_json(receipt_to_json(whole)) == whole
    assert b"uncommitted" not in receipt_to_json(receipt)
    assert b"verified_at" not in receipt_to_json(receipt)
