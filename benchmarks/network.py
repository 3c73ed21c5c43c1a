"""Planning and applying over HTTPS at production limits, against the floor that the limits allow; and while it refuses."""

import tempfile
import threading
import time
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from estate import Estate
from result import Promise, Result, Table
from service import OPEN, RATE, Counters, Service, service
from stages import Stages

from pvsync.model.plan import Plan
from pvsync.workflows.apply import apply_plan
from pvsync.workflows.connect import connect
from pvsync.workflows.desired import load
from pvsync.workflows.plan import make_plan
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection

_TITLES, _TERRITORIES = 250, ("US", "CA", "GB", "DE")
_FEW_TITLES, _FEW_TERRITORIES, _SMALL_BATCH = 125, ("US", "CA"), 5
"""500 scopes in 100 requests: enough to be refused ten times."""

_ASKED = 1.0
"""Seconds that each refusal asks for."""

_LIMIT = 1.1
_SLOW = 0.8
"""Seconds by which answers are slowed down in the end, so that the open requests are what limits."""

_ROUNDS_OF_APPLY = 3
"""Each batch is read again, written, and read back."""

_PROBES = 7
_BETWEEN_PROBES = 0.3
_CONFIG = """\
licensor: acme
environments:
  local:
    url: {url}
    rate: {rate}
    open: {open}
"""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a run.

    Args:
        name: What was done.
        batches: Requests that it needs at least.
        latency: Seconds for one request with nothing else under way.
        seconds: Wall time of its network part, from before the connection to after the last answer.
        offline: Seconds before that.
        counters: What the service counted.
    """

    name: str
    batches: int
    latency: float
    seconds: float
    offline: float
    counters: Counters

    @property
    def refused(self) -> int:
        """Answers 429 that the service gave whatever came in."""
        return self.counters.by_status.get("429", 0) - self.counters.throttled

    @property
    def floor(self) -> float:
        """The least that either limit allows: so many requests a second, so many open at once.

        Each refusal is a request more, has to be on its way before it is known, and asks for a second.
        """
        asked = self.refused * (_ASKED + self.latency)
        return (self.batches + self.refused) / min(RATE, OPEN / self.latency) + asked

    @property
    def ratio(self) -> float:
        """Wall time by the floor and one latency."""
        return self.seconds / (self.floor + self.latency)


def run(_options: Namespace) -> Result:
    """Plan, apply, and plan again, as three commands would."""
    with tempfile.TemporaryDirectory(prefix="pvsync-network-") as name:
        estate = Estate(Path(name) / "estate", _TITLES, _TERRITORIES)
        estate.write()
        with service(estate.root) as emulator:
            estate.configure(_CONFIG.format(url=emulator.url, rate=RATE, open=OPEN))
            project = open_project(None, estate.root)
            created, plan = _planned("plan, nothing live", project, emulator)
            applied = _applied(project, plan, emulator)
            settled, left = _planned("plan, all live", project, emulator)
            if left.changes or len(plan.changes) != estate.scopes:
                raise RuntimeError("the run did not bring everything live")
            latency = _latency(project)
            emulator.slow_down(_SLOW)
            waiting, _ = _planned(f"plan, all live, {_SLOW} s slower", project, emulator)
            slow_latency = _latency(project)
    quick = [replace(part, latency=latency) for part in (created, applied, settled)]
    parts = (*quick, _together("plan and apply", *quick[:2]), replace(waiting, latency=slow_latency))
    few, small = _few()
    return Result([_table(parts, estate), _table(few, small)], _promises((*parts, *few)))


def _few() -> tuple[tuple[_Part, ...], Estate]:
    """Fewer scopes in smaller requests, and the same again while every tenth answer is a 429."""
    found: list[_Part] = []
    for refuses in (False, True):
        with tempfile.TemporaryDirectory(prefix="pvsync-network-") as name:
            estate = Estate(Path(name) / "estate", _FEW_TITLES, _FEW_TERRITORIES)
            estate.write()
            with service(estate.root) as emulator:
                config = _CONFIG.format(url=emulator.url, rate=RATE, open=OPEN)
                estate.configure(f"{config}    batch: {_SMALL_BATCH}\n")
                project = open_project(None, estate.root)
                latency = _latency(project)
                if refuses:
                    emulator.refuse_every_tenth()
                while_refused = ", every tenth answer a 429" if refuses else ""
                planned, plan = _planned(f"plan{while_refused}", project, emulator)
                applied = _applied(project, plan, emulator)
        found += (
            replace(part, latency=latency, name=name)
            for part, name in ((planned, planned.name), (applied, f"apply{while_refused}"))
        )
    return tuple(found), estate


def _planned(name: str, project: Project, emulator: Service) -> tuple[_Part, Plan]:
    environment = project.config.environment("local")
    now, stages = datetime.now(UTC), Stages()
    request = Request(environment, now, False, now, Selection())
    emulator.reset()
    begun = time.perf_counter()
    with ExitStack() as stack:
        client = partial(connect, project.config, environment)
        plan = make_plan(project, request, lambda: stack.enter_context(client()), stages).plan
    seconds = time.perf_counter() - begun
    if plan is None or plan.unread:
        raise RuntimeError("not everything could be read")
    offline = stages.seconds["checking the catalog"]
    batches = -(-plan.coverage.scopes_read // environment.batch)
    return _Part(name, batches, 0.0, seconds - offline, offline, emulator.counters()), plan


def _applied(project: Project, plan: Plan, emulator: Service) -> _Part:
    environment = project.config.environment("local")
    emulator.reset()
    begun = time.perf_counter()
    apply_plan(
        project,
        environment,
        plan,
        partial(connect, project.config, environment),
        now=lambda: datetime.now(UTC),
        progress=Stages(),
        stop=threading.Event(),
    )
    seconds = time.perf_counter() - begun
    batches = _ROUNDS_OF_APPLY * -(-len(plan.changes) // environment.batch)
    return _Part("apply: re-read, write, read back", batches, 0.0, seconds, 0.0, emulator.counters())


def _latency(project: Project) -> float:
    """Seconds for one full batch, read over an open connection with nothing else under way."""
    environment = project.config.environment("local")
    records = load(project, datetime.now(UTC), Stages()).records[: environment.batch]
    taken = []
    with connect(project.config, environment) as client:
        for _ in range(_PROBES):
            time.sleep(_BETWEEN_PROBES)
            begun = time.perf_counter()
            for _scope, _reading in client.read(record.scope for record in records):
                pass
            taken.append(time.perf_counter() - begun)
    return median(taken[1:])


def _together(name: str, *parts: _Part) -> _Part:
    """Several parts as one, their offline seconds counted as well."""
    counted = [part.counters for part in parts]
    return _Part(
        name,
        sum(part.batches for part in parts),
        parts[0].latency,
        sum(part.seconds + part.offline for part in parts),
        0.0,
        Counters(
            sum(counters.requests for counters in counted),
            sum(counters.throttled for counters in counted),
            max(counters.max_per_second for counters in counted),
            max(counters.max_open for counters in counted),
            {},
        ),
    )


def _table(parts: Sequence[_Part], estate: Estate) -> Table:
    return Table(
        f"network: {estate.scopes:,} scopes of {estate.titles} titles, at most {RATE} requests/s and {OPEN} open",
        (
            "part",
            "latency ms",
            "floor s",
            "seconds",
            "ratio",
            "offline s",
            "requests",
            "in a second",
            "open",
            "429",
        ),
        [_row(part) for part in parts],
        (
            "Ratio: to the floor that rate and open requests allow, and one latency. Only `plan and apply` has its offline part.",
            "The counts are the service's own; those of a second are of any sliding one.",
        ),
    )


def _row(part: _Part) -> tuple[str, ...]:
    counted = part.counters
    return (
        part.name,
        f"{1000 * part.latency:.0f}",
        f"{part.floor:.1f}",
        f"{part.seconds:.2f}",
        f"{part.ratio:.3f}",
        f"{part.offline:.2f}",
        *(
            str(count)
            for count in (counted.requests, counted.max_per_second, counted.max_open, counted.throttled)
        ),
    )


def _promises(parts: Sequence[_Part]) -> list[Promise]:
    counted = [part.counters for part in parts]
    return [
        *(Promise(f"{part.name}, against the floor and one latency", part.ratio, _LIMIT) for part in parts),
        Promise("most requests in a second", max(count.max_per_second for count in counted), RATE),
        Promise("most requests open", max(count.max_open for count in counted), OPEN),
        Promise("requests refused by the limits", sum(count.throttled for count in counted), 0),
    ]
