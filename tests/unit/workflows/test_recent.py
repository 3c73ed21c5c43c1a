"""What counts along: whatever the service took, or may have taken, in the last 24 hours, here and elsewhere."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW
from guarded import scope_of

from pvsync.apply.receipt_json import receipt_to_json
from pvsync.model.guarded import Recent
from pvsync.model.outcome import Accepted, NotTried, Outcome, Receipt, Rejected, Result, Stale, Unknown
from pvsync.model.plan import Action
from pvsync.model.trail import Entry
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.recent import recent_changes

HOUR = timedelta(hours=1)
AFTER = NOW - 24 * HOUR
SCOPE = scope_of(1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    return open_project(None, tmp_path)


def receipt_of(outcome: Outcome, action: Action = Action.WITHDRAW, **changes: object) -> Receipt:
    result = Result(SCOPE, action, "Heat Haze", outcome, counted={"going_dark": 2})
    base = Receipt(
        "20260601T110000Z-00000a",
        "p" * 64,
        "0.1.0",
        "local",
        "acme",
        None,
        NOW,
        NOW - HOUR,
        NOW - HOUR,
        (result,),
    )
    return replace(base, **changes)


def entry_of(receipt: Receipt | None, *, hours: int = 1) -> Entry:
    at = NOW - hours * HOUR
    return Entry("20260601T110000Z-00000a", "local", "acme", "c" * 40, "p" * 64, at, at, (SCOPE,), receipt)


def found(project: Project, *entries: Entry, besides: str = "") -> tuple[Recent, ...]:
    environment = project.config.environment("local")
    return recent_changes(project, environment, entries, after=AFTER, besides=besides)


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        (Accepted(), True),
        (Unknown("no answer"), True),
        (Rejected("no", 400), False),
        (Stale("moved"), False),
        (NotTried("later"), False),
    ],
)
def test_what_may_be_live_counts(project: Project, outcome: Outcome, *, counts: bool) -> None:
    expected = (Recent(SCOPE, counted={"delta": 1, "going_dark": 2}),) if counts else ()

    assert found(project, entry_of(receipt_of(outcome))) == expected


def test_what_is_forgotten_counts_and_so_does_half_a_change(project: Project) -> None:
    assert len(found(project, entry_of(receipt_of(Accepted(), Action.FORGET)))) == 1
    half = receipt_of(NotTried("later"))
    half = replace(half, results=(replace(half.results[0], is_half=True),))
    assert len(found(project, entry_of(half))) == 1


def test_what_is_new_and_what_was_approved_is_told(project: Project) -> None:
    made = receipt_of(Accepted(), Action.CREATE, approvals={"delta": 1})

    (one,) = found(project, entry_of(made))

    assert (one.is_new, one.approved) == (True, frozenset({"delta"}))


def test_a_run_that_never_said_what_became_of_it_counts_with_all_of_its_scopes(project: Project) -> None:
    assert found(project, entry_of(None)) == (Recent(SCOPE, counted={"delta": 1}),)


def test_what_is_older_or_of_the_plan_itself_does_not_count(project: Project) -> None:
    entry = entry_of(receipt_of(Accepted()), hours=24)

    assert found(project, entry) == ()
    assert len(found(project, replace(entry, at=entry.at + timedelta(seconds=1)))) == 1
    assert found(project, entry_of(receipt_of(Accepted())), besides="p" * 64) == ()


def test_runs_of_this_machine_count_once_and_only_those_of_this_environment(project: Project) -> None:
    def keep(run: str, receipt: Receipt) -> None:
        folder = project.root / ".pvsync/runs" / run
        folder.mkdir(parents=True)
        (folder / "journal.jsonl").write_text("")
        (folder / "receipt.json").write_bytes(receipt_to_json(replace(receipt, run=run)))

    keep("20260601T110000Z-00000a", receipt_of(Accepted()))
    keep("20260601T110000Z-00000b", receipt_of(Accepted(), environment="sandbox"))
    keep("20260601T110000Z-00000c", receipt_of(Accepted(), finished_at=AFTER))
    keep("20260101T110000Z-00000d", receipt_of(Accepted()))
    address = project.config.environment("local").service.url
    keep("20260601T110000Z-00000f", receipt_of(Accepted(), licensor="other", url=address))
    broken = project.root / ".pvsync/runs/20260601T110000Z-00000e"
    broken.mkdir()
    (broken / "journal.jsonl").write_text("")
    (broken / "receipt.json").write_text("{")

    assert len(found(project)) == 1
    assert len(found(project, entry_of(receipt_of(Accepted())))) == 1
