"""Business lines, and the parts of a payload."""

import pytest
from unit.emulator.partner import a_row, an_avail, svod

from pvsync.emulator.scopes import Lines, parts
from pvsync.emulator.transactions import read_transaction, read_transactions

LINES = Lines({"our_prime": "Prime"}, "FVOD", "CHANNELS")


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (a_row(LicenseType="EST"), "TVOD"),
        (a_row(LicenseType="VOD"), "TVOD"),
        (a_row(LicenseType="POEST"), "TVOD"),
        (a_row(LicenseType="FVOD"), "FVOD"),
        (a_row(LicenseType="AVOD"), None),
        (a_row(LicenseType=None), None),
        (svod("s"), "PRIME_SUBSCRIPTION"),
        (svod("s", "prime"), "PRIME_SUBSCRIPTION"),
        (svod("s", "our_prime"), "PRIME_SUBSCRIPTION"),
        (svod("s", "mgm"), "CHANNELS"),
    ],
)
def test_line_follows_licence_and_benefit(row: dict, line: str | None) -> None:
    assert LINES.of(read_transaction(row)) == line


def test_payload_of_one_scope_is_its_own_part() -> None:
    avail = an_avail()
    assert parts(avail, read_transactions(avail), LINES) == {("US", "TVOD"): avail}


def test_transaction_without_a_line_is_in_no_part() -> None:
    avail = an_avail(a_row(LicenseType="AVOD"))
    assert parts(avail, read_transactions(avail), LINES) == {}
