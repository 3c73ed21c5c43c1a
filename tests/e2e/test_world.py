"""What surrounds a command is broken: no git, a folder of somebody else, closed streams, a full disk, no place to write."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE

from pvsync.cli.exit_codes import exits_of


@pytest.fixture
def ready(estate: Estate) -> Estate:
    """One title in a commit."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    return estate


def typed(estate: Estate, line: str, **variables: str) -> tuple[int, str]:
    """The exit code of a line typed into a shell, and all that came out of it."""
    pvsync = f"{sys.executable} -m pvsync"
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("pvsync", pvsync, 1)],
        cwd=estate.root,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    assert "fault of its own" not in done.stderr
    return done.returncode, " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("pvsync schema > /dev/full", 1, "the output cannot be written (No space left on device)"),
        ("pvsync explain PV301 <&- 2>&-", 0, "PV301"),
        ("pvsync explain PV301 >&-", 0, ""),
        ("pvsync timeline --out none/x.txt", 1, "the file x.txt cannot be written (No such file"),
        ("pvsync timeline --out /dev/full", 1, "the file full cannot be written (No space left"),
        ("pvsync timeline --out catalog", 1, "the file catalog cannot be written (Is a directory)"),
        ("pvsync timeline --out -", 0, "Timeline of"),
        ("PATH=/none pvsync validate", 0, ""),
        ("PATH=/none pvsync plan", 1, "git is not installed"),
        ("PATH=/none pvsync demo", 1, "git is not installed"),
    ],
)
def test_one_sentence_whatever_is_broken(ready: Estate, line: str, code: int, words: str) -> None:
    ended, said = typed(ready, line)

    assert ended == code, said
    assert words in said
    assert not list(ready.root.glob("-*"))


def test_a_file_is_replaced_whole_and_keeps_its_rights(ready: Estate) -> None:
    file = ready.root / "drawn.txt"
    file.write_text("before")
    file.chmod(0o640)

    assert ready.run("timeline", "--out", str(file)).code == 0

    assert "Timeline of" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in ready.root.glob(".drawn*")] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_the_folder_of_somebody_else_is_told_with_its_cure(ready: Estate, tmp_path: Path) -> None:
    for path in (ready.root, *ready.root.rglob("*")):
        os.chown(path, 1234, 1234, follow_symlinks=False)

    code, said = typed(ready, "pvsync plan", HOME=str(tmp_path))
    assert code == 1
    assert f"`git config --global --add safe.directory {ready.root.resolve()}`" in said

    assert typed(ready, "pvsync validate --format github", HOME=str(tmp_path))[0] == 0


def test_an_error_is_json_where_json_was_asked_for(ready: Estate) -> None:
    for line in (("show", "none.json", "--format", "json"), ("show", "none.json", "--no", "--format=json")):
        said = ready.run(*line)
        told = json.loads(said.out)
        assert told["format_version"] == "1"
        assert told["error"]["exit_code"] == said.code == 1
        assert set(told["error"]) == {"message", "advice", "exit_code"}


def test_who_cannot_be_asked_is_refused_as_the_help_says(ready: Estate) -> None:
    """The exit code of a refusal, not of an error: nothing was written, and a person has to decide."""
    for command in ("apply", "takedown"):
        assert "not approved" in exits_of(command)[3]
    said = ready.run("takedown", "HEAT", "--territory", "US", "--because", "rights")
    assert said.code == 3, said.err
    assert "there is no terminal" in said.err
