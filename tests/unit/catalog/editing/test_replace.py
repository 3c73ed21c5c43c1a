import pytest
from unit.catalog.editing.test_edit import made, why_not

from pvsync.catalog.editing.operations import Plain, Replace


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: 1   # one", "2", "a: 2   # one"),
        ("a: '1'", "2", "a: '2'"),
        ("a: '1'", "it's", "a: 'it''s'"),
        ("a: '1'", "two\nlines", 'a: "two\\nlines"'),
        ('a: "1"', 'say "x"', 'a: "say \\"x\\""'),
        ("a: 1", "b: c", 'a: "b: c"'),
        ("a: 1", "b #c", 'a: "b #c"'),
        ("a: 1", 'say: "x"', "a: 'say: \"x\"'"),
        ("a: 1", "", 'a: ""'),
        ("a: 1", "NO", "a: NO"),
        ("a: 1", "\x07\x1b\u2028\U000e0001", 'a: "\\x07\\e\\u2028\U000e0001"'),
        ("a: {b: 1}", "x", "a: x"),
        ("a: [1, 2]   # two", ["3", "a,b"], 'a: [3, "a,b"]   # two'),
        ("a: 1", {"b": "c", "d: e": ["f"]}, 'a: {b: c, "d: e": [f]}'),
        ("a:   # nothing", "x", "a: x   # nothing"),
        ("a:", "x", "a: x"),
        ("a: |   # text\n  one\n\n  two\n\nb: 1", "x", "a: x   # text\n\nb: 1"),
        ("a: |\n", "x", "a: x\n"),
        ("a: >+\n  one\n\nb: 1", "x", "a: x\nb: 1"),
        ("a: 'one\n  two'   # c", "x", "a: 'x'   # c"),
    ],
)
def test_a_value_is_written_in_the_quotes_it_had(before: str, value: Plain, after: str) -> None:
    assert made(before.encode(), Replace(0, ("a",), value)).decode() == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("[1, 2 ]", "x y", "[x y, 2 ]"),
        ("[1, 2]", "a,b", '["a,b", 2]'),
        ("- 1\n- 2", "x", "- x\n- 2"),
        ("-\n- 2", "x", "- x\n- 2"),
        ("- # none\n- 2", "x", "- x # none\n- 2"),
    ],
)
def test_an_item_is_written_where_it_stood(before: str, value: Plain, after: str) -> None:
    assert made(before.encode(), Replace(0, (0,), value)).decode() == after


def test_a_key_without_colon_gets_one() -> None:
    assert made(b"{a, b: 1}", Replace(0, ("a",), "x")) == b"{a: x, b: 1}"
    assert made(b"{a: , b: 1}", Replace(0, ("a",), "x")) == b"{a: x , b: 1}"


def test_a_value_over_several_lines_of_its_own_is_refused() -> None:
    words = "this value is written over several lines, each with its own key or dash"
    assert why_not(b"a:\n  b: 1\n", Replace(0, ("a",), "x")) == words
    assert why_not(b"a:\n- 1\n", Replace(0, ("a",), "x")) == words
    assert why_not(b"a: 1", Replace(0, (), "x")) == words
