"""Commands timed in turn, so that whatever else the machine does falls on all of them alike."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of every turn of one command."""

    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)

    @property
    def spread(self) -> str:
        """The fastest and the slowest turn, in milliseconds."""
        return f"{1000 * min(self.seconds):.0f}..{1000 * max(self.seconds):.0f}"


def in_turn(commands: Mapping[str, Sequence[str | Path]], *, turns: int, warm_up: int) -> dict[str, Times]:
    """Wall time of whole processes, one turn of each command after the other.

    Args:
        commands: By name.
        turns: How often each is timed.
        warm_up: How often each is run before that, so that bytecode is written and files are in memory.

    Raises:
        subprocess.CalledProcessError: If a command fails.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    names = list(commands)
    for turn in range(warm_up + turns):
        for name in names if turn % 2 else reversed(names):
            begun = time.perf_counter()
            subprocess.run(commands[name], env=environment(), stdout=subprocess.DEVNULL, check=True)
            if turn >= warm_up:
                seconds[name].append(time.perf_counter() - begun)
    return {name: Times(tuple(taken)) for name, taken in seconds.items()}


def environment() -> dict[str, str]:
    """The environment of a timed process: modules are loaded from their bytecode, as an installation does it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def ratio_of_turns(own: Times, peer: Times) -> float:
    """The median of the ratios of two commands timed in the same turn."""
    return median(mine / other for mine, other in zip(own.seconds, peer.seconds, strict=True))


def script(name: str) -> Path:
    """A console script beside the running interpreter."""
    return Path(sys.executable).parent / name
