import os
import stat
import threading
from pathlib import Path

import pytest
from builders import NOW
from unit.apply.stand_ins import a_journal, a_scope, started

from pvsync.apply.events import RunFinished, ScopeOutcome
from pvsync.apply.journal import Journal, read_journal
from pvsync.errors import JournalError
from pvsync.model.outcome import Accepted

RUN = "20260601T120000Z-00000a"


def outcome(number: int = 0) -> ScopeOutcome:
    return ScopeOutcome(a_scope(number), Accepted("OK"), NOW)


def test_events_are_on_the_disk_when_the_call_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        synced.append(os.fstat(descriptor).st_size)

    monkeypatch.setattr("pvsync.apply.durable.os.fsync", fsync)
    with a_journal(tmp_path) as journal:
        path = tmp_path / RUN / "journal.jsonl"
        assert synced[-1] == path.stat().st_size
        journal.append(outcome(0), outcome(1))
        assert synced[-1] == path.stat().st_size
        assert list(read_journal(path)) == [started(), outcome(0), outcome(1)]
        assert set(journal.ledger.outcomes) == {a_scope(0), a_scope(1)}


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    a_journal(tmp_path).close()
    path = tmp_path / RUN / "journal.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_runs_cannot_have_it_open(tmp_path: Path) -> None:
    path = tmp_path / RUN / "journal.jsonl"
    with a_journal(tmp_path), pytest.raises(JournalError, match=f"^another run is open: {RUN}$"):
        Journal.reopen(path)
    Journal.reopen(path).close()


def test_a_journal_is_never_begun_twice(tmp_path: Path) -> None:
    a_journal(tmp_path).close()
    with pytest.raises(JournalError, match="cannot be made: File exists"):
        Journal.create(tmp_path / RUN / "journal.jsonl", started())


def test_a_journal_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / RUN / "journal.jsonl"
    with pytest.raises(JournalError, match=f"{RUN}/journal.jsonl cannot be opened: No such file"):
        Journal.reopen(path)
    with pytest.raises(JournalError, match=f"{RUN}/journal.jsonl cannot be read: No such file"):
        list(read_journal(path))


@pytest.mark.parametrize("call", [1, 2])
def test_a_disk_that_is_full_at_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    fail_at(monkeypatch, "fsync", call)
    with pytest.raises(JournalError, match="No space left on device"):
        a_journal(tmp_path)


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_after_a_failed_write_nothing_is_written_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with a_journal(tmp_path) as journal:
        with monkeypatch.context() as patch:
            fail_at(patch, call, 1)
            with pytest.raises(JournalError, match="No space left"):
                journal.append(outcome(0))
        with pytest.raises(JournalError, match="No space left"):
            journal.append(outcome(1))
        assert not journal.ledger.outcomes
    path = tmp_path / RUN / "journal.jsonl"
    assert list(read_journal(path)) == [started()]
    with Journal.reopen(path) as journal:
        journal.append(outcome(1))
    assert list(read_journal(path)) == [started(), outcome(1)]


def test_half_a_line_of_a_full_disk_is_not_an_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with a_journal(tmp_path) as journal, monkeypatch.context() as patch:

        def half(descriptor: int, data: memoryview) -> int:
            if len(data) < 100:
                raise OSError(28, "no space")
            return real(descriptor, data[:-50])

        def stuck(_descriptor: int, _size: int) -> None:
            raise OSError(5, "input/output error")

        patch.setattr("pvsync.apply.durable.os.write", half)
        patch.setattr("pvsync.apply.journal.os.ftruncate", stuck)
        with pytest.raises(JournalError, match="No space left"):
            journal.append(outcome())
    path = tmp_path / RUN / "journal.jsonl"
    assert not path.read_bytes().endswith(b"\n")
    assert list(read_journal(path)) == [started()]
    with Journal.reopen(path) as journal:
        journal.append(RunFinished(NOW, 1))
    assert list(read_journal(path)) == [started(), RunFinished(NOW, 1)]


def test_a_journal_without_its_beginning_cannot_go_on(tmp_path: Path) -> None:
    a_journal(tmp_path).close()
    path = tmp_path / RUN / "journal.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(JournalError, match="no beginning: the run ended before anything was sent"):
        Journal.reopen(path)


def test_a_damaged_journal_is_named_with_its_place(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        journal.append(outcome())
    path = tmp_path / RUN / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"OK"', b'"KO"'))
    with pytest.raises(JournalError) as caught:
        list(read_journal(path))
    assert caught.value.message == (
        f"the journal does not parse: {RUN}/journal.jsonl, line 2: the checksum is not that of the line"
    )
    assert "pvsync plan" in caught.value.advice
    assert str(tmp_path) not in caught.value.message


def test_threads_never_mix_their_lines(tmp_path: Path) -> None:
    with a_journal(tmp_path) as journal:
        threads = [
            threading.Thread(target=lambda start=start: journal.append(outcome(start), outcome(start + 1)))
            for start in range(0, 16, 2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    events = list(read_journal(tmp_path / RUN / "journal.jsonl"))[1:]
    assert sorted(map(repr, events)) == sorted(repr(outcome(number)) for number in range(16))


def fail_at(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    real, calls = getattr(os, call), [0]

    def broken(*arguments: object) -> object:
        calls[0] += 1
        if calls[0] >= number:
            raise OSError(28, "no space")
        return real(*arguments)

    monkeypatch.setattr(f"pvsync.apply.durable.os.{call}", broken)
