"""Random journeys for as long as wanted: `make soak SEED=1 MINUTES=10`. A broken invariant prints the journey to replay."""

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from faults.world import STRIKES, Blow, Broken, World, a_world, an_identity  # noqa: E402 - found from here on

_ENDPOINTS = (None, "get", "put", "batch/get", "batch/put", "batch/delete")
_POINTS = 120
"""A run of a few batches has about so many places at which it can be killed."""


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
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it sees what it met so far
    met: Counter[str] = Counter()
    begun, number = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="pvsync-soak-") as name:
        identity = an_identity(Path(name) / "identity")
        while time.monotonic() - begun < 60 * options.minutes and not 0 < options.journeys <= number:
            try:
                met += travelled(Path(name) / "world", identity, options.seed + number)
            except Broken as broken:
                print(broken)  # noqa: T201 - a script
                return 1
            except KeyboardInterrupt:
                break
            number += 1
    print(report(met, number, options.seed))  # noqa: T201 - a script
    return 0


def report(met: Counter[str], journeys: int, seed: int) -> str:
    """What was met and how often, as a table."""
    lines = [f"{journeys:,} journeys from seed {seed}, {met['runs']:,} runs, 0 broken invariants", ""]
    lines += ["| Met | Times |", "|---|---:|"]
    lines += [f"| {name} | {count:,} |" for name, count in sorted(met.items()) if count]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
