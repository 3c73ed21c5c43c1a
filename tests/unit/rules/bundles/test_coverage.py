"""A bundle against the windows of its parts: territories, unions, gaps, completion, and what is no longer compared."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

WIDE = "start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
BOX = "territories: [CA, GB], start: 2026-03-01, end: 2030-06-30, wsp: 5.99 CAD"


def codes(root: Path, *documents: str, **changes: datetime) -> list[str]:
    return [
        f"{code} {finding.message}"
        for code in ("PV702", "PV703", "PV704")
        for finding in said(root, code, *documents, **changes)
    ]


@pytest.mark.parametrize(
    ("windows", "messages"),
    [
        ([("2026-03-01", "2030-06-30")], []),
        ([("2026-03-01", "2028-12-31"), ("2029-01-01", "2030-06-30")], []),
        (
            [("2026-03-02", "2030-06-29")],
            [
                (
                    "PV702 the box set is for sale in CA and GB from 1 March 2026, and S1 (ASB-S1) only from "
                    "2 March 2026: 1 day too many"
                ),
                (
                    "PV703 the box set is for sale in CA and GB until 30 June 2030, and S1 (ASB-S1) only until "
                    "29 June 2030: 1 day too many"
                ),
            ],
        ),
        (
            [("2026-03-01", "2028-12-31"), ("2029-01-11", "2030-06-30")],
            [
                (
                    "PV703 the box set is for sale in CA and GB without a pause, and S1 (ASB-S1) is not from "
                    "1 January 2029 to 10 January 2029: 10 days too many"
                )
            ],
        ),
        (
            [("2020-01-01", "2020-12-31")],
            [
                (
                    "PV703 the box set is for sale in CA and GB until 30 June 2030, and S1 (ASB-S1) only until "
                    "31 December 2020: 1,583 days too many"
                )
            ],
        ),
        (
            [("2031-01-01", "2031-12-31")],
            [
                (
                    "PV702 the box set is for sale in CA and GB from 1 March 2026, and S1 (ASB-S1) only from "
                    "1 January 2031: 1,583 days too many"
                )
            ],
        ),
        (
            [("2020-01-01", "2020-12-31"), ("2031-01-01", "2031-12-31")],
            [
                (
                    "PV703 the box set is for sale in CA and GB until 30 June 2030, and S1 (ASB-S1) only until "
                    "31 December 2020: 1,583 days too many"
                )
            ],
        ),
        (
            [("2025-01-01", "2025-12-31"), ("2026-04-01", "2030-12-31")],
            [
                (
                    "PV702 the box set is for sale in CA and GB from 1 March 2026, and S1 (ASB-S1) only from "
                    "1 April 2026: 31 days too many"
                )
            ],
        ),
    ],
)
def test_each_way_to_fall_short(tmp_path: Path, windows: list[tuple[str, str]], messages: list[str]) -> None:
    avails = [f"territories: [GB, CA], start: {a}, end: {b}, wsp: 9.99 CAD" for a, b in windows]

    assert codes(tmp_path, SERIES, season(1, *avails), box_set(BOX)) == messages


def test_territories_are_compared_one_by_one(tmp_path: Path) -> None:
    here = f"territories: [CA], {WIDE}"

    assert codes(tmp_path, SERIES, season(1, here), box_set(BOX)) == [
        "PV704 the box set is for sale in GB, and S1 (ASB-S1) is not"
    ]


def test_only_seasons_that_are_complete_by_now_count_and_none_that_goes(tmp_path: Path) -> None:
    whole, here = f"territories: [CA, GB], {WIDE}", f"territories: [CA], {WIDE}"
    first = season(1, whole)

    for other in (season(2, here, complete="2026-06-02"), season(2, here, complete="false")):
        assert codes(tmp_path, SERIES, first, other, box_set(BOX)) == []
    documents = (SERIES, first, season(2, here, complete="2026-06-01"), box_set(BOX))
    assert len(codes(tmp_path, *documents)) == 1
    # 1 June has begun in London, and not yet in St. John's
    assert len(codes(tmp_path, *documents, as_of=datetime(2026, 5, 31, 23, 30, tzinfo=UTC))) == 1
    assert codes(tmp_path, *documents, as_of=datetime(2026, 5, 31, 22, 30, tzinfo=UTC)) == []
    going = season(2, whole, keys="state: withdrawn\n")
    assert codes(tmp_path, SERIES, first, going, box_set(BOX)) == []
    leaving = season(2, whole, keys="removed: [{territory: GB, business_line: TVOD, as: withdrawn}]\n")
    assert codes(tmp_path, SERIES, first, leaving, box_set(BOX)) == []


def test_a_bundle_that_is_over_is_past_mending(tmp_path: Path) -> None:
    over = "territories: [CA], start: 2025-01-01, end: 2026-05-31, wsp: 5.99 CAD"

    assert codes(tmp_path, SERIES, season(1, f"territories: [CA], {WIDE}"), box_set(over)) == []


def test_a_price_by_date_cuts_no_window(tmp_path: Path) -> None:
    prices = "prices: [{wsp: 5.99 CAD}, {wsp: 4.99 CAD, from: 2027-01-01, until: 2027-02-01}]"
    bundle = f"territories: [CA], start: 2026-03-01, end: 2030-06-30, {prices}"
    late = "territories: [CA], start: 2027-03-01, end: 2030-12-31, wsp: 9.99 CAD"
    (finding,) = said(tmp_path, "PV702", SERIES, season(1, late), box_set(bundle))

    assert finding.message.endswith("only from 1 March 2027: 365 days too many")
    assert [related.message for related in finding.related] == ["ASB-S1 begins here"]
    assert finding.hint == "begin the box set on 1 March 2027 or later, or let ASB-S1 begin on 1 March 2026"


def test_rental_is_not_purchase(tmp_path: Path) -> None:
    rental = movie("A", f"territories: [CA], {WIDE}").replace("EST", "VOD")
    other = movie("B", f"territories: [CA], {WIDE}")
    bundle = collection("A, B", "territories: [CA], start: 2026-03-01, end: 2030-06-30, wsp: 5.99 CAD")

    assert codes(tmp_path, rental, other, bundle) == [
        "PV704 the collection is for sale in CA, and A (A) is not"
    ]


def test_two_windows_of_a_bundle_are_compared_by_themselves_and_a_pause_is_said_once(tmp_path: Path) -> None:
    windows = [("2026-03-01", "2026-12-31"), ("2028-01-01", "2028-12-31")]
    apart = [f"territories: [CA], start: {a}, end: {b}, wsp: 5.99 CAD" for a, b in windows]
    part = [avail.replace("5.99", "9.99") for avail in apart]

    assert codes(tmp_path, SERIES, season(1, *part), box_set(*apart)) == []
    late = [part[0], part[1].replace("2028-01-01", "2028-02-01")]
    assert codes(tmp_path, SERIES, season(1, *late), box_set(*apart)) == [
        (
            "PV702 the box set is for sale in CA from 1 January 2028, and S1 (ASB-S1) only from 1 February 2028: "
            "31 days too many"
        )
    ]
    # Two pauses of one part are one finding; a run without an end of its own is the same run.
    whole = "territories: [CA], start: 2026-03-01, end: 2030-12-31, wsp: 5.99 CAD"
    inside = "territories: [CA], start: 2026-04-01, end: 2026-05-01, wsp: 5.99 CAD"
    assert len(codes(tmp_path, SERIES, season(1, *part), box_set(whole, inside))) == 1


def test_a_bundle_of_which_nothing_is_for_purchase_is_not_compared(tmp_path: Path) -> None:
    never = "territories: [CA], start: 2026-03-01, end: 2026-02-01, wsp: 5.99 CAD"

    assert codes(tmp_path, SERIES, season(1, f"territories: [CA], {WIDE}"), box_set(never)) == []
