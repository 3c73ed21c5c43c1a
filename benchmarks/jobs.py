"""Measured jobs as processes of their own, and the estates that they work on."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from estate import Estate
from turns import environment

CHANGED_EVERY = 100
"""One title file in so many differs from what is live."""

Figures = Mapping[str, float]

_PROBE = Path(__file__).with_name("probe.py")


def prepared(root: Path, titles: int) -> Estate:
    """A catalog that was live once, and has changed a little since."""
    estate = Estate(root, titles)
    estate.write()
    job("record", estate)
    estate.change(CHANGED_EVERY)
    return estate


def job(name: str, estate: Estate) -> Figures:
    """Run one job on an estate; `wall` is the time of its whole process.

    Raises:
        subprocess.CalledProcessError: If it fails.
    """
    begun = time.perf_counter()
    out = run_quietly([sys.executable, _PROBE, name, estate.root])
    return {**json.loads(out), "wall": time.perf_counter() - begun}


def run_quietly(command: Sequence[str | Path]) -> bytes:
    """Run a command as an installation would, and give what it prints.

    Raises:
        subprocess.CalledProcessError: If it fails.
    """
    return subprocess.run(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    ).stdout


def middle(rounds: Sequence[Figures]) -> Figures:
    """The median of each figure."""
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}
