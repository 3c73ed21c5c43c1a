import pytest
from unit.catalog.editing.test_edit import made, why_not

from pvsync.catalog.editing.operations import Remove
from pvsync.catalog.positions import Path


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (("a",), "a: 1   # one\n# two\nb: 2\n", "# two\nb: 2\n"),
        (("b",), "a: 1\nb: 2", "a: 1"),
        (("b",), "a: 1\nb:\n  c: 2\n\n# end\n", "a: 1\n\n# end\n"),
        (("a",), "a: 1 # c\n", "{} # c\n"),
        (("a", 0), "a:\n  - 1   # c\n", "a: []   # c\n"),
        (("a", "b"), "a:\n  b: 1\nc: 1\n", "a: {}\nc: 1\n"),
        ((0, 0), "- - 1\n", "- []\n"),
        ((0, "a"), "- a: 1   # one\n  b: 2\n", "- b: 2\n"),
        ((0, "a"), "- a: 1   # one\n  # two\n  b: 2\n", "- \n  # two\n  b: 2\n"),
        ((0,), "-\n  a: 1\n- b\n", "- b\n"),
        ((0,), "- -5\n- b\n", "- b\n"),
        ((1,), "- a\n-\n- b\n", "- a\n- b\n"),
        ((1, 0), "- a\n- - b\n  - c\n", "- a\n- - c\n"),
        ((0,), "[1, 2, 3]", "[2, 3]"),
        ((1,), "[1, 2, 3]", "[1, 3]"),
        ((2,), "[1, 2, 3 ]", "[1, 2 ]"),
        ((0,), "[1 ]", "[ ]"),
        ((0,), "[1 , ]", "[ ]"),
        ((0,), "[1, # one\n 2]", "[ # one\n 2]"),
        ((1,), "[1, # one\n 2]", "[1, # one\n ]"),
        (("a",), "{a: 1, b: 2}", "{b: 2}"),
    ],
)
def test_what_is_taken_out_takes_its_line_along(path: Path, before: str, after: str) -> None:
    assert made(before.encode(), Remove(0, path)).decode() == after


def test_what_cannot_be_taken_out_is_said() -> None:
    assert why_not(b"a: 1", Remove(0, ())) == "a whole document cannot be taken out of its file"
    assert why_not(b"a: 1\n? b\n: 2\n", Remove(0, ("b",))) == "this stands behind a `?`"
