"""What an avail says it is for."""

import pytest
from unit.emulator.partner import a_row, an_avail, said


@pytest.mark.parametrize(
    ("avail", "finding"),
    [
        (an_avail(alid="B-1"), "ALID B-1 is not the one of the path, A-1"),
        (an_avail(a_row(LicenseType="AVOD")), "Transaction[0].LicenseType AVOD has no business line"),
        (
            an_avail(a_row(), a_row(Territory=[{"country": "CA"}])),
            "the avail names several territories: CA, US",
        ),
        (an_avail(a_row(), a_row(LicenseType="FVOD")), "the avail names several business lines: FVOD, TVOD"),
    ],
)
def test_other_alid_line_or_scope_is_named(avail: dict, finding: str) -> None:
    assert said(avail) == [finding]
