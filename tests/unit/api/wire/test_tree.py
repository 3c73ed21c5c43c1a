"""Taking members out of a tree, and putting what was left over back."""

from typing import Any

import pytest

from pvsync.api.wire.tree import MISSING, copy, drop, look, merge, objects, place


def test_look_and_drop_leave_no_empty_object_behind() -> None:
    tree = {"a": {"b": {"c": 1}}, "d": {"e": {}, "f": 2}}
    assert look(tree, "a.b.c") == 1
    assert look(tree, "a.x") is MISSING
    assert look(tree, "a.b.c.d") is MISSING
    drop(tree, "a.b.c")
    drop(tree, "d.f")
    assert tree == {"d": {"e": {}}}


def test_null_is_something() -> None:
    assert look({"a": None}, "a") is None


def test_place_makes_the_way() -> None:
    tree: dict[str, Any] = {"a": {"x": 1}}
    place(tree, "a.b.c", 2)
    assert tree == {"a": {"x": 1, "b": {"c": 2}}}


@pytest.mark.parametrize(
    ("known", "kept", "both"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": {"x": 1}}, {"a": {"y": 2}}, {"a": {"x": 1, "y": 2}}),
        ("UHD", {"_HDR": "yes"}, {"value": "UHD", "_HDR": "yes"}),
        ([{"country": "US"}], [{"_x": 1}], [{"country": "US", "_x": 1}]),
        ([{"country": "US"}], [{"_x": 1}, {"_x": 2}], [{"_x": 1}, {"_x": 2}]),
        (["a"], ["b", "c"], ["b", "c"]),
        ("a", "b", "b"),
        ("a", None, None),
    ],
    ids=str,
)
def test_merge(known: Any, kept: Any, both: Any) -> None:
    assert merge(known, kept) == both


def test_a_copy_shares_no_container() -> None:
    original = {"a": [{"b": 1}]}
    other = copy(original)
    other["a"][0]["b"] = 2
    assert original == {"a": [{"b": 1}]}


def test_one_object_stands_for_an_array_of_one() -> None:
    assert objects({"a": 1}) == [{"a": 1}]
    assert objects([{"a": 1}]) == [{"a": 1}]
    assert objects([]) == []
    assert [objects(value) for value in (None, "x", [1], [{}, None])] == [None] * 4
