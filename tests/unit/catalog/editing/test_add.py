import pytest
from unit.catalog.editing.test_edit import made, why_not

from pvsync.catalog.editing.operations import AddItem, AddKey

ENTRIES = [{"territory": "CA", "as": "withdrawn"}, {"territory": "US", "as": "withdrawn"}]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\nn: x\n"),
        ("  a: 1\n", "  a: 1\n  n: x\n"),
        ("a:\n", "a:\nn: x\n"),
        (
            "a: 1   # one\n\n# about the next\n---\nb: 1\n",
            "a: 1   # one\nn: x\n\n# about the next\n---\nb: 1\n",
        ),
        ("a: |\n  one\n\n# c\n", "a: |\n  one\nn: x\n\n# c\n"),
        ("a: |+\n  one\n\n", "a: |+\n  one\n\nn: x\n"),
        ("a:\n- 1\n- - 2\n  - 3\n", "a:\n- 1\n- - 2\n  - 3\nn: x\n"),
        ("a: {b: 1,\n  c: 2}\n", "a: {b: 1,\n  c: 2}\nn: x\n"),
        ("{a: 1}", "{a: 1, n: x}"),
        ("{a: 1, }", "{a: 1, n: x, }"),
        ("{ }", "{n: x }"),
        ("{ # c\n}", "{ # c\nn: x}"),
        ("{a}", "{a, n: x}"),
        ("{a: }", "{a: , n: x}"),
        ("{a: 1 # c\n}", "{a: 1, n: x # c\n}"),
    ],
)
def test_a_key_comes_after_the_last_one(before: str, after: str) -> None:
    assert made(before.encode(), AddKey(0, (), "n", "x")).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 1\n", "- 1\n- x  # why\n"),
        ("  - 1\n\n  # next\n", "  - 1\n  - x  # why\n\n  # next\n"),
        ("-\n  - 1", "-\n  - 1\n- x  # why"),
        ("[1, 2]   # c\n", "[1, 2, x]   # c  # why\n"),
        ("[]\n", "[x]  # why\n"),
        ("[1,\n 2 # two\n]\n", "[1,\n 2, x # two\n]  # why\n"),
    ],
)
def test_an_item_comes_after_the_last_one_with_its_comment_at_the_end_of_the_line(
    before: str, after: str
) -> None:
    assert made(before.encode(), AddItem(0, (), "x", "why")).decode() == after


def test_a_list_of_mappings_is_written_one_a_line_below_a_block() -> None:
    assert made(b"a: 1\n", AddKey(0, (), "removed", [*ENTRIES], "because: #1\nof two")).decode() == (
        "a: 1\nremoved:\n"
        "  - {territory: CA, as: withdrawn}  # because: #1 of two\n"
        "  - {territory: US, as: withdrawn}  # because: #1 of two\n"
    )
    assert made(
        b"a: {b: 1}\n", AddKey(0, ("a",), "removed", [*ENTRIES], "x"), AddKey(0, ("a",), "c", [], "x")
    ) == (
        b"a: {b: 1, removed: [{territory: CA, as: withdrawn}, {territory: US, as: withdrawn}], c: []}  # x\n"
    )
    assert made(b"a: 1", AddKey(0, (), "b", ["c", "d"], "x")) == b"a: 1\nb: [c, d]  # x"


def test_lines_that_are_added_below_come_after_a_comment_at_the_end_of_the_line() -> None:
    data = b"a:\n  - {b: 1}\n"
    assert made(data, AddItem(0, ("a",), "x"), AddKey(0, ("a", 0), "c", "2", "why")) == (
        b"a:\n  - {b: 1, c: 2}  # why\n  - x\n"
    )


def test_what_is_there_already_or_cannot_be_added_is_said() -> None:
    assert why_not(b"a: 1", AddKey(0, (), "a", "x")) == "the key `a` stands here already"
    assert (
        why_not(b"a: 1", AddKey(0, (), "b", "x"), AddKey(0, (), "b", "y"))
        == "the key `b` stands here already"
    )
    assert why_not(b"a: 1", AddKey(0, ("a",), "b", "x")) == "a key can be added to a group of keys only"
    assert why_not(b"a: 1", AddItem(0, ("a",), "x")) == "an item can be added to a list only"
