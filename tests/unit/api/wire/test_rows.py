"""One line of the mapping table, taken and put."""

from types import SimpleNamespace
from typing import Any

from pvsync.api.wire.rows import Row, put, says_something, take
from pvsync.api.wire.shapes import INTEGER, TEXT
from pvsync.model.transaction import Unclear

ROWS = (Row("name", "A.Name", TEXT, ("B.Name",)), Row("count", "Count", INTEGER))


def test_take_leaves_only_what_it_does_not_know() -> None:
    tree: dict[str, Any] = {"A": {"Name": "x", "More": 1}, "Count": 3}
    assert take(tree, ROWS).values == {"name": "x", "count": 3}
    assert tree == {"A": {"More": 1}}


def test_the_second_place_is_read_where_the_first_says_nothing() -> None:
    tree: dict[str, Any] = {"B": {"Name": "x"}}
    assert take(tree, ROWS).values == {"name": "x"}
    assert tree == {}


def test_two_places_may_say_the_same_and_are_unclear_where_they_do_not() -> None:
    tree: dict[str, Any] = {"A": {"Name": "x"}, "B": {"Name": "x"}}
    assert take(tree, ROWS).values == {"name": "x"}
    assert tree == {}
    tree = {"A": {"Name": "x"}, "B": {"Name": "y"}}
    taken = take(tree, ROWS)
    assert (taken.values, tree) == ({}, {})
    assert taken.unclear == {"name": Unclear('not understood: "x" and "y"', {"A.Name": "x", "B.Name": "y"})}


def test_text_with_attributes_leaves_the_attributes() -> None:
    tree: dict[str, Any] = {"A": {"Name": {"value": "x", "_lang": "en"}}}
    assert take(tree, ROWS).values == {"name": "x"}
    assert tree == {"A": {"Name": {"_lang": "en"}}}


def test_another_shape_is_unclear_and_null_says_nothing() -> None:
    tree: dict[str, Any] = {"A": {"Name": 5}, "B": {"Name": None}, "Count": "many"}
    taken = take(tree, ROWS)
    assert (taken.values, tree) == ({}, {})
    assert taken.unclear["name"] == Unclear("not understood: 5", {"A.Name": 5})
    assert taken.unclear["count"].wire == {"Count": "many"}


def test_what_is_empty_says_nothing() -> None:
    tree: dict[str, Any] = {"A": {"Name": ""}}
    assert take(tree, ROWS).values == {}
    assert tree == {}
    assert [says_something(value) for value in (None, "", (), 0, False, "x")] == [False] * 3 + [True] * 3


def test_put_writes_to_the_first_place() -> None:
    tree: dict[str, Any] = {}
    put(tree, ROWS, SimpleNamespace(name="x", count=0))
    assert tree == {"A": {"Name": "x"}, "Count": 0}
    put(tree := {}, ROWS, SimpleNamespace(name="", count=None))
    assert tree == {}
