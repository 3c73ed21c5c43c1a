import threading
from pathlib import Path

import pytest
from builders import NOW
from unit.apply.stand_ins import a_journal, a_scope

from pvsync.apply.brake import Brake
from pvsync.apply.events import BatchIntent, Intended, RunFinished, ScopeOutcome
from pvsync.apply.journal import read_journal
from pvsync.apply.record import Record
from pvsync.model.outcome import Accepted, Outcome, Rejected, Unknown

INTENT = BatchIntent(0, 1, (Intended(a_scope(), "a", "b"),), NOW)
RUN = "20260601T120000Z-00000a"


def test_facts_outlive_a_journal_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brake = Brake(threading.Event(), None)
    record = Record(a_journal(tmp_path), brake)
    assert record.intend(INTENT)

    def full(_descriptor: int, _data: object) -> int:
        raise OSError(28, "no space")

    monkeypatch.setattr("pvsync.apply.durable.os.write", full)
    record.report(ScopeOutcome(a_scope(), Accepted(), NOW))
    assert not record.intend(INTENT)
    record.report(RunFinished(NOW, 1))
    assert record.ledger.outcomes[a_scope()].outcome == Accepted()
    assert record.ledger.in_flight == set()
    assert record.lost is not None
    assert (
        brake.reason() == f"the run stopped: {RUN}/journal.jsonl cannot be written: No space left on device"
    )
    assert list(read_journal(tmp_path / RUN / "journal.jsonl"))[1:] == [INTENT]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (Rejected("<html>" * 1000, 502), Rejected(("<html>" * 1000)[:2000], 502)),
        (Accepted("half \ud83d"), Accepted("half ?")),
        (Unknown("half \udfff"), Unknown("half ?")),
    ],
)
def test_the_words_of_a_service_are_bounded_and_writable(
    tmp_path: Path, said: Outcome, kept: Outcome
) -> None:
    record = Record(a_journal(tmp_path), Brake(threading.Event(), None))
    record.report(ScopeOutcome(a_scope(), said, NOW))
    assert record.ledger.outcomes[a_scope()].outcome == kept
