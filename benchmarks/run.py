"""Runs the benchmarks, all or those named, and prints figures, promises and the command to repeat them."""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import datasets
import ema
import history
import memory
import memory_apply
import network
import offline
import report
import startup
from result import Result

_BENCHMARKS: Mapping[str, Callable[[argparse.Namespace], Result]] = {
    "startup": startup.run,
    "network": network.run,
    "offline": offline.run,
    "memory": memory.run,
    "memory-apply": memory_apply.run,
    "history": history.run,
    "ema": ema.run,
    "datasets": datasets.run,
    "report": report.run,
}


def main() -> int:
    """Exit with 0 where every promise held, otherwise with 1."""
    options = _options()
    print(_machine(), flush=True)
    held = True
    for name in options.names or _BENCHMARKS:
        result = _BENCHMARKS[name](options)
        for table in result.tables:
            print(f"\n{table.text()}")
        print()
        for promise in result.promises:
            print(promise.text())
            held = held and promise.held
        print(f"repeat: {_command(name, options)}", flush=True)
    return 0 if held else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    known = ", ".join(_BENCHMARKS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones (default: all): {known}")
    parser.add_argument(
        "--with-peers",
        action="store_true",
        help="also install octoDNS into an environment of its own and time it",
    )
    parser.add_argument("--large", action="store_true", help="let the memory curves go on to 100,000")
    options = parser.parse_args()
    if not _BENCHMARKS.keys() >= set(options.names):
        parser.error(f"choose from {known}")
    return options


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    day = datetime.now(UTC).date()
    return f"{day}, {cores} cores, {platform.system()}, Python {platform.python_version()}"


def _command(name: str, options: argparse.Namespace) -> str:
    flag = {"offline": "with_peers", "memory": "large", "memory-apply": "large"}.get(name, "")
    given = [f"--{flag.replace('_', '-')}"] if flag and getattr(options, flag) else []
    return " ".join(["python benchmarks/run.py", name, *given])


if __name__ == "__main__":
    sys.exit(main())
