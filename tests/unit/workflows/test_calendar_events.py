from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from builders import a_movie, a_transaction, an_avail

from pvsync.diagnostics import Place
from pvsync.model.calendar import Event, What
from pvsync.model.desired import DesiredTitle
from pvsync.model.money import Money
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.workflows.calendar_events import events_between, events_of

ZONES = Zones(utc=True)
PLACES: Any = SimpleNamespace(
    title=lambda path: Place(f"title {path}"),
    transaction=lambda _scope, row, path: Place(f"{row} {path}"),
)
JULY = datetime(2026, 7, 1, tzinfo=UTC)


def row(first: int, last: int, **changes: Any) -> Transaction:
    """A line open from one day of July to another, both included."""
    window = Window(JULY.replace(day=first), JULY.replace(day=last, hour=23, minute=59, second=59))
    return a_transaction(window=window, **changes)


def titled(*rows: Transaction) -> DesiredTitle:
    return DesiredTitle(a_movie(), "a.yaml", "blob", (an_avail(*rows),) if rows else (), PLACES)


def said(*rows: Transaction) -> list[tuple[What, int, str, bool]]:
    events = sorted(events_of(titled(*rows), ZONES), key=lambda event: event.sort_key)
    return [
        (event.what, event.day.day, str(event.place).partition(":")[0], event.besides) for event in events
    ]


def cost(amount: str) -> dict[str, Money]:
    return {"srp": Money("USD", Decimal(amount))}


def test_a_window_opens_and_ends() -> None:
    assert said(row(1, 9)) == [(What.OPENS, 1, "0 start", False), (What.ENDS, 9, "0 end", False)]


def test_windows_that_follow_at_once_with_another_price_are_a_new_price() -> None:
    rows = row(1, 9, terms=cost("9.99")), row(10, 20, terms=cost("7.99"))
    assert said(*rows) == [
        (What.OPENS, 1, "0 start", False),
        (What.PRICE, 10, "1 start", False),
        (What.ENDS, 20, "1 end", False),
    ]


def test_windows_that_follow_at_once_and_say_the_same_are_one() -> None:
    assert [what for what, *_ in said(row(1, 9), row(10, 20))] == [What.OPENS, What.ENDS]


def test_another_contract_is_no_end_for_customers() -> None:
    rows = row(1, 9, license="SVOD", contract="CPH"), row(10, 20, license="SVOD", contract="FIXED_FEE")
    assert [(what, day) for what, day, *_ in said(*rows)] == [
        (What.OPENS, 1),
        (What.CHANGES, 10),
        (What.ENDS, 20),
    ]


def test_a_gap_of_a_day_is_an_end_and_an_opening() -> None:
    assert [what for what, *_ in said(row(1, 9), row(11, 20))] == [
        What.OPENS,
        What.ENDS,
        What.OPENS,
        What.ENDS,
    ]


def test_windows_that_overlap_go_on() -> None:
    assert said(row(1, 9), row(5, 20)) == [(What.OPENS, 1, "0 start", False), (What.ENDS, 20, "1 end", False)]


def test_another_format_stands_beside() -> None:
    assert said(row(1, 20), row(5, 9, format="UHD")) == [
        (What.OPENS, 1, "0 start", False),
        (What.OPENS, 5, "1 start", True),
        (What.ENDS, 9, "1 end", True),
        (What.ENDS, 20, "0 end", False),
    ]


def test_another_way_to_watch_is_another_matter() -> None:
    assert not any(besides for *_, besides in said(row(1, 20), row(5, 9, license="VOD", format="UHD")))


def test_a_window_without_dates_never_opens_or_ends() -> None:
    assert said(a_transaction(window=Window(None, None))) == []


def test_announcements_and_times_of_day() -> None:
    noon = JULY.replace(day=3, hour=12)
    endless = Window(noon, None)
    terms = {"announce": noon, "suppression_lift": JULY.replace(day=4)}
    events = sorted(
        events_of(titled(a_transaction(window=endless, terms=terms)), ZONES), key=lambda one: one.at
    )
    assert [(event.what, event.time) for event in events] == [
        (What.OPENS, time(12)),
        (What.ANNOUNCE, time(12)),
        (What.SUPPRESSION_LIFT, None),
    ]


def between(before: DesiredTitle, after: DesiredTitle) -> list[Event]:
    return list(events_between(before, after, JULY, ZONES))


def test_a_licence_right_that_lapses_is_named() -> None:
    open_row = replace(row(1, 9), window=Window(JULY.replace(month=6), JULY.replace(month=8)))
    before = titled(replace(open_row, license_rights="New Release", contract="CPH"))
    [rights, other] = between(before, titled(open_row))
    assert (rights.what, rights.names, rights.place) == (
        What.RIGHTS,
        ("New Release",),
        Place("0 license_rights"),
    )
    assert (other.what, other.names) == (What.CHANGES, ("contract",))


def test_a_window_that_is_over_has_nothing_to_say() -> None:
    over = replace(row(1, 9), window=Window(JULY.replace(month=1), JULY.replace(month=2)))
    assert between(titled(replace(over, license_rights="DAB")), titled(over)) == []


def test_what_changes_about_the_title_is_told_for_its_scope() -> None:
    before = titled(row(1, 9))
    after = replace(before, avails=(replace(before.avails[0], title=a_movie(title="Heat Haze II")),))
    [event] = between(before, after)
    assert (event.what, event.names, event.place) == (What.CHANGES, ("title",), Place("title title"))
    assert event.offer is not None
    assert event.offer.license == ""


def test_a_scope_that_goes_is_told() -> None:
    assert [event.names for event in between(titled(row(1, 9)), titled())] == [("avails",)]


def test_a_scope_that_comes_opens_and_brings_its_dates() -> None:
    begun = replace(row(1, 9), window=Window(JULY.replace(month=6), JULY.replace(day=9)))
    after = titled(begun, row(5, 20, format="UHD"))
    assert [(event.what, event.day.day) for event in between(titled(), after)] == [
        (What.ENDS, 9),
        (What.OPENS, 5),
        (What.ENDS, 20),
        (What.OPENS, 1),
    ]


def test_a_transaction_that_has_no_counterpart_is_left_to_its_window() -> None:
    assert between(titled(row(1, 9), row(10, 20)), titled(row(1, 9))) == []
