"""Random journeys for as long as wanted: `make soak SEED=1 MINUTES=10`. A broken invariant prints the journey to replay."""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from itertools import count, islice
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from faults.world import STRIKES, Blow, Broken, World, a_world, an_identity  # noqa: E402 - found from here on

_ENDPOINTS = (None, "get", "put", "batch/get", "batch/put", "batch/delete")
_POINTS = 120
"""A run of a few batches has about so many places at which it can be killed."""

_FAULT = "fault: "
_WORDS = {
    "certificate expired": "the client certificate expired in the middle",
    "interrupted": "Ctrl-C",
    "killed": "killed: at a request, an answer, or a write of the journal",
    "resumed": "gone on with",
    "resumed to its end": "gone on with after everything healed, to its end",
    "runs": "parts of runs, first ones and resumed ones",
}


def journey(world: World, random: Random) -> None:
    """A few edits, each planned and applied while things go wrong; in the end everything heals and converges."""
    for _ in range(random.randrange(1, 4)):
        world.edit(random.randrange(10**6))
        if random.random() < 0.3:
            world.somebody(random.randrange(10**6))
        strikes(world, random, random.choice((0, 0, 1)))
        world.make_plan()
        if random.random() < 0.2:
            world.somebody(random.randrange(10**6))
        strikes(world, random, random.choice((0, 1, 2, 3)))
        world.apply(a_blow(random), approve=random.random() < 0.9)
        for _again in range(random.choice((0, 0, 1, 2))):
            if random.random() < 0.4:
                world.heal()
            world.resume(a_blow(random))
        if random.random() < 0.5:
            world.heal()
    world.converge()


def strikes(world: World, random: Random, number: int) -> None:
    """So many kinds of faults from now on."""
    for _ in range(number):
        count = random.choice((None, 1, 1, 2, 3))
        world.strike(random.choice(STRIKES), count, random.choice(_ENDPOINTS), random.randrange(10**6))


def a_blow(random: Random) -> Blow:
    """What befalls one process; most often nothing or a kill."""
    seed = random.randrange(10**6)
    match random.choice(("nothing", "nothing", "kill", "kill", "kill", "stop", "expire", "foreign", "both")):
        case "kill":
            return Blow(kill=random.randrange(1, _POINTS))
        case "stop":
            return Blow(stop=random.randrange(1, 20))
        case "expire":
            return Blow(expire=random.randrange(1, 20))
        case "foreign":
            return Blow(foreign=random.randrange(1, 20), seed=seed)
        case "both":
            return Blow(kill=random.randrange(1, _POINTS), foreign=random.randrange(1, 20), seed=seed)
        case _:
            return Blow()


def travelled(folder: Path, identity: Path, seed: int) -> Counter[str]:
    """One journey; what it met.

    Raises:
        Broken: If an invariant does not hold; the journey is in its words.
    """
    world = a_world(folder, identity, seed)
    try:
        journey(world, Random(seed))  # noqa: S311 - a repeatable case
    except Exception as error:
        steps = "\n".join(f"  world.{step}" for step in world.steps)
        raise Broken(
            f"{type(error).__name__}: {error}\njourney {seed} (replay: `make soak SEED={seed} JOURNEYS=1`):\n{steps}"
        ) from error
    finally:
        world.close()
    return world.met


def main() -> int:
    """Travel until the time is over; exit with 1 at the first broken invariant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first journey; the next one has the next")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--journeys", type=int, default=0, help="so many, whatever the time (default: no limit)"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: cores)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it sees what it met so far
    until = time.monotonic() + 60 * options.minutes
    met: Counter[str] = Counter()
    with (
        tempfile.TemporaryDirectory(prefix="pvsync-soak-", dir=_in_memory()) as name,
        ProcessPoolExecutor(options.workers, initializer=_leave_signals_alone) as pool,
    ):
        seeds = _seeds(options.seed, options.journeys, until)
        try:
            for found in _travels(pool, options.workers, Path(name), seeds):
                met += found
        except Broken as broken:
            print(broken)  # noqa: T201 - a script
            return 1
        except KeyboardInterrupt:
            pass
    print(report(met, met.pop("journeys", 0), options.seed))  # noqa: T201 - a script
    return 0


def _seeds(first: int, limit: int, until: float) -> Iterator[int]:
    for seed in range(first, first + limit) if limit else count(first):
        if time.monotonic() >= until:
            return
        yield seed


def _travels(
    pool: ProcessPoolExecutor, workers: int, folder: Path, seeds: Iterator[int]
) -> Iterator[Counter[str]]:
    """What each journey met; as many are under way as there are workers."""
    identity = an_identity(folder / "identity")
    under_way = {pool.submit(_apart, folder, identity, seed) for seed in islice(seeds, workers)}
    while under_way:
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for journey_done in done:
            yield journey_done.result()
            under_way |= {pool.submit(_apart, folder, identity, seed) for seed in islice(seeds, 1)}


def _apart(folder: Path, identity: Path, seed: int) -> Counter[str]:
    """A journey in a folder of its own process."""
    return travelled(folder / f"world-{os.getpid()}", identity, seed) + Counter(journeys=1)


def _in_memory() -> str | None:
    """Nothing of a journey has to outlive it; where there is a disk in memory, it is quicker."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of our own is made in it


def _leave_signals_alone() -> None:
    """Ctrl-C goes to the whole group; the first process decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def report(met: Counter[str], journeys: int, seed: int) -> str:
    """What was met and how often, as two tables."""
    faults = {name.removeprefix(_FAULT): times for name, times in met.items() if name.startswith(_FAULT)}
    others = {_WORDS.get(name, name): times for name, times in met.items() if not name.startswith(_FAULT)}
    return "\n".join(
        [
            f"{journeys:,} journeys from seed {seed}, {met['runs']:,} runs, 0 broken invariants",
            *_table(("Fault of the emulator", "Requests struck"), faults),
            *_table(("What else was met", "Times"), others),
        ]
    )


def _table(head: tuple[str, str], rows: dict[str, int]) -> list[str]:
    lines = [f"| {name} | {times:,} |" for name, times in sorted(rows.items()) if times]
    return ["", f"| {head[0]} | {head[1]} |", "|---|---:|", *lines]


if __name__ == "__main__":
    sys.exit(main())
