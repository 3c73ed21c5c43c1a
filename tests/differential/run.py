"""The differential test, seed after seed: `python tests/differential/run.py --seeds 50`; one again: `--seed 7 --seeds 1`.

What it prints of a seed that fails is the whole way there. `make soak` runs fifty.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from differential.journey import Journey, Wrong  # noqa: E402 - found from here on
from e2e.estate import NOW, Estate  # noqa: E402
from unit.emulator.partner import copy_identity  # noqa: E402

from pvsync.emulator.folder import Folder, prepare  # noqa: E402
from pvsync.emulator.server import Emulator  # noqa: E402
from pvsync.emulator.settings import EmulatorSettings  # noqa: E402
from pvsync.workflows import connect  # noqa: E402

ROUNDS = 12


@contextmanager
def an_estate(root: Path, identity: Path) -> Iterator[Estate]:
    """An empty repository with its service; attempts follow each other at once."""
    folder = root / ".pvsync" / "emulator"
    copy_identity(identity, folder)
    made: list[Estate] = []
    settings = EmulatorSettings(
        folder=folder,
        port=0,
        clock=lambda: made[0].now if made else NOW,
        requests_per_second=1000,
        open_requests=100,
    )
    usual = connect.api_settings
    quick = mock.patch.object(connect, "api_settings", lambda *given: replace(usual(*given), backoff=0.001))
    emulator = Emulator(settings)
    emulator.start()
    made.append(Estate(root, emulator))
    try:
        with quick:
            yield made[0]
    finally:
        emulator.close()


def travelled(seed: int, rounds: int, identity: Path) -> Counter[str]:
    """One seed; what it met.

    Raises:
        Wrong: If something is not as the witness says.
    """
    with (
        tempfile.TemporaryDirectory(prefix="pvsync-differential-") as name,
        an_estate(Path(name), identity) as estate,
    ):
        try:
            return Journey(estate, seed).go(rounds) + Counter(seeds=1)
        except Wrong as error:
            again = f"python tests/differential/run.py --seed {seed} --seeds 1 --rounds {rounds}"
            raise Wrong(f"seed {seed} (again: `{again}`): {error}") from error


def _tried(seed: int, rounds: int, identity: Path) -> Counter[str] | str:
    try:
        return travelled(seed, rounds, identity)
    except Wrong as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a crash is a finding, and the other seeds go on
        return f"seed {seed}: {type(error).__name__}: {error}"


def main() -> int:
    """Run seeds; exit with 1 if one of them fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first")
    parser.add_argument("--seeds", type=int, default=50, help="how many")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="plans and applies in each, at least")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: cores)")
    options = parser.parse_args()
    met: Counter[str] = Counter()
    wrong: list[str] = []
    seeds = range(options.seed, options.seed + options.seeds)
    with (
        tempfile.TemporaryDirectory(prefix="pvsync-differential-") as name,
        ProcessPoolExecutor(options.workers) as pool,
    ):
        identity = Path(name)
        prepare(Folder(identity))
        for found in pool.map(_tried, seeds, [options.rounds] * len(seeds), [identity] * len(seeds)):
            if isinstance(found, str):
                wrong.append(found)
            else:
                met += found
    print(*wrong, sep="\n\n")  # noqa: T201 - a script
    print(*(f"{times:7,}  {name}" for name, times in sorted(met.items())), sep="\n")  # noqa: T201 - a script
    print(f"{len(seeds)} seeds from {options.seed}, {len(wrong)} of them wrong")  # noqa: T201 - a script
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
