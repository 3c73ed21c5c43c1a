"""The business line of each licence type and channel."""

import pytest

from pvsync.model.licence import TRANSACTIONAL, BusinessLine, License, business_line


@pytest.mark.parametrize("license_type", sorted(License))
def test_every_licence_type_has_a_line(license_type: License) -> None:
    line = business_line(license_type, None, {})

    assert line is not None
    assert (line is BusinessLine.TVOD) == (license_type in TRANSACTIONAL)


@pytest.mark.parametrize(
    ("channel", "line"),
    [
        (None, "PRIME_SUBSCRIPTION"),
        ("prime", "PRIME_SUBSCRIPTION"),
        ("a4k", "PRIME_SUBSCRIPTION"),
        ("ours", "PRIME_SUBSCRIPTION"),
        ("starz", "CHANNELS"),
        ("unheard", "CHANNELS"),
    ],
)
def test_the_benefit_of_its_channel_decides_a_subscription(channel: str | None, line: str) -> None:
    assert business_line("SVOD", channel, {"ours": "A4K", "starz": "Starz", "prime": "Other"}) == line


def test_a_licence_type_that_only_live_knows_has_no_line() -> None:
    assert business_line("AVOD", None, {}) is None
