import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import NOW

from pvsync.apply.runs import Run, Runs, run_id_at
from pvsync.errors import JournalError, UsageError


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path / ".pvsync" / "runs")


def begun(runs: Runs, at: datetime) -> Run:
    run = runs.begin([b""], at=at)
    run.journal_path.touch()
    return run


def test_a_run_has_a_folder_with_its_plan(runs: Runs, tmp_path: Path) -> None:
    run = runs.begin([b'{"plan": 1}'], at=NOW)
    assert run.plan_path.read_bytes() == b'{"plan": 1}'
    assert run.folder.parent == tmp_path / ".pvsync" / "runs"
    assert stat.S_IMODE(run.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(run.plan_path.stat().st_mode) == 0o600
    assert run.journal_path == run.folder / "journal.jsonl"
    run.write_receipt(b"{}\n")
    assert run.receipt_path.read_bytes() == b"{}\n"


def test_ids_sort_by_time_within_a_second_too() -> None:
    assert run_id_at(NOW, "a") == "20260601T120000Z-00000a"
    ids = [run_id_at(NOW + timedelta(microseconds=step), "7") for step in (0, 1, 999_999, 1_000_000)]
    assert ids == sorted(ids)
    assert len({len(name) for name in ids}) == 1


def test_ids_are_unique_where_the_clock_stands_still(runs: Runs) -> None:
    made = [begun(runs, NOW) for _ in range(40)]
    assert runs.all() == tuple(sorted(made, key=lambda run: run.id))
    assert len({run.id for run in made}) == 40


def test_the_latest_and_a_known_one(runs: Runs) -> None:
    first, second = (begun(runs, NOW + timedelta(days=day)) for day in (0, 1))
    assert runs.latest() == second
    assert runs.find(first.id) == first
    with pytest.raises(UsageError, match="there is no run `nine` here") as caught:
        runs.find("nine")
    known = f"known runs, newest last: {first.id}, {second.id}"
    assert caught.value.advice == (
        f"{known}; for a run of another machine, make a new plan: it shows what is still to do"
    )
    (first.folder / "journal.jsonl").unlink()
    with pytest.raises(UsageError, match="has no journal: it ended before anything was sent"):
        runs.find(first.id)


def test_no_run_yet(runs: Runs) -> None:
    with pytest.raises(UsageError, match="there is no run yet"):
        runs.latest()
    with pytest.raises(UsageError, match=r"there is no run `../../etc` here") as caught:
        runs.find("../../etc")
    assert str(caught.value.advice).startswith("there is no run yet; for a run of another machine, ")


def test_other_names_in_the_folder_are_not_runs(runs: Runs, tmp_path: Path) -> None:
    run = begun(runs, NOW)
    (tmp_path / ".pvsync" / "runs" / "notes").mkdir()
    with runs.alone(run):
        assert runs.all() == (run,)


def test_a_run_that_never_began_is_none(runs: Runs) -> None:
    run = begun(runs, NOW)
    runs.begin([b""], at=NOW + timedelta(days=1))
    assert runs.latest() == run


def test_one_run_at_a_time(runs: Runs) -> None:
    first, second = (runs.begin([b""], at=NOW) for _ in range(2))
    with (
        runs.alone(first),
        pytest.raises(JournalError, match=f"another run is open: {first.id}"),
        runs.alone(second),
    ):
        pass


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match="the folder of the run cannot be made: Not a directory"):
        Runs(tmp_path / "file").begin([b""], at=NOW)
    with pytest.raises(JournalError, match=r"gone/receipt.json cannot be written: No such file"):
        Run(tmp_path / "gone").write_receipt(b"")
