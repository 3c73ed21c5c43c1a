import subprocess
import sys
from pathlib import Path

import pytest

from pvsync.apply.lock import one_run
from pvsync.errors import JournalError


def test_the_second_run_is_told_which_is_open(tmp_path: Path) -> None:
    with (
        one_run(tmp_path / "runs", "first"),
        pytest.raises(JournalError, match=r"^another run is open: first$") as caught,
        one_run(tmp_path / "runs", "second"),
    ):
        pass
    assert "nothing to delete" in caught.value.advice
    with one_run(tmp_path / "runs", "third"):
        assert (tmp_path / "runs" / "lock").read_text() == "third\n"


def test_a_holder_without_a_name(tmp_path: Path) -> None:
    with (
        one_run(tmp_path, ""),
        pytest.raises(JournalError, match=r"^another run is open$"),
        one_run(tmp_path, "b"),
    ):
        pass


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    program = (
        "import os, sys, pathlib\n"
        "from pvsync.apply.lock import one_run\n"
        "with one_run(pathlib.Path(sys.argv[1]), 'killed'):\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, tmp_path], check=False).returncode == 9
    with one_run(tmp_path, "next"):
        assert (tmp_path / "lock").read_text() == "next\n"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(JournalError, match="cannot be opened: Not a directory"),
        one_run(tmp_path / "file" / "runs", "a"),
    ):
        pass
