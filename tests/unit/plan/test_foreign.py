"""What is ours and what is not, by name alone; and where what is kept is in the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, a_movie

from pvsync.diagnostics import Place
from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action, Change, Row, RowFate
from pvsync.model.scope import Scope
from pvsync.model.transaction import Transaction, Unclear, names_of
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.compose import compose
from pvsync.plan.foreign import kept_in_the_way, strangers

DAY = timedelta(days=1)
OURS = Transaction("est-hd", "EST", "US", "HD", Window(NOW - 9 * DAY, NOW + 9 * DAY))
NAMES = names_of("X", OURS)


def found(row: Transaction, ours: frozenset[str] = NAMES, *, keeps: bool = True) -> bool:
    return strangers("X", [row], ours, lambda _: keeps) == {0}


@pytest.mark.parametrize(
    ("row", "is_stranger"),
    [
        (OURS, False),
        (replace(OURS, id="another"), False),
        (replace(OURS, window=Window(NOW - 5 * DAY, NOW + DAY)), False),
        (replace(OURS, id="another", window=Window(NOW - 9 * DAY, NOW + DAY)), False),
        (replace(OURS, id="another", window=Window(NOW - 8 * DAY, NOW + 9 * DAY)), True),
        (replace(OURS, id="another", format="UHD"), True),
        (replace(OURS, id="another", contract="CPH"), True),
        (replace(OURS, id=None, license="VOD"), True),
        (replace(OURS, id="another", format="UHD", window=Window(NOW - 9 * DAY, NOW - DAY)), True),
    ],
)
def test_an_id_or_a_line_with_its_start_makes_it_ours(row: Transaction, *, is_stranger: bool) -> None:
    assert found(row) is is_stranger


def test_what_is_not_to_be_kept_is_no_stranger() -> None:
    assert not found(replace(OURS, id="another", format="UHD"), keeps=False)
    assert found(replace(OURS, id="another", format="UHD"))


def test_an_id_that_was_derived_is_a_name_too() -> None:
    derived = replace(OURS, id=None)
    moved = replace(OURS, id=min(names_of("X", derived)), window=Window(NOW - DAY, NOW + DAY))
    assert not found(moved, names_of("X", derived))
    assert found(moved, names_of("Y", derived))


def test_what_is_kept_pairs_with_nothing_and_keeps_the_scope_from_being_empty() -> None:
    theirs = replace(OURS, id="theirs", format="SD", extra={"Description": "as they wrote it"})
    composed = compose("X", [replace(OURS, id=None, format="UHD")], [theirs], NOW, Zones(), frozenset({0}))
    assert [(row.label, row.fate) for row in composed.rows] == [
        ("EST SD", RowFate.KEPT),
        ("EST UHD", RowFate.ADDED),
    ]
    alone = compose(
        "X", [], [replace(OURS, window=Window(NOW + DAY, None)), theirs], NOW, Zones(), frozenset({1})
    )
    assert [row.fate for row in alone.rows] == [RowFate.OMITTED, RowFate.KEPT]
    assert alone.after == (theirs,)


def test_what_others_had_and_is_over_pairs_with_nothing_and_is_not_sent() -> None:
    theirs = replace(OURS, id="theirs", window=Window(NOW - 5 * DAY, NOW - 4 * DAY))
    composed = compose("X", [replace(OURS, id=None)], [theirs], NOW, Zones(), frozenset({0}))
    assert [row.fate for row in composed.rows] == [RowFate.ADDED]
    assert [row.id for row in composed.after] != ["theirs"]


def test_what_is_not_understood_of_a_kept_line_may_be_the_line_of_git() -> None:
    unclear = {"contract": Unclear("not understood", {})}
    theirs = replace(OURS, id="theirs", window=Window(NOW - 8 * DAY, None), unclear=unclear)
    own = replace(OURS, id="own", contract="CPH")
    assert _meets(theirs, own)
    assert not _meets(replace(theirs, unclear={}), own)
    assert not _meets(theirs, replace(own, format="UHD"))


def _meets(kept: Transaction, own: Transaction) -> bool:
    title = a_movie("X")
    after = Avail(Scope("X", "US", BusinessLine.TVOD), "acme", title, (kept, own))
    rows = (Row("theirs", RowFate.KEPT, 0, 0), Row("own", RowFate.ADDED, None, 1))
    change = Change(after.scope, Action.REPLACE, "movie", "X", "", after, after, (), rows, "")
    return kept_in_the_way(change, Place("x.yaml"), Zones()) is not None
