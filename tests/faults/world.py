"""A partner, the service and everything that can go wrong between them; and what must be so after every run."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Event
from types import SimpleNamespace
from typing import Any
from unittest import mock

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from faults.estates import write_catalog
from faults.line import Killed, Line, Seen, Timepiece
from unit.emulator.partner import copy_identity, make_identity

from pvsync.api.client import AvailsClient
from pvsync.api.governor import Governor
from pvsync.api.shared import SharedLimits
from pvsync.api.wire.avail import decode
from pvsync.api.wire.exact import loads
from pvsync.api.wire.transactions import Conventions
from pvsync.apply import journal
from pvsync.apply.journal import read_journal
from pvsync.apply.ledger import Ledger
from pvsync.apply.receipt import build_receipt
from pvsync.apply.receipt_json import receipt_from_json
from pvsync.apply.runs import RUNS_FOLDER, Run, Runs
from pvsync.apply.states import same_state
from pvsync.emulator.certificates import Validity
from pvsync.emulator.faults import KINDS, Fault
from pvsync.emulator.scopes import Scope as HeldScope
from pvsync.emulator.server import Emulator
from pvsync.emulator.settings import EmulatorSettings
from pvsync.emulator.store import Store
from pvsync.emulator.wire import Number, read_json, write_json
from pvsync.errors import JournalError, PlanRefused, PvsyncError
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, NotTried, Rejected, Result, Stale, Verification
from pvsync.model.plan import Action, Change, Plan
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.workflows import apply as apply_workflow
from pvsync.workflows.apply import Applied, apply_plan
from pvsync.workflows.approval import Approval, own_approval
from pvsync.workflows.connect import api_settings, credentials
from pvsync.workflows.plan import make_plan
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.request import Request
from pvsync.workflows.resume import resume_run
from pvsync.workflows.selection import Selection

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
RATE, OPEN = 10, 5
STRIKES = tuple(name for name in KINDS if name != "certificate-refused")
_TIMED = {"timeout-before-commit": 90.0, "timeout-after-commit": 90.0, "slow": 2.0, "stale-reads": 20.0}
_GIT = {
    **os.environ,
    "GIT_AUTHOR_NAME": "T",
    "GIT_AUTHOR_EMAIL": "t@example.com",
    "GIT_COMMITTER_NAME": "T",
    "GIT_COMMITTER_EMAIL": "t@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
_CONFIG = """\
licensor: acme
fan_out: ignore
on_removal: withdraw
environments:
  local: {{url: "https://127.0.0.1:8443", rate: {rate}, open: 1, batch: {batch}, settling_seconds: 30, timeout: 60}}
"""


class Broken(AssertionError):
    """An invariant does not hold."""


@dataclass(frozen=True, slots=True)
class Blow:
    """What befalls one process.

    Args:
        kill: Number of the point at which it is killed: each request, each answer, each write of the journal.
        stop: Before which request a person presses Ctrl-C.
        expire: Before which request the client certificate is past its date and every connection is cut.
        foreign: Before which request somebody else writes.
        seed: Decides what somebody else writes.
    """

    kill: int = 0
    stop: int = 0
    expire: int = 0
    foreign: int = 0
    seed: int = 0


CALM = Blow()


@dataclass(slots=True)
class Part:
    """The last part of a run, and what it has to be held against.

    Args:
        plan: Its plan.
        approval: What is approved of it.
        run: Its folder, None where it never came so far.
        planned: When its plan was made; what was written shortly before may not have been visible.
        begun: Where the log of the run stood when the run began.
        from_here: Where it stood when this part of it began.
    """

    plan: Plan
    approval: Approval
    run: Run | None
    planned: float
    begun: int
    from_here: int


@dataclass(slots=True)
class World:
    """One partner with one repository, and the service in the same process.

    Args:
        root: The repository.
        identity: A state folder of an emulator, with certificates that are good for years.
        batch: Scopes in a request.
        bundles: Whether the catalog has bundles.
    """

    root: Path
    identity: Path
    batch: int
    bundles: bool
    clock: Timepiece = field(default_factory=lambda: Timepiece(NOW))
    plan: Plan | None = None
    planned: float = 0.0
    part: Part | None = None
    met: Counter[str] = field(default_factory=Counter)
    steps: list[str] = field(default_factory=list)
    patches: ExitStack = field(default_factory=ExitStack)
    line: Line = field(init=False)
    emulator: Emulator = field(init=False)

    def __post_init__(self) -> None:
        # Dear, and the same key each time.
        self.patches.enter_context(mock.patch.object(serialization, "load_pem_private_key", _a_key))
        folder = self.root / ".pvsync" / "emulator"
        copy_identity(self.identity, folder)
        settings = EmulatorSettings(
            folder=folder,
            requests_per_second=RATE,
            open_requests=OPEN,
            clock=self.clock.now,
            monotonic=self.clock.monotonic,
        )
        self.emulator = Emulator(settings)
        self.emulator._store._db.execute("PRAGMA synchronous = OFF")
        self.line = Line(self.emulator, self.clock)
        (self.root / "pvsync.yaml").write_text(_CONFIG.format(rate=RATE, batch=self.batch))
        (self.root / ".gitignore").write_text(".pvsync/\n")
        self._git("init", "-q", "-b", "main", "--template=")
        self._git("config", "maintenance.auto", "false")
        self._patch()

    def close(self) -> None:
        self.patches.close()
        self.emulator.close()

    # -- what can happen --------------------------------------------------------------------------------------

    def edit(self, seed: int) -> None:
        """Git says something else from now on."""
        self.steps.append(f"edit({seed})")
        write_catalog(self.root, Random(seed), bundles=self.bundles)  # noqa: S311 - a repeatable case
        self._git("add", "-A")
        self._git("commit", "-q", "--allow-empty", "-m", f"edit {seed}")

    def strike(self, name: str, count: int | None, endpoint: str | None, seed: int) -> None:
        """Something goes wrong with the next requests; always where no count is given, at every third of them."""
        self.steps.append(f"strike({name!r}, {count}, {endpoint!r}, {seed})")
        able = KINDS[name].endpoints
        self.emulator.faults.add(
            Fault(
                name=name,
                count=count,
                endpoint=endpoint if endpoint in able else None,
                probability=1.0 if count is not None else 0.3,
                seed=seed,
                seconds=_TIMED.get(name),
                items=1 + seed % 2,
            )
        )

    def heal(self) -> None:
        """Everything goes well again."""
        self.steps.append("heal()")
        self._count_faults()
        self.emulator.faults.clear()
        self.line.expired = False

    def somebody(self, seed: int) -> None:
        """Somebody else writes, in Slate or with another tool."""
        self.steps.append(f"somebody({seed})")
        self._foreign(Random(seed))  # noqa: S311 - a repeatable case

    def make_plan(self) -> None:
        """Plan; what cannot be read leads to nothing."""
        self.steps.append("make_plan()")
        self.plan, self.planned = None, self.clock.elapsed
        self.line.born(0, lambda _number: None)
        project = self._project()
        environment = project.config.environment("local")
        request = Request(environment, self.clock.now(), False, self.clock.now(), Selection())
        try:
            with ExitStack() as stack:
                planned = make_plan(
                    project, request, lambda: stack.enter_context(self._client(project)), Silent()
                )
        except PvsyncError as error:
            self.met[f"plan refused: {type(error).__name__}"] += 1
            return
        finally:
            self._rates()
        if planned.plan is None:
            raise Broken(f"the catalog has errors: {planned.findings}")
        unread = {item.scope for item in planned.plan.unread}
        if unread & {change.scope for change in planned.plan.changes}:
            raise Broken("a scope that could not be read is changed")
        self.plan = planned.plan

    def apply(self, blow: Blow = CALM, *, approve: bool = True) -> None:
        """Carry the last plan out."""
        if self.plan is None:
            return
        self.steps.append(f"apply({blow}, approve={approve})")
        approval = own_approval(self.plan.guards, "test") if approve else Approval()
        here = len(self.line.log)
        self.part = Part(self.plan, approval, None, self.planned, here, here)
        before = {run.id for run in self._runs().all()}
        self._process(blow, lambda project, stop: self._apply(project, self.part, stop))
        begun = [run for run in self._runs().all() if run.id not in before]
        self.part.run = begun[0] if begun else None
        self.check()

    def resume(self, blow: Blow = CALM) -> None:
        """Go on with the last run."""
        part = self.part
        if part is None or part.run is None:
            return
        self.steps.append(f"resume({blow})")
        part.from_here = len(self.line.log)
        self._process(blow, lambda project, stop: self._resume(project, part.run, stop))
        self.check()

    def converge(self) -> None:
        """Everything heals, the last run is gone on with, and a new plan finds nothing of it left to do."""
        self.heal()
        self.clock.sleep(120)
        part = self.part
        if part is not None and part.run is not None:
            touched = self._touched(part.planned)
            self.resume()
            self._nothing_left(part, touched)
        self.clock.sleep(120)
        self.make_plan()
        self.apply()
        self.clock.sleep(120)
        self.make_plan()
        if self.plan is None or self.plan.changes or self.plan.unread:
            raise Broken(f"a plan after an apply is not empty: {_words(self.plan)}")

    # -- what must be so --------------------------------------------------------------------------------------

    def check(self) -> None:
        """Journal, receipt and service agree, and nothing was written that should not have been."""
        part = self.part
        assert part is not None
        self._rates()
        written = self._writes(part.from_here)
        refused = {v.guard for v in part.plan.guards if v.verdict == "refuse"} - set(part.approval.counts)
        if refused and written:
            raise Broken(f"written though {refused} was not approved")
        self._only_what_was_planned(part, written)
        self._never_blind(part)
        if part.run is None:
            if written:
                raise Broken("written without a run")
            return
        self._journal_and_receipt(part)

    def _only_what_was_planned(self, part: Part, written: list[Seen]) -> None:
        planned = {change.scope: change for change in part.plan.changes}
        for seen in written:
            change = planned.get(seen.scope)
            if change is None:
                raise Broken(f"{seen.scope} was written and is not in the plan")
            if seen.avail is None:
                if change.action is not Action.DELETE:
                    raise Broken(f"{seen.scope} was deleted, the plan says {change.action}")
            elif not _is_one_of((change.first, change.after), self._held(seen), self.clock.now()):
                raise Broken(f"{seen.scope} was written with something that is not in the plan")

    def _never_blind(self, part: Part) -> None:
        """Between two writes of one scope in a run there is always a reading of it."""
        of_scope: dict[Scope, list[str]] = {}
        for seen in self.line.log[part.begun :]:
            of_scope.setdefault(seen.scope, []).append(seen.what)
        for scope, steps in of_scope.items():
            own = [step for step in steps if step != "foreign"]
            if ("write", "write") in pairwise(own):
                raise Broken(f"{scope} was written twice without a reading in between")

    def _journal_and_receipt(self, part: Part) -> None:
        run = part.run
        assert run is not None
        try:
            ledger = Ledger.of(read_journal(run.journal_path))
        except JournalError as error:
            if self._writes(part.begun):
                raise Broken(f"something was written, and of the journal is said: {error}") from error
            return
        lost = {seen.scope for seen in self._writes(part.begun)} - ledger.sent.keys()
        if lost:
            raise Broken(f"the journal does not name what was written: {sorted(lost)}")
        told = build_receipt(part.plan, ledger)
        if ledger.end is not None and run.receipt_path.is_file():
            kept = receipt_from_json(run.receipt_path.read_bytes())
            if kept.results != told.results:
                raise Broken("receipt and journal do not agree")
        foreign, held = self._touched(part.planned), self._all_held()
        written = Counter(seen.scope for seen in self._writes(part.begun))
        for change, result in zip(part.plan.changes, told.results, strict=True):
            scope = change.scope
            if scope not in foreign:
                live = Present(self._decoded(scope, held[scope])) if scope in held else Absent()
                self._as_told(change, result, live, written[scope])

    def _as_told(self, change: Change, result: Result, live: Present | Absent, writes: int) -> None:
        at = self.clock.now()
        match result.outcome:
            case Accepted() if change.action is not Action.FORGET:
                if not same_state(change.after, live, at):
                    raise Broken(f"{change.scope} is accepted and live holds something else")
            case Rejected() | Stale() | NotTried() if change.first is None:
                if writes:
                    raise Broken(f"{change.scope} is {result.outcome} and was written {writes} times")
            case _:
                pass
        if result.verification is Verification.VERIFIED and not same_state(change.after, live, at):
            raise Broken(f"{change.scope} is verified and live holds something else")
        if (
            result.is_half
            and change.first is not None
            and not _is_one_of((change.before, change.first, change.after), live, at)
        ):
            raise Broken(f"{change.scope} is half done and live holds something else")

    def _nothing_left(self, part: Part, touched: set[Scope]) -> None:
        """What a run leaves behind when it has gone on with nothing in its way."""
        assert part.run is not None
        refused = bool(self.met.pop("resume refused", 0))
        self.met["resumed to its end"] += not refused
        if refused:
            return
        told = build_receipt(part.plan, Ledger.of(read_journal(part.run.journal_path)))
        touched = touched | self._touched(part.planned)
        left = [result for result in told.results if not isinstance(result.outcome, Accepted)]
        behind = touched | {
            scope for change in part.plan.changes if touched & set(change.needs) for scope in (change.scope,)
        }
        for result in left:
            waits = self._waits_for(part.plan, result.scope)
            if not (waits & touched) and result.scope not in behind:
                raise Broken(f"{result.scope} is left as {result.outcome}, with nothing in its way")
        if not touched and part.plan.coverage.complete:
            self.make_plan()
            if self.plan is None or self.plan.changes:
                raise Broken(f"a plan after a run that went on is not empty: {_words(self.plan)}")

    def _waits_for(self, plan: Plan, scope: Scope) -> set[Scope]:
        """A scope and everything it waits for, and so on."""
        needs = {change.scope: change.needs for change in plan.changes}
        found, waiting = set(), [scope]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += needs.get(one, ())
        return found

    def _rates(self) -> None:
        counters = self.emulator.counters()
        if counters.max_per_second > RATE or counters.max_open > OPEN or counters.throttled:
            raise Broken(f"over the limits: {counters}")

    # -- the rest ---------------------------------------------------------------------------------------------

    def _process(self, blow: Blow, work: Callable[[Project, Event], Applied]) -> None:
        """One process from its beginning to its end, whichever that is."""
        stop = Event()

        def on_request(number: int) -> None:
            if number == blow.stop:
                self.met["interrupted"] += 1
                stop.set()
            if number == blow.expire:
                self.met["certificate expired"] += 1
                self.line.expired = True
                self.line.drop_all()
            if number == blow.foreign:
                self._foreign(Random(blow.seed))  # noqa: S311 - a repeatable case

        self.line.born(blow.kill, on_request)
        try:
            work(self._project(), stop)
        except Killed:
            self.met["killed"] += 1
        except PlanRefused as error:
            self.met[f"run refused: {type(error).__name__}"] += 1
        except PvsyncError as error:
            self.met[f"run stopped: {type(error).__name__}"] += 1
        self.met["runs"] += 1

    def _apply(self, project: Project, part: Part | None, stop: Event) -> Applied:
        assert part is not None
        return apply_plan(
            project,
            project.config.environment("local"),
            part.plan,
            lambda: self._client(project),
            now=self.clock.now,
            progress=Silent(),
            stop=stop,
            approval=part.approval,
        )

    def _resume(self, project: Project, run: Run | None, stop: Event) -> Applied:
        assert run is not None
        self.met["resumed"] += 1
        try:
            return resume_run(
                project,
                project.config.environment("local"),
                run.id,
                lambda: self._client(project),
                now=self.clock.now,
                progress=Silent(),
                stop=stop,
            )
        except PvsyncError:
            self.met["resume refused"] += 1
            raise

    def _client(self, project: Project) -> AvailsClient:
        environment = project.config.environment("local")
        settings = api_settings(project.config, environment)
        governor = Governor(
            settings.requests_per_second,
            settings.open_requests,
            budget=900,
            clock=self.clock.monotonic,
            sleep=self.clock.sleep,
            others=SharedLimits(self.root / ".pvsync", "the service", OPEN, wall=self.clock.monotonic),
        )
        return AvailsClient(
            settings,
            credentials(project.config, environment),
            governor,
            now=self.clock.now,
            clock=self.clock.monotonic,
        )

    def _project(self) -> Project:
        return open_project(self.root / "pvsync.yaml", self.root)

    def _runs(self) -> Runs:
        return Runs(self.root / RUNS_FOLDER)

    def _foreign(self, random: Random) -> None:
        held = self.emulator.dump()
        if not held:
            return
        entry: Any = random.choice(held)
        kind = random.choice(("price", "gone", "end"))
        self.met[f"somebody else: {kind}"] += 1
        avail = None if kind == "gone" else read_json(write_json(entry["avail"]).encode())
        for row in (avail or {}).get("Transaction", ()):
            if kind == "end":
                row["End"] = "2029-03-03T00:00:00Z"
            for term in row.get("Terms", ()) if kind == "price" else ():
                if term["_termName"] == "WSP":
                    term["Money"]["value"] = Number(f"1.{random.randrange(10, 99)}")
        self.emulator.seed([{**entry, "avail": avail}])
        self.line.log.append(Seen("foreign", _scope(entry), avail, self.clock.elapsed))

    def _all_held(self) -> dict[Scope, Any]:
        entries: Any = self.emulator.dump()
        return {_scope(entry): entry["avail"] for entry in entries}

    def _held(self, seen: Seen) -> Present:
        return Present(self._decoded(seen.scope, seen.avail))

    def _decoded(self, scope: Scope, avail: Any) -> Any:
        return decode(scope, loads(write_json({"avail": avail}).encode()), Conventions())

    def _writes(self, since: int) -> list[Seen]:
        return [seen for seen in self.line.log[since:] if seen.what == "write"]

    def _touched(self, planned: float) -> set[Scope]:
        """Scopes that the plan cannot have seen as they were: written by somebody since, or by anybody just before."""
        since = planned - _TIMED["stale-reads"]
        return {
            seen.scope
            for seen in self.line.log
            if seen.at >= since and (seen.what == "foreign" or (seen.what == "write" and seen.at < planned))
        }

    def _count_faults(self) -> None:
        for fault in self.emulator.faults.listed():
            self.met[f"fault: {fault['name']}"] += fault["hits"]  # type: ignore[index,call-overload]

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.root), *arguments], check=True, capture_output=True, env=_GIT)

    def _patch(self) -> None:
        """Wires the client to the service, time to the clock, and journal and store to what watches them."""
        line, write, keep = self.line, Store.write, journal.write_all
        own = self.emulator._store

        def watched(store: Store, scope: HeldScope, avail: Any, at: datetime) -> None:
            write(store, scope, avail, at)
            if store is own:
                line.log.append(Seen("write", _model(scope), avail, self.clock.elapsed))

        def write_all(descriptor: int, data: bytes) -> None:
            line.point()
            if line.points + 1 == line.at:
                os.write(descriptor, data[: len(data) // 2])
            line.point()
            keep(descriptor, data)
            line.point()

        time = SimpleNamespace(monotonic=self.clock.monotonic, sleep=self.clock.sleep)
        enter = self.patches.enter_context
        enter(mock.patch("pvsync.api.session.DeadlineAdapter", line.adapter))
        enter(mock.patch("pvsync.api.client.ThreadPoolExecutor", Inline))
        enter(mock.patch("pvsync.api.credentials.check"))  # dear, and tested where it lives
        enter(mock.patch.object(apply_workflow, "time", time))
        enter(mock.patch.object(Store, "write", watched))
        enter(mock.patch("pvsync.apply.journal.write_all", write_all))
        enter(mock.patch("pvsync.apply.durable.os.fsync"))


class Inline(Executor):
    """A pool whose work is done when it is handed in, so that a case is the same each time."""

    def __init__(self, *_arguments: object, **_named: object) -> None:
        pass

    def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments, **named))
        except BaseException as error:  # noqa: BLE001 - it goes up where the result is asked for
            future.set_exception(error)
        return future


@lru_cache
def _a_key(pem: bytes, password: None) -> Any:
    return load_pem_private_key(pem, password)


def an_identity(folder: Path) -> Path:
    """Certificates and key that are good for years, made once."""
    make_identity(folder, Validity(datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)))
    return folder


def a_world(root: Path, identity: Path, seed: int) -> World:
    """A world in a folder of its own, emptied first."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    return World(root, identity, batch=1 + seed % 4, bundles=seed % 3 != 0)


def _scope(entry: Any) -> Scope:
    return Scope(entry["alid"], entry["territory"], BusinessLine(entry["businessLine"]))


def _model(scope: HeldScope) -> Scope:
    return Scope(scope.alid, scope.territory, BusinessLine(scope.business_line))


def _is_one_of(states: tuple[Avail | None, ...], live: Present | Absent, at: datetime) -> bool:
    return any(same_state(state, live, at) for state in states if state is not None)


def _words(plan: Plan | None) -> str:
    if plan is None:
        return "there is none"
    return "; ".join(
        [
            *(f"{change.action} {change.scope}" for change in plan.changes),
            *(f"unread {item.scope}: {item.why}" for item in plan.unread),
        ]
    )
