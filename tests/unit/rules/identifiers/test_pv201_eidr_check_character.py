"""Which EIDRs have the wrong check character, and what is said of it."""

import pytest
from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.rules.identifiers.pv201_eidr_check_character import check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    ("eidr", "message"),
    [
        ("10.5240/EA73-79D7-1B2B-B378-3A73-M", None),
        ("10.5240/7791-8534-2C23-9030-8610-5", None),
        ("urn:eidr:10.5240:7791-8534-2c23-9030-8610-5", None),
        ("10.5240/1489-49A2-3956-4B2D-FE16-6", "the EIDR ends in 6; its digits ask for 5"),
        ("10.5240/ea73-79d7-1b2b-b378-3a73-n", "the EIDR ends in N; its digits ask for M"),
        ("another shape", None),
    ],
)
def test_the_right_character_is_named(eidr: str, message: str | None) -> None:
    (title,), _ = read(movie(FVOD, keys=f"eidr: {eidr}\n"))

    assert [remark.message for remark in check(title, Setting(NOW))] == ([message] if message else [])
