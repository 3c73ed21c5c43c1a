"""`pvsync completion`: its scripts in the shells that they are for, and the help that they are made from."""

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync.cli.completion_words import Place, places, takes_by_flag
from pvsync.cli.main import build_parser, command_names, main
from pvsync.cli.screen import Screen

SHELLS = ("bash", "fish", "zsh")
BASH = """
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pvsync; echo "${COMPREPLY[*]}"; }
"""
ZSH = """
emulate -R zsh
compdef() { : }
compset() { : }
compadd() { shift; print -r -- "$*" }
_describe() { print -r -- ${${(P)2}%%:*} }
_files() { print -r -- "files $*" }
source ./script
try() { words=("$@"); CURRENT=$#; _pvsync }
"""
CASES = {
    ("pvsync", "ti"): "timeline",
    ("pvsync", "--env", "plan", "ti"): "timeline",
    ("pvsync", "--env", ""): "local sandbox production",
    ("pvsync", "plan", "--format", ""): "text markdown comment github html xlsx json",
    ("pvsync", "plan", "--det"): "--detailed-exitcode",
    ("pvsync", "import", "ema", "--de"): "--debug --deals",
    ("pvsync", "export", "ema", "--version", ""): "1.7.3 1.8 1.9",
    ("pvsync", "schema", ""): "catalog config plan receipt",
    ("pvsync", "explain", "PV302"): "PV302",
    ("pvsync", "verify", ""): "20261122T093004Z-0a5cf9",
    ("pvsync", "set", "HEAT*", ""): "",
}


def typed(*words: str) -> str:
    out = io.StringIO()
    plain = Screen(out, out, 100, False, False, False, lambda: datetime.now(UTC))
    assert main(list(words), plain) == 0
    return out.getvalue()


def shell(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} on this machine: `apt-get install {name}`")
    return found


def said_by(words: list[str], folder: Path) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".pvsync" / "runs" / "20261122T093004Z-0a5cf9").mkdir(parents=True)
    (tmp_path / "my plan.json").touch()
    (tmp_path / "my folder").mkdir()
    return tmp_path


def in_bash(folder: Path, cases: list[tuple[str, ...]]) -> list[str]:
    (folder / "script").write_text(typed("completion", "bash") + BASH, encoding="utf-8")
    tries = "\n".join("try " + " ".join(f"'{word}'" for word in case) for case in cases)
    return said_by([shell("bash"), "-c", f"source ./script\n{tries}"], folder).splitlines()


def test_bash_offers_what_can_follow(folder: Path) -> None:
    found = dict(zip(CASES, in_bash(folder, list(CASES)), strict=True))
    assert {case: sorted(words.split()) for case, words in found.items()} == {
        case: sorted(words.split()) for case, words in CASES.items()
    }
    with_signs = [("pvsync", "plan", "--format", "=", "mark"), ("pvsync", "plan", "--format", "=")]
    assert in_bash(folder, with_signs)[0] == "markdown"
    assert in_bash(folder, with_signs)[1] == CASES["pvsync", "plan", "--format", ""]


def test_bash_offers_files_and_folders_whatever_their_names(folder: Path) -> None:
    cases = [("pvsync", "show", "my p"), ("pvsync", "init", "my"), ("pvsync", "--config", "my p")]
    assert in_bash(folder, cases) == ["my plan.json", "my folder", "my plan.json"]


def test_bash_knows_every_command_and_flag(folder: Path) -> None:
    found = places({})
    at = [("pvsync", *place.path.split(), "-") for place in found]
    offered = in_bash(folder, at)
    assert [set(words.split()) for words in offered] == [
        {name for flag in place.flags for name in flag.names} for place in found
    ]
    assert set(in_bash(folder, [("pvsync", "")])[0].split()) == set(command_names())
    assert "_pvsync" in said_by(["bash", "-c", "source ./script && complete -p pvsync"], folder)


def test_zsh_offers_what_can_follow(folder: Path) -> None:
    zsh = shell("zsh")
    (folder / "script").write_text(typed("completion", "zsh"), encoding="utf-8")
    for case, wanted in CASES.items():
        tried = "try " + " ".join(f"'{word}'" for word in case)
        said = said_by([zsh, "-f", "-c", f"{ZSH}\n{tried}"], folder).split()
        assert set(wanted.split()) <= set(said), case
    files = said_by([zsh, "-f", "-c", f"{ZSH}\ntry pvsync show ''; try pvsync init ''"], folder)
    assert files.split("\n")[:2] == ["files ", "files -/"]
    assert said_by([zsh, "-f", "-c", f"{ZSH}\ntry pvsync plan --format=m"], folder).split()[0] == "text"


def test_fish_offers_what_can_follow(folder: Path) -> None:
    fish = shell("fish")
    (folder / "script").write_text(typed("completion", "fish"), encoding="utf-8")
    for case, wanted in CASES.items():
        line = " ".join(case)
        said = said_by([fish, "--no-config", "-c", f"source ./script; complete -C '{line}'"], folder)
        words = [one.partition("\t")[0] for one in said.splitlines()]
        assert sorted(words) == sorted(wanted.split()), case
    files = said_by([fish, "--no-config", "-c", "source ./script; complete -C 'pvsync show my\\ p'"], folder)
    assert files.startswith("my plan.json")


@pytest.mark.parametrize("name", SHELLS)
def test_each_script_says_how_it_is_loaded(name: str) -> None:
    script = typed("completion", name)
    assert f"pvsync completion {name}" in script.partition("\n_pvsync")[0]
    for place in places({}):
        assert all(command in script for command, _ in place.below)


def test_a_flag_that_differs_between_commands_is_told_apart() -> None:
    rows = takes_by_flag(places({}))
    assert ("*", "--config", "file") in rows
    assert [row for row in rows if row[1] == "--force"] == [("init", "--force", "file")]
    assert len({(place, name) for place, name, _ in rows}) == len(rows)


def described(place: Place) -> bool:
    return all(about for _, about in (*place.below, *place.listed))


def test_everything_that_can_be_typed_says_what_it_does() -> None:
    assert [place.path for place in places({}) if not described(place)] == []


def test_help_of_a_command_is_its_manual() -> None:
    for name in command_names():
        parser = next(iter(build_parser([name])._subparsers._group_actions)).choices[name]  # type: ignore[union-attr,index]
        page = parser.format_help()
        assert page.index("exit codes:\n  0    ") < page.index("\nexample: ")
        assert "--config FILE, --env NAME, --debug" in page
        assert re.search(rf"\bpvsync .*\b{name}\b", page.rpartition("\nexample: ")[2])
        assert all(len(line) <= 100 for line in page.splitlines()), name
