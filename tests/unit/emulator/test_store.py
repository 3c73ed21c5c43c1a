"""What the service holds."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from unit.emulator.partner import NOW, an_avail

from pvsync.emulator.scopes import Scope
from pvsync.emulator.store import Held, Store
from pvsync.errors import EmulatorError

SCOPE = Scope("acme", "A-1", "US", "TVOD")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "emulator.sqlite3")
    yield store
    store.close()


def test_scope_remembers_what_was_before_the_last_write(store: Store) -> None:
    assert store.read(SCOPE) == Held(SCOPE, None)
    store.write(SCOPE, an_avail(), NOW)
    assert store.read(SCOPE) == Held(SCOPE, an_avail(), None, NOW)
    store.write(SCOPE, None, NOW)
    assert store.read(SCOPE) == Held(SCOPE, None, an_avail(), NOW)
    assert store.all() == []


def test_everything_inside_writing_is_written_together_or_not_at_all(store: Store) -> None:
    def fail() -> None:
        with store.writing():
            store.write(SCOPE, an_avail(), NOW)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with pytest.raises(KeyError), store.writing():
        fail()
    assert store.all() == []


def test_what_was_written_survives_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "emulator.sqlite3"
    program = (
        "import os, sys, datetime, pathlib\n"
        "from pvsync.emulator.scopes import Scope\n"
        "from pvsync.emulator.store import Store\n"
        "store = Store(pathlib.Path(sys.argv[1]))\n"
        "now = datetime.datetime.now(datetime.UTC)\n"
        "store.write(Scope('acme', 'kept', 'US', 'TVOD'), {}, now)\n"
        "with store.writing():\n"
        "    store.write(Scope('acme', 'lost', 'US', 'TVOD'), {}, now)\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 9
    store = Store(path)
    assert [held.scope.alid for held in store.all()] == ["kept"]
    store.close()


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "emulator.sqlite3"
    path.write_text("this is not a database, and long enough to be seen as none" * 20)
    with pytest.raises(EmulatorError, match="state cannot be opened"):
        Store(path)


def test_state_is_in_a_write_ahead_log(store: Store, tmp_path: Path) -> None:
    store.seed(SCOPE, an_avail())
    other = sqlite3.connect(tmp_path / "emulator.sqlite3")
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()
