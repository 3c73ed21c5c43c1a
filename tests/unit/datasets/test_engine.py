"""The engine is bounded, each process has a folder of its own, and a missing engine is one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pvsync.datasets.engine import engine, sweep
from pvsync.errors import UsageError


def test_it_is_bounded_and_cleans_up(tmp_path: Path) -> None:
    with engine(tmp_path / "spill") as connection:
        [(zone, limit, bar)] = connection.execute(
            "SELECT current_setting('TimeZone'), current_setting('memory_limit'), current_setting('enable_progress_bar')"
        ).fetchall()
        assert (zone, bar) == ("UTC", False)
        assert limit.endswith("GiB")
        assert len(list((tmp_path / "spill").iterdir())) == 1
    assert list((tmp_path / "spill").iterdir()) == []


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    for process in (int(gone.stdout), os.getpid()):
        (tmp_path / f"{process}-room").mkdir()
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"{os.getpid()}-room"]


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match="needs DuckDB") as told, engine(tmp_path):
        pass
    assert told.value.advice == "install it: `pip install 'pvsync[datasets]'`"
