"""A pull that is killed anywhere, also by the machine losing its power, and run again ends as one that never was."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from slates import FolderSource, a_row, as_csv, pulled

from pvsync.datasets import take_in
from pvsync.datasets.store import Store

VIEWS = ["playback", "playback_event_log", "catalog"]


class Killed(BaseException):
    """The process is gone; nothing catches this."""


class Machine:
    """Counts every step that changes the disk, and stops before, or in the middle of, one of them.

    What the disk holds at that moment is copied away: what the process does while it goes down is not part of it.

    Args:
        store: The folder that is watched.
        after: The step that is not finished.
        power: Whether only what was synced is on the disk.
    """

    def __init__(self, store: Path, left: Path, after: int, *, power: bool) -> None:
        self.store = store
        self.left = left
        self.after = after
        self.power = power
        self.steps = 0
        self.synced: dict[str, int] = {}

    def attach(self, patch: pytest.MonkeyPatch) -> None:
        for owner, name in (
            (os, "fsync"),
            (Path, "replace"),
            (Path, "unlink"),
            (Path, "mkdir"),
            (os, "ftruncate"),
        ):
            patch.setattr(owner, name, self._counted(getattr(owner, name), name))
        patch.setattr(os, "write", self._torn(os.write))
        patch.setattr(take_in, "_write", self._torn_parquet(take_in._write))
        patch.setattr(shutil, "copy", self._torn_copy(shutil.copy))

    def stop(self) -> None:
        """The process ends here, if it is to."""
        self.steps += 1
        if self.steps != self.after:
            return
        shutil.copytree(self.store, self.left)
        if self.power:
            for path in self.left.rglob("*"):
                if path.is_file():
                    size = self.synced.get(path.relative_to(self.left).as_posix(), 0)
                    path.write_bytes(path.read_bytes()[:size])
        raise Killed

    def _name(self, path: str | Path) -> str:
        return Path(path).resolve().relative_to(self.store.resolve()).as_posix()

    def _counted(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            # Of the copy that is being made, nothing counts.
            if self.steps < self.after and name != "mkdir":
                self.stop()
            moved = self.synced.pop(self._name(given[0]), 0) if name == "replace" else 0
            done = real(*given, **named)
            if name == "fsync":
                path = Path(f"/proc/self/fd/{given[0]}").readlink()
                if path.is_file():
                    self.synced[self._name(path)] = path.stat().st_size
            elif name == "replace":
                self.synced[self._name(given[1])] = moved
            return done

        return step

    def _torn(self, real: Callable[..., int]) -> Callable[..., int]:
        def write(descriptor: int, data: Any) -> int:
            if self.steps + 1 == self.after:
                real(descriptor, bytes(data)[: len(data) // 2])
            self.stop()
            return real(descriptor, data)

        return write

    def _torn_parquet(self, real: Callable[..., int]) -> Callable[..., int]:
        def write(connection: Any, query: str, target: Path) -> int:
            rows = real(connection, query, target)
            if self.steps + 1 == self.after:
                target.write_bytes(target.read_bytes()[:100])
            self.stop()
            return rows

        return write

    def _torn_copy(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def copy(source: Path, target: Path) -> Any:
            if self.steps + 1 == self.after:
                target.write_bytes(source.read_bytes()[:50])
            self.stop()
            return real(source, target)

        return copy


def an_estate(folder: Path) -> FolderSource:
    """Three files: two that hold versions of the same rows, and one that cannot be read."""
    source = FolderSource(folder)
    source.publish(
        "playback", "p1.zip", [a_row("playback", quality="HD"), a_row("playback", session_id="s2")]
    )
    later = "2026-11-22 08:00:00"
    source.publish("playback", "p2.zip", [a_row("playback", quality="UHD", last_update_time_utc=later)])
    source.publish_bytes("catalog", "c1.zip", b"nothing,like,it\n1,2,3\n")
    return source


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.opened() as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
            for name in VIEWS
        }


@pytest.mark.parametrize("power", [False, True], ids=["killed", "power-lost"])
def test_stopped_anywhere_and_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, power: bool
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what was synced is remembered, and the rest taken away
    source = an_estate(tmp_path / "published")
    undisturbed = Store(tmp_path / "undisturbed")
    pulled(source, undisturbed)
    wanted, stops = tables(undisturbed), 0
    while True:
        store, left = Store(tmp_path / "store"), tmp_path / f"left-{stops}"
        machine = Machine(store.folder, left, stops + 1, power=power)
        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            machine.attach(patch)
            pulled(source, store)
        if not left.exists():
            break
        stops += 1
        again = Store(left)
        pulled(source, again)
        assert tables(again) == wanted, f"stopped at step {stops}"
        logged = sorted(path.name for path in (left / "log").rglob("*.parquet"))
        assert len(logged) == 2, f"stopped at step {stops}"
        assert not list((left / "incoming").iterdir())
        shutil.rmtree(store.folder, ignore_errors=True)
        shutil.rmtree(left)
    assert stops > 20


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from slates import FolderSource, pulled
from pvsync.datasets.source import DatasetFile
from pvsync.datasets.store import Store
from slates import NOW

steps, real = 0, os.fsync
def fsync(descriptor):
    global steps
    steps += 1
    if steps == {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    real(descriptor)
os.fsync = fsync
source = FolderSource(Path({published!r}))
source.listed = [DatasetFile("playback", name, NOW) for name in ("p1.zip", "p2.zip")]
source.listed.append(DatasetFile("catalog", "c1.zip", NOW))
pulled(source, Store(Path({store!r})))
"""


@pytest.mark.parametrize("after", [6, 9, 13])
def test_a_process_that_is_really_killed(tmp_path: Path, after: int) -> None:
    source = an_estate(tmp_path / "published")
    store, undisturbed = Store(tmp_path / "store"), Store(tmp_path / "undisturbed")
    code = KILLED.format(
        tests=str(Path(__file__).parents[1]),
        after=after,
        published=str(source.folder),
        store=str(store.folder),
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -signal.SIGKILL
    pulled(source, store)
    pulled(source, undisturbed)
    assert tables(store) == tables(undisturbed)


def test_a_second_pull_does_nothing(tmp_path: Path) -> None:
    source, store = FolderSource(tmp_path / "published"), Store(tmp_path / "store")
    source.publish_bytes("playback", "p1.zip", as_csv([a_row("playback")]))
    pulled(source, store)
    before = {path: path.read_bytes() for path in store.folder.rglob("*.parquet")}
    assert pulled(source, store).files == 0
    assert source.fetched == ["p1.zip"]
    assert {path: path.read_bytes() for path in store.folder.rglob("*.parquet")} == before
