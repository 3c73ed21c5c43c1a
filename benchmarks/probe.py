"""One measured job in a process of its own: prints seconds, peak memory and counts as JSON."""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from live import Recorded
from live import record as record_live
from yaml import CSafeLoader, compose_all

from pvsync.cli.main import main as main_of_pvsync
from pvsync.model.plan import Cause, Change
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.workflows import plan as plan_module
from pvsync.workflows.desired import Record, load
from pvsync.workflows.explained import explained
from pvsync.workflows.past import past_of
from pvsync.workflows.plan import make_plan
from pvsync.workflows.project import open_project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection
from pvsync.workflows.validate import validate

AS_OF = datetime(2026, 6, 1, 12, tzinfo=UTC)
LIVE = ".pvsync/live.pickle"

Figures = dict[str, float]


def main() -> None:
    """Run the job that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", choices=_JOBS)
    parser.add_argument("root", type=Path)
    options = parser.parse_args()
    begun = time.perf_counter()
    figures = _JOBS[options.job](options.root)
    figures.setdefault("seconds", time.perf_counter() - begun)
    figures["peak"] = _peak()
    json.dump(figures, sys.stdout)


def _record(root: Path) -> Figures:
    (root / LIVE).parent.mkdir(exist_ok=True)
    record_live(open_project(None, root), AS_OF, root / LIVE)
    return {}


def _validate(root: Path) -> Figures:
    judged = validate(open_project(None, root), [], AS_OF, Silent())
    return {"files": judged.files, "findings": len(judged.findings)}


def _plan(root: Path) -> Figures:
    project, reader = open_project(None, root), Recorded(root / LIVE)
    request = Request(project.config.environment("local"), AS_OF, False, AS_OF, Selection())
    begun = time.perf_counter()
    plan = make_plan(project, request, lambda: reader, Silent()).plan
    seconds = time.perf_counter() - begun
    if plan is None:
        raise RuntimeError("the generated catalog has errors")
    return {
        "seconds": seconds - reader.seconds,
        "reader": reader.seconds,
        "scopes": plan.coverage.scopes_desired,
        "changes": len(plan.changes),
    }


def _apply(root: Path) -> Figures:
    """`pvsync apply plan.json` as a CI job runs it."""
    os.chdir(root)
    begun = time.perf_counter()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        code = main_of_pvsync(["apply", "plan.json"])
    if code != 0:
        raise RuntimeError(f"the run ended with {code}")
    return {"seconds": time.perf_counter() - begun}


def _past(root: Path) -> Figures:
    """What has left the catalog; the figures of the first run where nothing of an earlier one is kept."""
    project = open_project(None, root)
    begun = time.perf_counter()
    past = past_of(project, Silent())
    return {"seconds": time.perf_counter() - begun, "tombstones": len(past.tombstones)}


def _provenance(root: Path) -> Figures:
    """Causes and origins alone of what a plan changes, told against the commit before the last."""
    project, reader, seconds = open_project(None, root), Recorded(root / LIVE), 0.0

    def timed(*given: Any) -> list[Change]:
        nonlocal seconds
        begun = time.perf_counter()
        told = explained(*given)
        seconds = time.perf_counter() - begun
        return told

    environment = project.config.environment("local")
    request = Request(environment, AS_OF, False, AS_OF, Selection(), observed=True, base="HEAD~1")
    with patch.object(plan_module, "explained", timed):
        plan = make_plan(project, request, lambda: reader, Silent()).plan
    if plan is None or not all(_is_told(change) for change in plan.changes):
        raise RuntimeError("a change of the generated catalog has no cause, or no origin")
    return {"seconds": seconds, "changes": len(plan.changes)}


def _is_told(change: Change) -> bool:
    return all(
        item.cause is Cause.INTENT and item.source is not None and item.source.commit
        for item in change.fields
    )


def _compose(root: Path) -> Figures:
    """What PyYAML's C loader needs to compose the same files: nodes with their places, and nothing else."""
    files = 0
    for file in sorted((root / "catalog").rglob("*.yaml")):
        files += sum(node is not None for node in compose_all(file.read_bytes(), CSafeLoader))
    return {"files": files}


def _size(root: Path) -> Figures:
    """What the records of a catalog weigh, everything that they refer to counted once."""
    records = load(open_project(None, root), AS_OF, Silent()).records
    seen: dict[int, int] = {}
    for record in records:
        for part in (record, record.scope, *_texts(record), *_texts(record.scope)):
            seen[id(part)] = sys.getsizeof(part)
    return {"scopes": len(records), "bytes": sys.getsizeof(records) + sum(seen.values())}


def _texts(of: Record | Scope) -> Iterator[str]:
    values = (getattr(of, field.name) for field in fields(of))
    yield from (value for value in values if isinstance(value, str))


def _peak() -> float:
    """Most bytes ever in memory. Linux's own count is reset when a program starts, `getrusage`'s is not."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return 1024 * int(line.split()[1])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


_JOBS: dict[str, Callable[[Path], Figures]] = {
    "record": _record,
    "apply": _apply,
    "past": _past,
    "provenance": _provenance,
    "validate": _validate,
    "plan": _plan,
    "compose": _compose,
    "size": _size,
}

if __name__ == "__main__":
    main()
