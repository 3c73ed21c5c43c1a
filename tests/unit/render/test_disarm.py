import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.render.disarm import disarm


@pytest.mark.parametrize(
    ("armed", "shown"),
    [
        ("Heat Haze", "Heat Haze"),
        ("\u9ad8\u6e29 \u2013 Z\u00fcrich", "\u9ad8\u6e29 \u2013 Z\u00fcrich"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\tb\nc\r", "a\\x09b\\x0ac\\x0d"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("\u2028", "\\u2028"),
        ("\ufeff", "\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
    ],
)
def test_what_steers_a_terminal_becomes_visible(armed: str, shown: str) -> None:
    assert disarm(armed) == shown


@given(st.text(alphabet=st.characters()))
def test_nothing_armed_is_left_and_twice_is_once(text: str) -> None:
    shown = disarm(text)
    left = {unicodedata.category(character) for character in shown if character not in "\u200c\u200d"}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert disarm(shown) == shown
