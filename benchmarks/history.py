"""A long history: what has left the catalog against git's own log, and who set what against git's own blame."""

import subprocess
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import long_history
from estate import Estate
from jobs import Figures, job, middle
from result import Promise, Result, Table

_TITLES, _COMMITS = 10_000, 2_000
_CHANGED = 100
_ROUNDS = 3
_KEPT = Path(".pvsync") / "history.json"
_FIRST_LIMIT, _LATER_LIMIT, _PROVENANCE_LIMIT = 10.0, 2.0, 3.0

_ROWS = {
    "first": "what has left, first run",
    "later": "what has left, next run",
    "log": "git log --name-status --no-renames",
    "provenance": f"causes and origins of {_CHANGED} changed scopes",
    "blame": f"git blame of {_CHANGED} files, one process for each",
}
_PEERS = {"first": "log", "later": "log", "log": "log", "provenance": "blame", "blame": "blame"}


def run(_options: Namespace) -> Result:
    """Time whole jobs in turn, on one repository."""
    with tempfile.TemporaryDirectory(prefix="pvsync-history-") as name:
        estate = Estate(Path(name) / "estate", _TITLES)
        estate.write()
        long_history.write(estate, _COMMITS)
        job("record", estate)
        there = sum(file.exists() for file in estate.files)
        changed = estate.change(-(-there // _CHANGED))
        estate.commit("a price")
        jobs: dict[str, Callable[[], Figures]] = {
            "log": partial(_git, estate, [["log", "--name-status", "--no-renames"]]),
            "first": partial(_first, estate),
            "later": partial(job, "past", estate),
            "blame": partial(_git, estate, [["blame", "--porcelain", "--", str(file)] for file in changed]),
            "provenance": partial(job, "provenance", estate),
        }
        rounds: dict[str, list[Figures]] = {measured: [] for measured in jobs}
        for _ in range(_ROUNDS):
            for measured, start in jobs.items():
                rounds[measured].append(start())
    later = middle(rounds["later"])["seconds"]
    return Result(
        [_table(rounds)],
        [
            Promise("what has left, first run, against git log", _ratio(rounds, "first"), _FIRST_LIMIT),
            Promise("what has left, next run, in seconds", later, _LATER_LIMIT),
            Promise("causes and origins, against git blame", _ratio(rounds, "provenance"), _PROVENANCE_LIMIT),
        ],
    )


def _first(estate: Estate) -> Figures:
    (estate.root / _KEPT).unlink(missing_ok=True)
    return job("past", estate)


def _git(estate: Estate, commands: Sequence[Sequence[str]]) -> Figures:
    begun = time.perf_counter()
    for command in commands:
        subprocess.run(["git", "-C", estate.root, *command], stdout=subprocess.DEVNULL, check=True)
    return {"seconds": time.perf_counter() - begun}


def _table(rounds: Mapping[str, list[Figures]]) -> Table:
    left = f"{middle(rounds['first'])['tombstones']:,.0f} scopes have left"
    changed = f"{middle(rounds['provenance'])['changes']:.0f} scopes changed"
    return Table(
        f"history: {_TITLES:,} title files, {_COMMITS:,} commits, {left}, {changed}, {_ROUNDS} rounds in turn",
        ("job", "seconds", "ratio"),
        [
            (_ROWS[name], f"{middle(rounds[name])['seconds']:.2f}", f"{_ratio(rounds, name):.2f}")
            for name in _ROWS
        ],
        (
            "Ratio: to git's own command on the same repository, the median over rounds.",
            "Causes are told against the commit before: it is read as well. Start-up is not in pvsync's figures.",
        ),
    )


def _ratio(rounds: Mapping[str, list[Figures]], name: str) -> float:
    pairs = zip(rounds[name], rounds[_PEERS[name]], strict=True)
    return median(own["seconds"] / other["seconds"] for own, other in pairs)
