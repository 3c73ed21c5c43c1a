from dataclasses import replace

import pytest
from builders import a_transaction

from pvsync.render.offering import Offering

MANY = ["AT", "CA", "CH", "DE", "GB", "JP", "US"]


@pytest.mark.parametrize(
    ("license_type", "channel", "inside", "itself"),
    [
        ("EST", None, "in US purchase", "US purchase"),
        ("VOD", None, "in US rental", "US rental"),
        ("POEST", None, "in US pre-order", "US pre-order"),
        ("FVOD", "ignored", "in US free viewing with ads", "US free viewing with ads"),
        ("SVOD", None, "in US on Prime", "Prime in US"),
        ("SVOD", "a4k", "in US on A4K", "A4K in US"),
        ("SVOD", "mgm", "in US on the mgm channel", "the mgm channel in US"),
        ("SEMAPHORE", None, "in US SEMAPHORE", "US SEMAPHORE"),
    ],
)
def test_words(license_type: str, channel: str | None, inside: str, itself: str) -> None:
    offering = Offering.of(replace(a_transaction(), license=license_type, channel=channel))
    assert offering.inside(["US"]) == inside
    assert offering.itself(["US"]) == itself


def test_many_territories_follow_in_brackets() -> None:
    listed = "7 territories (AT, CA, CH, DE, GB, JP, US)"
    assert Offering("EST").inside(MANY) == f"for purchase in {listed}"
    assert Offering("EST").itself(MANY) == f"purchase in {listed}"
    assert Offering("SVOD", "prime").inside(MANY) == f"in {listed} on Prime"
    assert Offering("EST").inside(["CA", "GB", "US"]) == "in CA, GB and US purchase"
