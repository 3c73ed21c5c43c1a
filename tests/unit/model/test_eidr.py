"""The shape of EIDRs and their check character, against the known values of our identifiers page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.model.eidr import check_character, split_eidr

DIGITS = st.text("0123456789ABCDEF", min_size=20, max_size=20)


@pytest.mark.parametrize(
    ("digits", "character"),
    [
        ("EA7379D71B2BB3783A73", "M"),
        ("779185342C2390308610", "5"),
        ("148949A239564B2DFE16", "5"),
    ],
)
def test_known_check_characters(digits: str, character: str) -> None:
    assert check_character(digits) == character


@given(DIGITS, st.integers(0, 19), st.sampled_from("0123456789ABCDEF"))
def test_one_wrong_digit_never_keeps_its_character(digits: str, at: int, other: str) -> None:
    changed = digits[:at] + other + digits[at + 1 :]
    assert (check_character(changed) == check_character(digits)) == (changed == digits)


@pytest.mark.parametrize(
    "text",
    [
        "10.5240/EA73-79D7-1B2B-B378-3A73-M",
        "10.5240/ea73-79d7-1b2b-b378-3a73-m",
        "urn:eidr:10.5240:EA73-79D7-1B2B-B378-3A73-M",
    ],
)
def test_every_form_is_split_alike(text: str) -> None:
    assert split_eidr(text) == ("EA7379D71B2BB3783A73", "M")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EA73-79D7-1B2B-B378-3A73-M",
        "10.5240/EA7379D71B2BB3783A73M",
        "10.5240/EA73-79D7-1B2B-B378-3A73",
        "10.5240/BEFK-79D7-1B2B-B378-3A73-M",
        "10.5240/EA73-79D7-1B2B-B378-3A73-MM",
        "10.5240:EA73-79D7-1B2B-B378-3A73-M",
        "10.5241/EA73-79D7-1B2B-B378-3A73-M",
        "10.5240/EA73-79D7-1B2B-B378-3A73-\u212a",
    ],
)
def test_another_shape_is_none(text: str) -> None:
    assert split_eidr(text) is None
