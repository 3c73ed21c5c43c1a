"""Changes into a plan: in order, frozen, and valid until the first instant that would change it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from builders import a_transaction, a_window, an_avail
from hypothesis import given
from hypothesis import strategies as st
from unit.plan.plans import NOW, a_change

from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Change, Coverage, Estimate, Row, RowFate, UnreadScope
from pvsync.model.scope import Scope
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.assemble import Circumstances, assemble, valid_until
from pvsync.plan.file import freeze

DAY = timedelta(days=1)
HERE = Circumstances(
    pvsync_version="0.1.0",
    environment="local",
    licensor="acme",
    commit="c",
    dirty=False,
    base=None,
    as_of=NOW,
    simulated=False,
    created_at=NOW,
    batch_size=25,
    requests_per_second=10,
    zones=Zones({"CA": "America/Toronto"}),
)


def changed(alid: str, territory: str = "US") -> Change:
    return a_change(scope=Scope(alid, territory, BusinessLine.TVOD))


@given(st.permutations(["A", "B", "C"]), st.permutations(["X", "Y"]))
def test_the_order_of_input_never_changes_the_plan(alids: list[str], unread: list[str]) -> None:
    def plan(changes: list[str], others: list[str]) -> object:
        return assemble(
            HERE,
            [changed(alid, "CA") for alid in changes],
            [UnreadScope(Scope(alid, "US", BusinessLine.FVOD), "500") for alid in others],
            Coverage(5, 5, complete=True),
        )

    assert plan(alids, unread) == plan(["A", "B", "C"], ["X", "Y"])


def test_a_plan_is_frozen_and_says_its_zones_and_its_cost() -> None:
    plan = assemble(
        HERE,
        [changed("B", "CA"), changed("A")],
        [],
        Coverage(2, 2, complete=True),
        diagnostics=(),
        dated=[NOW + DAY],
    )

    assert freeze(plan) == plan
    assert plan.plan_id
    assert [change.scope.alid for change in plan.changes] == ["A", "B"]
    assert plan.zones == {"CA": "America/Toronto", "US": "America/New_York"}
    assert plan.estimate == Estimate(3, 0.3)
    assert plan.valid_until == NOW + DAY
    assert (plan.commit, plan.as_of, plan.created_at, plan.environment) == ("c", NOW, NOW, "local")


def one(before: tuple[int, int | None] | None, after: tuple[int, int | None] | None, fate: RowFate) -> Change:
    sides = [
        None if side is None else an_avail(a_transaction(window=a_window(*side))) for side in (before, after)
    ]
    return replace(
        a_change(),
        before=sides[0],
        after=sides[1],
        rows=(Row("EST HD", fate, None if before is None else 0, None if after is None else 0),),
    )


@pytest.mark.parametrize(
    ("change", "days"),
    [
        (one(None, (-10, 30), RowFate.ADDED), 30),
        (one(None, (5, 30), RowFate.ADDED), 30),
        (one(None, (-10, None), RowFate.ADDED), None),
        (one(None, (-10, -1), RowFate.ADDED), None),
        (one((-10, 20), (-10, 30), RowFate.CHANGED), 20),
        (one((-10, 40), (-10, 30), RowFate.CHANGED), 30),
        (one((5, 30), None, RowFate.OMITTED), 5),
        (one((-5, 30), None, RowFate.OMITTED), 30),
        (one((5, 30), (5, 30), RowFate.SAME), 30),
        (replace(one((5, 30), None, RowFate.OMITTED), before=None), None),
    ],
)
def test_the_first_end_or_start_that_would_change_it(change: Change, days: int | None) -> None:
    assert valid_until([change], [], NOW) == (None if days is None else NOW + days * DAY)


def test_a_row_of_live_without_dates_changes_nothing_by_itself() -> None:
    bare = an_avail(a_transaction(window=Window(None, None)))
    change = replace(one((5, 30), None, RowFate.OMITTED), before=bare)

    assert valid_until([change], [], NOW) is None


@given(st.lists(st.integers(-5, 50)), st.integers(1, 50))
def test_dates_in_git_count_and_those_that_have_passed_do_not(days: list[int], end: int) -> None:
    dated: list[datetime] = [NOW + day * DAY for day in days]
    wanted = min([end, *(day for day in days if day > 0)])

    assert valid_until([one(None, (-10, end), RowFate.ADDED)], dated, NOW) == NOW + wanted * DAY
    assert valid_until([], [NOW], NOW) is None
