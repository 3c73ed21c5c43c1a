"""Checking and planning title files without a network, against PyYAML and octoDNS in the same run."""

import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median

import peer_octodns
from estate import Estate
from jobs import CHANGED_EVERY, Figures, job, middle, prepared, run_quietly
from result import Promise, Result, Table
from turns import script

_TITLES = 10_000
_ROUNDS = 5
_CHECK_LIMIT = 3
"""Times what PyYAML's C loader needs to compose the same files, whatever is found in them."""

_COLD_LIMIT = 0.5
"""Share of octoDNS's time, with one process and nothing kept from an earlier run."""

_ROWS = {
    "none": "validate: read, build and judge; nothing to find",
    "one": "validate: one finding",
    "each": f"validate: a finding in each file, {_TITLES:,} of them",
    "plan": "plan: the same with nothing to find, and compare with live",
    "compose": "PyYAML's C loader: compose only",
    "text": "pvsync validate, a finding in each file",
    "json": "pvsync validate --format json, the same",
    "octodns": f"octodns-sync {peer_octodns.VERSION}, dry run, whole process",
    "plan process": "plan, whole process",
}
_CHECKS = ("none", "one", "each")
_PRINTS = ("text", "json")

Rounds = Mapping[str, list[Figures]]


def run(options: Namespace) -> Result:
    """Time whole jobs in turn, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="pvsync-offline-") as name:
        folder = Path(name)
        estate = prepared(folder / "none", _TITLES)
        one, each = (Estate(folder / str(wrong), _TITLES, wrong=wrong) for wrong in (1, _TITLES))
        one.write()
        each.write()
        jobs: dict[str, Callable[[], Figures]] = {
            "none": partial(job, "validate", estate),
            "one": partial(job, "validate", one),
            "each": partial(job, "validate", each),
            **{printed: partial(_process, each, printed) for printed in _PRINTS},
            "plan": partial(job, "plan", estate),
            "compose": partial(job, "compose", estate),
        }
        if options.with_peers:
            jobs["octodns"] = _octodns(folder)
        rounds: dict[str, list[Figures]] = {measured: [] for measured in jobs}
        for _ in range(_ROUNDS):
            for measured, start in jobs.items():
                rounds[measured].append(start())
    _as_meant(rounds)
    tables = [_against_yaml(rounds, estate.scopes), _printed(rounds)]
    promises = [
        *(Promise(_ROWS[name], _ratio(rounds, name, "compose", "seconds"), _CHECK_LIMIT) for name in _CHECKS),
        *(Promise(_ROWS[name], _ratio(rounds, name, "compose", "wall"), _CHECK_LIMIT) for name in _PRINTS),
    ]
    if not options.with_peers:
        return Result(tables, promises)
    ratio = _ratio(rounds, "plan", "octodns", "wall")
    cold = Promise("plan, cold, one process, against octodns-sync", ratio, _COLD_LIMIT)
    return Result([*tables, _against_octodns(rounds, ratio)], [*promises, cold])


def _process(estate: Estate, layout: str) -> Figures:
    """Run `pvsync validate` as a person would, start-up and printing included."""
    begun = time.perf_counter()
    config = estate.root / "pvsync.yaml"
    run_quietly([script("pvsync"), "--config", config, "validate", "--format", layout])
    return {"wall": time.perf_counter() - begun}


def _as_meant(rounds: Rounds) -> None:
    """Refuse figures of a catalog in which something else is found.

    Raises:
        RuntimeError: If there are more findings, or fewer.
    """
    found = {name: int(rounds[name][0]["findings"]) for name in _CHECKS}
    if found != {"none": 0, "one": 1, "each": _TITLES}:
        raise RuntimeError(f"the generated catalogs have other findings than they should: {found}")


def _octodns(folder: Path) -> Callable[[], Figures]:
    """Installs octoDNS, and gives what times it once."""
    command = peer_octodns.install(folder / "peer")
    config = peer_octodns.write(folder / "zones", _TITLES, CHANGED_EVERY)

    def start() -> Figures:
        begun = time.perf_counter()
        run_quietly([command, "--config-file", config, "--quiet"])
        return {"wall": time.perf_counter() - begun}

    start()
    return start


def _against_yaml(rounds: Rounds, scopes: int) -> Table:
    rows = []
    for name in (*_CHECKS, "plan", "compose"):
        taken = middle(rounds[name])
        each = 1000 * taken["seconds"] / _TITLES
        ratio = _ratio(rounds, name, "compose", "seconds")
        rows.append(
            (
                _ROWS[name],
                f"{taken['seconds']:.2f}",
                f"{each:.3f}",
                f"{ratio:.2f}",
                f"{taken['peak'] / (1 << 20):.0f}",
            )
        )
    changed = f"{middle(rounds['plan'])['changes']:.0f} scopes changed"
    return Table(
        f"offline: {_TITLES:,} title files, {scopes:,} scopes, {changed}, {_ROUNDS} rounds in turn",
        ("job", "seconds", "ms a file", "ratio", "peak MiB"),
        rows,
        (
            "Ratio: to composing the same files, the median over rounds. Start-up is not in it.",
            f"Live is answered from a file; its {middle(rounds['plan'])['reader']:.2f} s are not in `plan`.",
        ),
    )


def _printed(rounds: Rounds) -> Table:
    rows = [
        (
            _ROWS[name],
            f"{middle(rounds[name])['wall']:.2f}",
            f"{_ratio(rounds, name, 'compose', 'wall'):.2f}",
        )
        for name in (*_PRINTS, "compose")
    ]
    return Table(
        f"offline: whole processes, {_TITLES:,} findings printed",
        ("process", "seconds", "ratio"),
        rows,
        ("Ratio: to a whole process that composes, the median over rounds.",),
    )


def _against_octodns(rounds: Rounds, ratio: float) -> Table:
    rows = [
        (_ROWS["plan process"], f"{middle(rounds['plan'])['wall']:.2f}", f"{ratio:.2f}"),
        (_ROWS["octodns"], f"{middle(rounds['octodns'])['wall']:.2f}", "1.00"),
    ]
    return Table(
        f"offline: {_TITLES:,} titles against {_TITLES:,} records, one in {CHANGED_EVERY} changed",
        ("job", "seconds", "ratio"),
        rows,
        (
            "Not like for like: a title is 83 lines of YAML on one side, a record 5 lines on each of two sides.",
        ),
    )


def _ratio(rounds: Rounds, name: str, peer: str, figure: str) -> float:
    pairs = zip(rounds[name], rounds[peer], strict=True)
    return median(own[figure] / other[figure] for own, other in pairs)
