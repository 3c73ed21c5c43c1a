from unit.catalog.editing.test_edit import why_not

from pvsync.catalog.editing.operations import AddItem, AddKey, Remove, Replace

SHARED = "this value is shared by `&` and `*`, so that changing it here would change it elsewhere too"


def test_a_path_that_leads_nowhere_is_said() -> None:
    assert why_not(b"a: [1]", Replace(0, ("a", 1), "x")) == "there is no `1` here"
    assert why_not(b"a: 1", Replace(0, ("a", "b"), "x")) == "there is no `b` here"
    assert why_not(b"a: 1", Replace(0, (0,), "x")) == "there is no `0` here"
    assert why_not(b"*x : 1", Replace(0, ("a",), "x"))


def test_what_an_alias_repeats_is_not_edited() -> None:
    data = b"a: &x 1\nb: *x\nc: &y {d: 1}\ne: *y\n"
    assert why_not(data, Replace(0, ("a",), "2")) == SHARED
    assert why_not(data, Replace(0, ("b",), "2")) == SHARED
    assert why_not(data, Replace(0, ("e", "d"), "2")) == SHARED
    assert why_not(data, AddKey(0, ("c",), "f", "2")) == SHARED
    assert why_not(data, AddKey(0, ("e",), "f", "2")) == SHARED
    assert why_not(data, AddItem(0, ("b",), "2")) == SHARED
    assert "without changing more" in why_not(data, Replace(0, ("c", "d"), "2"))
    assert "without changing more" in why_not(b"a: &x {b: &z [1]}\nc: *x\n", Remove(0, ("a", "b", 0)))
