"""A member goes while its bundle stays: by every door, of a collection and of a box set."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import NOW, a_movie, a_window
from guarded import NO_LIMITS, SETTING, Nowhere, row

from pvsync.diagnostics import Place
from pvsync.model.avail import Avail, Present
from pvsync.model.guarded import GuardedPlan, Threshold
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection, Season, Series, Title
from pvsync.model.transaction import Transaction
from pvsync.model.verdict import GuardVerdict
from pvsync.plan.compare import compare
from pvsync.plan.removal import withdraw
from pvsync.rules.verdicts import verdicts

SERIES = Series(content_id="SHOW", title="Show", season_count=2)
SHOW = BoxSet(alid="SHOW", content_id="SHOW", title="Show", season_count=1)
FIRST, SECOND = (
    Season(
        alid=f"SHOW-S{number}",
        content_id=f"SHOW-S{number}",
        title="S",
        number=number,
        episode_count=1,
        series=SERIES,
    )
    for number in (1, 2)
)
BOTH = Collection(alid="BOTH", content_id="BOTH", title="Both", members=("ONE", "TWO"))
ONE, TWO = a_movie("ONE"), a_movie("TWO")
Rows = Sequence[Transaction]


def avail(title: Title, rows: Rows, territory: str = "US") -> Avail:
    scope = Scope(title.alid, territory, BusinessLine.TVOD)
    return Avail(scope, "acme", title, tuple(replace(one, territory=territory) for one in rows))


def change(title: Title, live: Rows, git: Rows | None) -> Change:
    """What the planner makes of a scope; None for one that is withdrawn, or whose file has left."""
    before = Present(avail(title, live))
    if git is None:
        found = withdraw(before, Place("catalog/x.yaml"), SETTING)
    else:
        found = compare(avail(title, git), Nowhere(), before, SETTING)
    assert found is not None
    return found


def verdict(*changes: Change, stays: Sequence[Avail]) -> GuardVerdict:
    limits = {**NO_LIMITS, "bundle_members": Threshold(count=0)}
    plan = GuardedPlan(NOW, changes, frozenset(), thresholds=limits, bundled=tuple(stays))
    return next(one for one in verdicts(plan) if one.guard == "bundle_members")


DOORS = [
    pytest.param(None, 1, id="withdrawn, or its file left"),
    pytest.param([row(window=a_window(-10, 20))], 1, id="a shorter end"),
    pytest.param([row(window=a_window(-10, -1))], 1, id="an end in the past"),
    pytest.param([row(window=a_window(2, 30))], 1, id="a later start"),
    pytest.param([row(license="VOD")], 1, id="another licence"),
    pytest.param([row(window=a_window(-10, 5)), row(window=a_window(9, 30))], 1, id="a pause"),
    pytest.param([row(format="UHD")], 0, id="another format"),
    pytest.param([row(srp="1.00")], 0, id="another price"),
    pytest.param([row(window=a_window(-10, 60))], 0, id="a longer end"),
]


@pytest.mark.parametrize(("git", "expected"), DOORS)
@pytest.mark.parametrize(("bundle", "part", "other"), [(BOTH, ONE, TWO), (SHOW, FIRST, SECOND)])
def test_every_door(bundle: Title, part: Title, other: Title, git: Rows | None, expected: int) -> None:
    stays = [avail(bundle, [row()]), avail(other, [row()])]

    found = verdict(change(part, [row()], git), stays=stays)

    assert (found.count, found.verdict) == (expected, "refuse" if expected else "pass")
    assert [part.alid in reason for reason in found.reasons] == [True] * expected


def test_a_bundle_that_goes_as_well_or_grows_alone_is_told_apart() -> None:
    """With its bundle in the same plan a member may go; a bundle may not come to a time in which a member is not sold."""
    both = [change(one, [row()], None) for one in (BOTH, ONE)]
    assert verdict(*both, stays=[avail(TWO, [row()])]).count == 0
    longer = change(BOTH, [row()], [row(window=a_window(-10, 60))])
    assert (
        verdict(longer, stays=[avail(ONE, [row()]), avail(TWO, [row(window=a_window(-10, 60))])]).count == 1
    )


def test_what_is_no_part_or_is_elsewhere_or_was_torn_before_does_not_count() -> None:
    stays = [avail(SHOW, [row()]), avail(FIRST, [row()])]
    assert verdict(change(SECOND, [row()], None), stays=stays).count == 0  # the box set counts one season
    assert verdict(change(ONE, [row()], None), stays=[avail(BOTH, [row()], "CA")]).count == 0
    torn = [avail(BOTH, [row(window=a_window(-10, 90))]), avail(TWO, [row(window=a_window(-10, 90))])]
    assert verdict(change(ONE, [row()], [row(srp="1.00")]), stays=torn).count == 0
    forgotten = replace(change(ONE, [row()], None), action=Action.FORGET, after=None)
    assert verdict(forgotten, stays=[avail(BOTH, [row()]), avail(TWO, [row()])]).count == 0
