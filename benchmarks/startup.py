"""`pvsync --help` against an argparse program with the same commands, flags and help texts."""

import py_compile
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from plain_parser import plain_program
from result import Promise, Result, Table
from turns import Times, environment, in_turn, ratio_of_turns, script

from pvsync.cli.main import build_parser, command_names

_LIMIT = 1.5
_TURNS, _WARM_UP = 41, 3
_OURS, _PEER, _BARE = "pvsync --help", "argparse program --help", "python -c pass"


def run(_options: Namespace) -> Result:
    """Time whole processes in turn."""
    with tempfile.TemporaryDirectory(prefix="pvsync-startup-") as folder:
        peer = _write_peer(Path(folder))
        _same_help(peer)
        commands: dict[str, Sequence[str | Path]] = {
            _OURS: [sys.executable, script("pvsync"), "--help"],
            _PEER: [sys.executable, peer, "--help"],
            _BARE: [sys.executable, "-c", "pass"],
        }
        times = in_turn(commands, turns=_TURNS, warm_up=_WARM_UP)
    ratio = ratio_of_turns(times[_OURS], times[_PEER])
    table = Table(
        f"start: {len(command_names())} commands, {_TURNS} turns",
        ("process", "median ms", "range ms", "ratio"),
        [_row(name, taken, times[_PEER]) for name, taken in times.items()],
        (
            "The ratio is the median over turns. Both programs are loaded from bytecode, and print the same help.",
        ),
    )
    return Result([table], [Promise("pvsync --help against the argparse program", ratio, _LIMIT)])


def _row(name: str, taken: Times, peer: Times) -> tuple[str, ...]:
    return (name, f"{1000 * taken.middle:.1f}", taken.spread, f"{ratio_of_turns(taken, peer):.2f}")


def _write_peer(folder: Path) -> Path:
    """The peer, compiled: it must not pay for a compilation that an installed program is spared."""
    source, compiled = folder / "plain.py", folder / "plain.pyc"
    source.write_text(plain_program(build_parser()), encoding="utf-8")
    py_compile.compile(str(source), str(compiled), doraise=True)
    return compiled


def _same_help(peer: Path) -> None:
    """Refuse to compare with a program that does less.

    Raises:
        RuntimeError: If a help text differs.
    """
    for name in ("", *command_names()):
        asked = [name, "--help"] if name else ["--help"]
        if _said([script("pvsync"), *asked]) != _said([peer, *asked]):
            raise RuntimeError(f"the argparse program says something else to: {' '.join(asked)}")


def _said(program: Sequence[str | Path]) -> str:
    command = [sys.executable, *program]
    return subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=True).stdout
