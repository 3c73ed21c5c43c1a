"""What a plan hits: what leaves, what ends earlier though it is open, what costs otherwise, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from builders import NOW, a_transaction
from guarded import changed, dearer, gone, new, row

from pvsync.model.audience import Hit
from pvsync.model.plan import Action
from pvsync.model.window import Window
from pvsync.workflows.hits import hit_scopes


def hits(*changes: object) -> list[tuple[Hit, ...]]:
    return [one.hits for one in hit_scopes(changes, NOW)]  # type: ignore[arg-type]  # as the builders make them


def test_a_removal_is_named_as_it_is() -> None:
    assert hits(gone(0), replace(gone(1), action=Action.DELETE)) == [(Hit.WITHDRAWN,), (Hit.DELETED,)]


def test_what_leaves_or_ends_earlier_in_a_scope_that_stays() -> None:
    shorter = replace(row(), window=Window(row().window.start, NOW + timedelta(days=1)))
    other = row(format="SD")
    assert hits(changed(0, [row(), other], [other])) == [(Hit.DARK,)]
    assert hits(changed(0, [row()], [shorter])) == [(Hit.SHORTENED,)]
    assert hits(changed(0, [shorter], [row()])) == []


def test_any_price_that_moves_and_several_hits_of_one_scope() -> None:
    assert hits(dearer(0, "10.00")) == [(Hit.PRICE,)]
    cheaper = row(srp="1.00")
    assert hits(changed(0, [row(), row(format="SD")], [cheaper])) == [(Hit.DARK, Hit.PRICE)]


def test_what_comes_or_is_forgotten_hits_nobody() -> None:
    assert hits(new(0), replace(gone(1), action=Action.FORGET)) == []


def test_only_channels_of_what_is_hit_are_named() -> None:
    alpha, beta = row(license="SVOD", channel="alpha"), row(license="SVOD", channel="beta")
    found = list(hit_scopes([changed(0, [alpha, beta], [alpha])], NOW))
    assert [one.channels for one in found] == [("beta",)]


def test_a_window_that_has_yet_to_open_is_not_open() -> None:
    start = NOW + timedelta(days=10)
    later = replace(a_transaction(), window=Window(start, start + timedelta(days=90)))
    shorter = replace(later, window=Window(start, start + timedelta(days=30)))
    assert hits(changed(0, [later], [shorter])) == []
