"""JSON with exact numbers, and what is not read as such."""

from decimal import Decimal
from typing import Any

import pytest

from pvsync.api.wire.exact import dumps, loads
from pvsync.errors import AnswerUnreadable


@pytest.mark.parametrize("text", ["6.90", "0.10", "7", "-0.000001", "123456789012345678901234567890.12"])
def test_digits_come_back_as_they_were(text: str) -> None:
    assert dumps(loads(text.encode())) == text.encode()


def test_exponents_are_written_out() -> None:
    assert dumps(loads(b"1.5e2")) == b"150"
    assert dumps(loads(b"25E-2")) == b"0.25"


def test_text_is_written_in_ascii() -> None:
    assert dumps({"t": 'Señor "x"\n\u2028', "n": None, "b": [True, (1,)]}) == (
        b'{"t":"Se\\u00f1or \\"x\\"\\n\\u2028","n":null,"b":[true,[1]]}'
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nope",
        b"NaN",
        b"[Infinity]",
        b'{"a": 1, "a": 2}',
        b"1e101",
        b"1e-101",
        b"1e999999999999999999999",
        b"9" * 101,
        b"0." + b"1" * 101,
        b"[" * 66 + b"]" * 66,
        b"[" * 100_000,
        b'"\\ud800"',
        b'{"\\uDC00": 1}',
        b"\xff\xfe1\x00",
        b"\xef\xbb\xbf{}",
    ],
    ids=range(17),
)
def test_what_cannot_be_read_exactly_is_unreadable(body: bytes) -> None:
    with pytest.raises(AnswerUnreadable):
        loads(body)


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert loads(b'"\\ud83d\\ude00"') == "\U0001f600"


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, b"x", {1, 2}, object()], ids=range(5))
def test_a_float_is_never_written(value: Any) -> None:
    with pytest.raises(TypeError, match="no exact JSON form"):
        dumps(value)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_a_number_is_never_written(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        dumps(Decimal(value))
