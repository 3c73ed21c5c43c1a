"""Plans, journals and receipts of format version 1, as the first versions wrote them, are read for ever."""

import json
from pathlib import Path

import pytest

from pvsync.apply.event_json import event_to_json
from pvsync.apply.journal import read_journal
from pvsync.apply.journal_lines import START, write_lines
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.plan.file import read_plan

OLD = Path(__file__).resolve().parents[1] / "fixtures" / "v1"
PLANS = sorted(OLD.glob("plan-*.json"))
JOURNALS = sorted(OLD.glob("journal-*.jsonl"))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_an_old_plan_is_read_under_its_own_id(path: Path) -> None:
    document = json.loads(path.read_bytes())
    plan = read_plan(path.read_bytes())
    assert plan.plan_id == document["plan_id"]
    assert len(plan.changes) == len(document["changes"]) > 0


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_an_old_journal_is_read_to_its_end(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    assert len(list(read_journal(path))) == len(lines)


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_what_is_written_today_differs_from_it_by_nothing_that_an_old_reader_misses(path: Path) -> None:
    for line, event in zip(path.read_bytes().splitlines(), read_journal(path), strict=True):
        written = json.loads(line)["event"]
        assert written.items() <= event_to_json(event).items()
    data, _ = write_lines(read_journal(path), START)
    assert len(data.splitlines()) == len(path.read_bytes().splitlines())


def test_an_old_run_yields_the_receipt_that_it_had() -> None:
    plan = read_plan((OLD / "plan-create.json").read_bytes())
    kept = receipt_from_json((OLD / "receipt.json").read_bytes())
    told = build_receipt(plan, Ledger.of(read_journal(OLD / "journal-finished.jsonl")))
    assert [(result.scope, result.outcome, result.verification) for result in told.results] == [
        (result.scope, result.outcome, result.verification) for result in kept.results
    ]
    assert told.requests == kept.requests


def test_an_old_run_that_was_killed_is_told() -> None:
    plan = read_plan((OLD / "plan-change.json").read_bytes())
    told = build_receipt(plan, Ledger.of(read_journal(OLD / "journal-killed.jsonl")))
    assert told.interrupted
    assert [type(result.outcome).__name__ for result in told.results] == ["Accepted", "Unknown", "NotTried"]
