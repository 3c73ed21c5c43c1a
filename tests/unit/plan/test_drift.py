"""Drift in three groups: every value is in one of them, and by hand is what nobody asked for."""

from datetime import UTC, date, datetime

import pytest
from golden.cases import COLD_FRONT, HEAT_HAZE, change, line
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.drift import KnownDrift, key_of
from pvsync.model.plan import Action, Cause
from pvsync.model.scope import Scope
from pvsync.model.zones import Zones
from pvsync.plan.drift import drift_of

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
GIT = {
    "EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99", wsp="6.99"),
    "EST UHD": line("US", "2025-01-15", "2031-01-14", quality="UHD", srp="12.99"),
}
LIVE = {
    "EST HD": line("US", "2025-01-15", "2030-01-14", srp="11.99", wsp="5.99"),
    "VOD HD": line("US", "2026-02-01", None, kind="VOD", srp="4.99"),
}


def entry(what: str = "", until: date = date(2026, 7, 1)) -> KnownDrift:
    return KnownDrift(until, "a test", "pricing", ("HEAT*",), what=frozenset({what} - {""}))


@given(
    causes=st.lists(st.sampled_from(Cause), min_size=8, max_size=8), known=st.booleans(), past=st.booleans()
)
def test_every_value_is_in_one_group(causes: list[Cause], *, known: bool, past: bool) -> None:
    whole = change(HEAT_HAZE, LIVE, GIT)
    fields = tuple(
        type(item)(item.path, item.before, item.after, cause)
        for item, cause in zip(whole.fields, causes, strict=False)
    )
    one = type(whole)(**{name: getattr(whole, name) for name in whole.__slots__} | {"fields": fields})
    entries = [entry("srp", date(2026, 6, 1 if past else 2))] if known else []

    parts = drift_of([one], {one.scope: entries}, NOON, Zones())

    told = [*parts.by_hand, *parts.waiting, *(part for part, _ in parts.known)]
    assert sorted(item.path for part in told for item in part.fields) == sorted(item.path for item in fields)
    by_hand = {item.path for part in parts.by_hand for item in part.fields}
    for item in fields:
        asked_for = item.cause in {Cause.INTENT, Cause.DATED, Cause.BEHIND}
        expected = known and not past and key_of(item.path) == "srp"
        assert (item.path in by_hand) is (not asked_for and not expected), item


@pytest.mark.parametrize(
    ("today", "group"), [("2026-06-30T23:59:59-04:00", "known"), ("2026-07-01T00:00:00-04:00", "by_hand")]
)
def test_it_is_known_before_the_day_begins_in_the_territory(today: str, group: str) -> None:
    one = change(HEAT_HAZE, {"EST HD": LIVE["EST HD"]}, {"EST HD": GIT["EST HD"]}, cause=Cause.DRIFT)

    parts = drift_of([one], {one.scope: [entry()]}, datetime.fromisoformat(today), Zones())

    assert [name for name in ("by_hand", "known") if getattr(parts, name)] == [group]
    assert parts.expired == (() if group == "known" else (entry(),))


def test_what_was_never_applied_waits_and_what_no_receipt_tells_is_not_waved_through() -> None:
    new = change(COLD_FRONT, None, GIT, cause=Cause.UNKNOWN)
    other = change(HEAT_HAZE, LIVE, GIT, cause=Cause.UNKNOWN)

    parts = drift_of([new, other], {}, NOON, Zones())

    assert (new.action, [one.scope.alid for one in parts.waiting]) == (Action.CREATE, ["COLDFRONT-2022"])
    assert ([one.scope.alid for one in parts.by_hand], parts.untold) == (["HEATHAZE-2024"], 1)


def test_an_entry_covers_what_it_names_and_nothing_else() -> None:
    one = KnownDrift(
        date(2026, 7, 1), "r", "o", ("ASB-*",), frozenset({"CA"}), "TVOD", frozenset({"languages"})
    )

    assert one.covers(Scope("ASB-S1", "CA", "TVOD"))
    assert not one.covers(Scope("ASB-S1", "US", "TVOD"))
    assert not one.covers(Scope("ASB-S1", "CA", "FVOD"))
    assert not one.covers(Scope("HEAT", "CA", "TVOD"))
    assert one.names("languages.asset")
    assert not one.names("srp")
