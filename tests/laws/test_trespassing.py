"""Whatever a branch went through, a plan touches nothing that was never ours, and ends what was ours and has left."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from builders import a_movie
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws.test_tombstones import Life, declared_ever, edits

from pvsync.model.avail import Absent, Avail, Present, Reading
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action, Plan
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction, names_of
from pvsync.model.window import Window
from pvsync.workflows.past import past_of
from pvsync.workflows.plan import make_plan
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)

ROWS = """\
kind: movie
alid: %s
title: %s
avails:
  - {license: EST, territories: [%s], formats: [%s], start: %s, end: 2030-12-31, wsp: 3.99 USD}
"""

names = st.sampled_from(["a", "b"])
places = st.lists(st.sampled_from(["US", "CA"]), min_size=1, max_size=2, unique=True)
formats = st.lists(st.sampled_from(["SD", "HD", "UHD"]), min_size=1, max_size=3, unique=True)
rows = st.tuples(
    st.just("rows"), names, places, formats, st.sampled_from(["2026-01-01", "2026-03-01", "2026-09-01"])
)
by_others = st.tuples(
    st.just("others"),
    st.sampled_from(["a", "b", "never-ours"]),
    st.sampled_from(["US", "CA", "FR"]),
    st.sampled_from(["SD", "HD", "UHD", "4K"]),
    st.integers(-60, 60),
    st.integers(1, 90),
)
deeds = st.one_of(
    rows, rows, by_others, by_others, st.tuples(st.just("delete"), names), st.just(("apply",)), edits
)
lives = st.tuples(rows, st.lists(by_others, max_size=2), st.lists(deeds, min_size=1, max_size=5)).map(
    lambda parts: [parts[0], ("apply",), *parts[1], *parts[2]]
)
estranged = lives.map(lambda life: [life[0], ("others", "a", "FR", "HD", -5, 40), *life[1:]])
policies = st.sampled_from(["refuse", "withdraw", "withdraw", "delete", "forget"])


class World(Life):
    """A repository with a service beside it, in which others work too."""

    def __init__(self, root: Path, keys: str) -> None:
        self.keys = keys
        self.live: dict[Scope, Avail] = {}
        self.theirs: dict[tuple[Scope, str], Transaction] = {}
        root.joinpath(".gitignore").write_text(".pvsync/\n", encoding="utf-8")
        super().__init__(root)

    def put(self, name: str, text: str) -> None:
        super().put(name, text + (self.keys if name == "pvsync.yaml" else ""))

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        for scope in scopes:
            yield scope, Present(self.live[scope]) if scope in self.live else Absent()

    def others(self, alid: str, territory: str, quality: str, first: int, days: int) -> None:
        """Somebody adds a transaction, where the service takes it."""
        scope = Scope(alid, territory, BusinessLine.TVOD)
        window = Window(NOW + first * DAY, NOW + (first + days) * DAY)
        row = Transaction(f"theirs-{len(self.theirs)}", "EST", territory, quality, window)
        avail = self.live.get(scope, Avail(scope, "acme", a_movie(alid), ()))
        if not any(one.line == row.line and one.window.overlap(window) for one in avail.transactions):
            self.live[scope] = replace(avail, transactions=(*avail.transactions, row))
            self.theirs[scope, row.id or ""] = row

    def plan(self) -> tuple[Project, Plan | None]:
        project = open_project(None, self.root)
        environment = project.config.environment("local")
        request = Request(environment, as_of=NOW, simulated=False, now=NOW, selection=Selection())
        return project, make_plan(project, request, lambda: self, Silent()).plan

    def carry_out(self, plan: Plan) -> None:
        """Full-extract semantics: current and future are replaced, what is over stays."""
        for change in plan.changes:
            if change.action is Action.DELETE:
                self.live.pop(change.scope, None)
            elif change.action is not Action.FORGET:
                assert change.after is not None
                before = self.live.get(change.scope)
                over = [row for row in before.transactions if row.window.is_over(NOW)] if before else []
                sent = {row.id for row in change.after.transactions}
                rows = (*(row for row in over if row.id not in sent), *change.after.transactions)
                self.live[change.scope] = replace(change.after, transactions=rows)


def live_out(world: World, life: list[tuple[object, ...]]) -> Iterator[tuple[Project, Plan]]:
    """Every plan on the way and the one at the end, each carried out once it was looked at."""
    for edit in (*life, ("apply",)):
        match edit:
            case ("apply",):
                project, plan = world.plan()
                if plan is not None:
                    yield project, plan
                    world.carry_out(plan)
            case ("others", str(alid), str(place), str(quality), int(first), int(days)):
                world.others(alid, place, quality, first, days)
            case ("rows", str(name), list(places), list(qualities), str(start)):
                text = ROWS % (name, name, ", ".join(places), ", ".join(qualities), start)
                world.put(f"catalog/{name}.yaml", text)
                world.commit()
            case _:
                world.happen(edit)


@given(estranged, policies)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_scope_that_was_never_ours_is_touched(life: list[tuple[object, ...]], policy: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), f"on_removal: {policy}\n")
        last: tuple[Project, set[Scope]] | None = None
        for project, plan in live_out(world, life):
            touched = {change.scope for change in plan.changes}
            assert not any(scope.alid == "never-ours" or scope.territory == "FR" for scope in touched)
            last = project, touched
        assert last is None or last[1] <= declared_ever(last[0])


@given(lives, policies)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_others_made_is_never_lost_where_it_is_kept(life: list[tuple[object, ...]], policy: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), f"on_removal: {policy}\nenvironments: {{local: {{foreign: keep}}}}\n")
        for project, plan in live_out(world, life):
            world.carry_out(plan)
            for (scope, _), row in world.theirs.items():
                assert row in world.live[scope].transactions or is_declared(project, scope, row)
            for avail in world.live.values():
                open_rows = [row for row in avail.transactions if not row.window.is_over(NOW)]
                assert not any(
                    one.line == other.line and one.window.overlap(other.window)
                    for one, other in combinations(open_rows, 2)
                )
            _, again = world.plan()
            assert again is not None
            assert [change for change in again.changes if change.action is not Action.FORGET] == []
            if policy == "withdraw":
                nothing_of_ours_is_left(world, project, plan)


def is_declared(project: Project, scope: Scope, row: Transaction) -> bool:
    """Whether git ever meant that very transaction."""
    return not names_of(scope.alid, row).isdisjoint(past_of(project, Silent()).rows.get(scope, ()))


def nothing_of_ours_is_left(world: World, project: Project, plan: Plan) -> None:
    """What some commit of this branch declared and the last one does not is not open any more."""
    now = {
        avail.scope: {name for row in avail.transactions for name in names_of(avail.scope.alid, row)}
        for title in project.catalog(NOW).titles()
        for avail in title.avails
    }
    refused = {finding.code for finding in plan.diagnostics} & {"PV907", "PV908", "PV917"}
    for scope, once in {} if refused else past_of(project, Silent()).rows.items():
        left = world.live.get(scope)
        for row in () if left is None else left.transactions:
            names = names_of(scope.alid, row)
            if (scope, row.id) not in world.theirs and names & once and not names & now.get(scope, set()):
                assert row.window.is_over(NOW)
