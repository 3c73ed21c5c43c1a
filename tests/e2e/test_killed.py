"""Real processes that die: by SIGTERM with what is in flight finished first, by SIGKILL in the middle of anything."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import Estate
from e2e.machines import Fleet
from e2e.test_converges import MOVIE
from e2e.test_resume import PRODUCTION, killed_at_put, run_folder

from pvsync.emulator.store import Store

TITLES = 3
SCOPES = 2 * TITLES


@pytest.fixture
def ready(estate: Estate) -> Estate:
    """Six scopes to create, one in each request, on a day that a real process would know."""
    estate.now = datetime.now(UTC)
    estate.configure(batch=1, open=1, rate=1000)
    for number in range(TITLES):
        estate.write(f"catalog/m{number}.yaml", MOVIE.replace("HEAT", f"HEAT-{number}"))
    estate.commit()
    return estate


@contextmanager
def begun(estate: Estate, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """A process of its own; nothing of it is left in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pvsync", "--config", str(estate.root / "pvsync.yaml"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "CI": "1"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def at_write(estate: Estate, number: int, seconds: float, patch: pytest.MonkeyPatch) -> threading.Event:
    """Set when the service has done its write of a number; the answer to it is slow."""
    reached, real, writes = threading.Event(), Store.write, []

    def write(store: Store, *arguments: Any) -> None:
        real(store, *arguments)
        writes.append(arguments)
        if len(writes) == number:
            estate.fault(name="slow", endpoint="put", seconds=seconds, count=1)
            reached.set()

    patch.setattr(Store, "write", write)
    return reached


def receipt(estate: Estate) -> Any:
    return json.loads((run_folder(estate) / "receipt.json").read_bytes())


def kinds(estate: Estate) -> list[str]:
    return [result["outcome"]["kind"] for result in receipt(estate)["results"]]


@pytest.mark.parametrize("number", [1, 3, SCOPES])
def test_sigkill_after_a_write_and_before_its_answer(
    ready: Estate, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    reached = at_write(ready, number, 30, monkeypatch)
    with begun(ready, "apply", "--auto-approve") as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert not (run_folder(ready) / "receipt.json").exists()
    ready.emulator.faults.clear()
    before = ready.emulator.counters().by_endpoint["put"]

    with begun(ready, "apply", "--resume", run_folder(ready).name) as process:
        said, errors = process.communicate(timeout=60)

    assert process.returncode == 0, said + errors
    assert kinds(ready) == ["accepted"] * SCOPES
    assert receipt(ready)["results"][number - 1]["note"] == "settled by reading"
    assert ready.emulator.counters().by_endpoint["put"] - before == SCOPES - number
    ready.settled()


def test_sigterm_finishes_what_is_in_flight_and_says_how_to_go_on(
    ready: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = at_write(ready, 2, 2, monkeypatch)
    with begun(ready, "apply", "--auto-approve") as process:
        assert reached.wait(60)
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=60)
    assert process.returncode == 130, said + errors
    assert kinds(ready) == ["accepted", "accepted", *["not_tried"] * (SCOPES - 2)]
    assert f"`pvsync apply --resume {run_folder(ready).name}`" in errors

    with begun(ready, "apply", "--resume", run_folder(ready).name) as process:
        said, errors = process.communicate(timeout=60)

    assert process.returncode == 0, said + errors
    ready.settled()


def test_two_processes_never_go_on_with_one_run(ready: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = at_write(ready, 1, 30, monkeypatch)
    with begun(ready, "apply", "--auto-approve") as first:
        assert reached.wait(60)
        with begun(ready, "apply", "--resume", run_folder(ready).name) as second:
            _, errors = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "another run is open" in errors
        assert first.poll() is None


# -- what is left when less than everything is left -----------------------------------------------------------


def test_of_a_runner_that_is_gone_git_and_the_service_are_enough(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fleet.first.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    fleet.first.now += timedelta(seconds=1)
    for number in range(TITLES):
        fleet.first.edit(f"catalog/m{number}.yaml", "wsp: 6.99", "wsp: 5.99")
        fleet.first.edit(f"catalog/m{number}.yaml", "wsp: 7.99", "wsp: 4.99")
    fleet.first.commit()
    fleet.first.git("push", "-q", "origin", "main")
    killed_at_put(fleet.first, monkeypatch, 3, *PRODUCTION)
    other = fleet.clone("two")
    shutil.rmtree(fleet.first.root / ".pvsync/runs")
    fleet.first.now += timedelta(minutes=11)
    other.now += timedelta(minutes=11)

    said = other.run(*PRODUCTION, "plan", "--format", "json").json

    assert len(said["changes"]) == SCOPES - 2
    assert {field["cause"] for change in said["changes"] for field in change["fields"]} == {"unknown"}
    (sentence,) = [text for text in said["coverage"]["not_checked"] if text.startswith("run 2026")]
    assert "has not said what became of it" in sentence
    assert f"why {SCOPES} scopes of it differ from git is not known" in sentence
    applied = other.run(*PRODUCTION, "apply", "--auto-approve")
    assert applied.code == 0, applied.out + applied.err
    said = other.run(*PRODUCTION, "plan", "--detailed-exitcode")
    assert said.code == 0
    assert "has not said" in said.out  # of two scopes that no later run has spoken of


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    for number in range(TITLES):
        estate.write(f"catalog/m{number}.yaml", MOVIE.replace("HEAT", f"HEAT-{number}"))
    fleet = Fleet.of(estate)
    config = estate.root / "pvsync.yaml"
    config.write_text(config.read_text().replace("rate: 1000, open: 8,", "rate: 1000, open: 1, batch: 1,"))
    estate.commit()
    estate.git("push", "-q", "origin", "main")
    return fleet


@pytest.mark.parametrize("where", [".pvsync", ".pvsync/runs"])
def test_a_folder_that_cannot_be_written_stops_it_before_the_first_write(
    ready: Estate, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    # Whoever runs the tests may be root, whom no mode stops: the refusal comes from below.
    folder = (ready.root / where).resolve()
    folder.mkdir(exist_ok=True)
    real_mkdir, real_open = Path.mkdir, os.open

    def refused(path: Any, writes: bool) -> None:  # noqa: FBT001 - a stand-in
        whole = Path(path).resolve()
        if writes and whole.is_relative_to(folder) and "emulator" not in whole.parts:
            raise OSError(30, "Read-only file system")

    def mkdir(path: Path, *arguments: Any, **named: Any) -> None:
        refused(path, writes=True)
        real_mkdir(path, *arguments, **named)

    def opened(path: Any, flags: int, *arguments: Any, **named: Any) -> int:
        refused(path, bool(flags & (os.O_CREAT | os.O_RDWR | os.O_WRONLY)))
        return real_open(path, flags, *arguments, **named)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    monkeypatch.setattr(os, "open", opened)
    said = ready.run("apply", "--auto-approve")
    assert said.code == 1
    assert "Read-only file system" in said.err
    assert ready.emulator.dump() == []


def test_a_read_only_folder_stops_going_on_too(
    ready: Estate, monkeypatch: pytest.MonkeyPatch, make_read_only: Callable[[Path], None]
) -> None:
    killed_at_put(ready, monkeypatch, 3)
    before = ready.emulator.dump()
    make_read_only(run_folder(ready) / "journal.jsonl")
    said = ready.run("apply", "--resume", run_folder(ready).name)
    assert said.code == 1
    assert "cannot be opened: Read-only file system" in said.err
    assert ready.emulator.dump() == before


@pytest.fixture
def make_read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes opening a file for writing fail, as on a disk that is mounted read-only."""
    real = os.open

    def make(path: Path) -> None:
        def opened(name: Any, flags: int, *arguments: Any, **named: Any) -> int:
            if Path(name) == path and flags & os.O_RDWR:
                raise OSError(30, "Read-only file system")
            return real(name, flags, *arguments, **named)

        monkeypatch.setattr(os, "open", opened)

    return make
