"""JSON as it travels."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.emulator.wire import DEEPEST, NotJson, member, objects, read_json, write_json

ANY = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(ANY)
def test_what_is_read_is_written_the_same(value: object) -> None:
    text = json.dumps(value)
    assert write_json(read_json(text.encode())) == text


@pytest.mark.parametrize("text", ["10.50", "1E5", "-0", "0.10000000000000000555", "1" * 40])
def test_number_keeps_its_spelling(text: str) -> None:
    assert write_json(read_json(text.encode())) == text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "Expecting value at line 1 column 1"),
        (b"\xff", "it is not UTF-8"),
        (b"NaN", "NaN is not a JSON number"),
        (b'{"a": 1, "a": 2}', "the member 'a' is given twice in one object"),
        (b"1e99999999999999999999", "a number is out of range"),
        (b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2), "it is nested deeper than 64 levels"),
        (b"[" * 100_000, "it is nested deeper than 64 levels"),
        (b'{"a":' * 70 + b"1" + b"}" * 70, "it is nested deeper than 64 levels"),
    ],
)
def test_body_that_is_not_json_is_explained(body: bytes, reason: str) -> None:
    with pytest.raises(NotJson, match=f"^{reason}$"):
        read_json(body)


def test_member_and_objects_take_any_shape() -> None:
    assert member({"a": {"b": 1}}, "a", "b") == 1
    assert member({"a": [1]}, "a", "b") is None
    assert objects({"a": 1}) == [{"a": 1}]
    assert objects([{"a": 1}, 2]) == [{"a": 1}]
    assert objects("text") == []
