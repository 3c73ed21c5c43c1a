from collections.abc import Callable

import pytest

from pvsync.catalog.editing import layout
from pvsync.catalog.editing.layout import formatted
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding


def laid_out(text: str) -> str:
    result = formatted(SourceFile.of("a.yaml", text.encode()))
    assert isinstance(result, SourceFile), result
    return result.data.decode()


def left(text: str) -> str:
    result = formatted(SourceFile.of("a.yaml", text.encode()))
    assert isinstance(result, Finding)
    return result.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:   1", "a: 1\n"),
        ("\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
        ("a:\n- 1\n-   2\n", "a:\n  - 1\n  - 2\n"),
        ("a:\n    b:\n        - c: 1\n          d: 2\n", "a:\n  b:\n    - c: 1\n      d: 2\n"),
        ("a: {b:  1,c: 2}\n", "a: {b:  1,c: 2}\n"),
        ("a:\n -  [1,\n     2]   # c\n", "a:\n  - [1,\n     2]   # c\n"),
        ("a: 'x'   \nb: \"y\\u00e9\"\n", "a: 'x'\nb: \"y\\u00e9\"\n"),
        ("a: |\n      one\n        two\nb: 1\n", "a: |\n  one\n    two\nb: 1\n"),
        ("a:\n    b: |2\n       one\n    c: 1\n", "a:\n  b: |2\n     one\n  c: 1\n"),
        ("a:\n    b: >\n\n     one\n    c: 1\n", "a:\n  b: >\n\n    one\n  c: 1\n"),
        ("a:\n    b: 'x\n\n      y'\n", "a:\n  b: 'x\n\n    y'\n"),
        ("a: x\n   y\n   z\n", "a: x\n   y\n   z\n"),
        ("a:\t# c\n   - 1\n", "a: # c\n  - 1\n"),
        ("a:   # none\nb: # none\n", "a:   # none\nb: # none\n"),
        ("a: &x 1\nb:   *x\n", "a: &x 1\nb: *x\n"),
        (
            "--- # one\na:   1\n...\n# between  \n---\n[1,  2]   \n---\nb:   1\n# end  ",
            "--- # one\na: 1\n...\n# between\n---\n[1,  2]   \n---\nb: 1\n# end\n",
        ),
        ("a: 1\r\nb:   2\r\n", "a: 1\r\nb: 2\r\n"),
        ("a:\n  # deep\n- 1\n   # deeper\n- 2\n", "a:\n  # deep\n  - 1\n  # deeper\n  - 2\n"),
        (
            "a:\n    b:   # c\n      {d: 1,\n       e: 2}   # f\n",
            "a:\n  b:   # c\n    {d: 1,\n     e: 2}     # f\n",
        ),
        ("a:\n- b:\n   c\n", "a:\n  - b:\n     c\n"),
        ("# only a comment\n", "# only a comment\n"),
        ("", ""),
    ],
)
def test_the_layout(before: str, after: str) -> None:
    if before.strip():
        assert laid_out(before) == after
    assert laid_out(after) == after


def test_a_file_that_would_lose_something_is_left_alone() -> None:
    assert left("a: [") == "a line does not fit the lines around it"
    assert left("a: 1   # x\u2028") == "a line separator that editors do not show stands in the text"
    assert left("? #") == "the layout would change what the file says"
    assert left("a:   1\nb: >+\n  x\n\n\n") == "the layout would change what the file says"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda _text: "a: 1\n", "the layout would lose a comment"),
        (lambda text: text + "\n", "the layout would not stay as it is the next time"),
        (lambda _text: "a: 2   # c\n", "the layout would change what the file says"),
    ],
)
def test_a_layout_that_went_wrong_is_noticed(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[str], str], words: str
) -> None:
    monkeypatch.setattr(layout, "_formatted", wrong)
    assert left("a: 1   # c\n") == words
