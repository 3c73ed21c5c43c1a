"""One transaction, leniently read."""

from datetime import UTC, datetime, time

import pytest
from unit.emulator.partner import NOW, a_row, svod

from pvsync.emulator.transactions import read_instant, read_transaction, read_transactions


def test_every_part_is_read() -> None:
    row = read_transaction(svod("s1", "mgm", "CPH"))
    assert (row.identifier, row.license_type, row.territories) == ("s1", "SVOD", ("US",))
    assert (row.channel, row.contract, row.format_profile) == ("mgm", "CPH", "HD")
    assert row.start == datetime(2026, 1, 15, 5, tzinfo=UTC)


def test_channel_is_read_from_term_as_in_the_xsd() -> None:
    row = read_transaction(
        a_row(Term=[{"_termName": "Tier"}, {"_termName": "ChannelIdentity", "Text": "mgm"}])
    )
    assert row.channel == "mgm"


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2026-01-15", datetime(2026, 1, 15, 23, 59, 59, tzinfo=UTC)),
        ("2026-01-15T10:00:00", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("2026-01-15T10:00:00+02:00", datetime(2026, 1, 15, 8, tzinfo=UTC)),
        ("2026-01-15T10:00:00.500Z", datetime(2026, 1, 15, 10, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-W03-4", None),
        ("2026-02-30", None),
        (20260115, None),
    ],
)
def test_instants(value: object, instant: datetime | None) -> None:
    assert read_instant(value, time(23, 59, 59)) == instant


def test_window_is_over_when_its_end_has_passed() -> None:
    over, still, unknown = read_transactions(
        {
            "Transaction": [
                a_row(End="2026-03-01T11:59:59Z"),
                a_row(End="2026-03-01T12:00:00Z"),
                a_row(End=None),
            ]
        }
    )
    assert (over.over(NOW), still.over(NOW), unknown.over(NOW)) == (True, False, False)


def test_window_without_a_date_overlaps_nothing() -> None:
    row, dateless = read_transaction(a_row()), read_transaction(a_row(Start=None))
    assert row.overlaps(row)
    assert not row.overlaps(dateless)
