"""Assumed places that a service does not show."""

from dataclasses import replace

from builders import NOW, a_transaction, an_avail

from pvsync.apply.assumed import same_but_for_assumed
from pvsync.model.avail import Absent, Present
from pvsync.model.titles import Collection


def test_what_is_not_shown_at_all_neither_confirms_nor_contradicts() -> None:
    full = an_avail(
        a_transaction(discount=25, other_terms="as agreed"), title=Collection("C", "C", "Both", ("A", "B"))
    )
    bare = replace(full, title=replace(full.title, members=()), transactions=(a_transaction(),))

    assert same_but_for_assumed(full, Present(bare), NOW)
    assert not same_but_for_assumed(bare, Present(bare), NOW)
    assert not same_but_for_assumed(full, Absent(), NOW)
    assert not same_but_for_assumed(None, Present(bare), NOW)


def test_another_value_there_contradicts() -> None:
    sent = an_avail(a_transaction(discount=25))

    assert not same_but_for_assumed(sent, Present(an_avail(a_transaction(discount=20))), NOW)
    assert not same_but_for_assumed(sent, Present(an_avail(a_transaction(format="UHD"))), NOW)
    both = replace(sent, title=Collection("C", "C", "Both", ("A", "B")))
    other = an_avail(a_transaction(), title=Collection("C", "C", "Both", ("A", "C")))
    assert not same_but_for_assumed(both, Present(other), NOW)
