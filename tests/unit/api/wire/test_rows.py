"""One line of the mapping table, taken and put."""

from types import SimpleNamespace
from typing import Any

from pvsync.api.wire.rows import Row, put, says_something, take
from pvsync.api.wire.shapes import INTEGER, TEXT

ROWS = (Row("name", "A.Name", TEXT, ("B.Name",)), Row("count", "Count", INTEGER))


def test_take_leaves_only_what_is_not_understood() -> None:
    tree: dict[str, Any] = {"A": {"Name": "x", "More": 1}, "Count": 3}
    assert take(tree, ROWS) == {"name": "x", "count": 3}
    assert tree == {"A": {"More": 1}}


def test_the_second_place_is_read_where_the_first_says_nothing() -> None:
    tree: dict[str, Any] = {"B": {"Name": "x"}}
    assert take(tree, ROWS) == {"name": "x"}
    assert tree == {}


def test_the_second_place_stays_where_the_first_has_spoken() -> None:
    tree: dict[str, Any] = {"A": {"Name": "x"}, "B": {"Name": "y"}}
    assert take(tree, ROWS) == {"name": "x"}
    assert tree == {"B": {"Name": "y"}}


def test_text_with_attributes_leaves_the_attributes() -> None:
    tree: dict[str, Any] = {"A": {"Name": {"value": "x", "_lang": "en"}}}
    assert take(tree, ROWS) == {"name": "x"}
    assert tree == {"A": {"Name": {"_lang": "en"}}}


def test_another_shape_stays_whole() -> None:
    tree: dict[str, Any] = {"A": {"Name": 5}, "Count": "many"}
    assert take(tree, ROWS) == {}
    assert tree == {"A": {"Name": 5}, "Count": "many"}


def test_what_is_empty_says_nothing() -> None:
    tree: dict[str, Any] = {"A": {"Name": ""}}
    assert take(tree, ROWS) == {}
    assert tree == {}
    assert [says_something(value) for value in (None, "", (), 0, False, "x")] == [False] * 3 + [True] * 3


def test_put_writes_to_the_first_place() -> None:
    tree: dict[str, Any] = {}
    put(tree, ROWS, SimpleNamespace(name="x", count=0))
    assert tree == {"A": {"Name": "x"}, "Count": 0}
    put(tree := {}, ROWS, SimpleNamespace(name="", count=None))
    assert tree == {}
