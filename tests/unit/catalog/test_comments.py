"""Which comments are for pvsync, and for which lines they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.catalog.comments import MARK, Comment, comments
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile

ALLOW = "# pvsync: allow PV301 because so"


def found(text: str) -> list[Comment]:
    source = SourceFile.of("x.yaml", text.encode())
    raws, _ = read_documents(source)
    return list(comments(source, raws))


def lines(text: str) -> list[tuple[int, int, bool]]:
    """First and last line of each, and whether that is a document."""
    return [(one.lines.start, one.lines.stop - 1, one.of_document) for one in found(text)]


def test_behind_a_value_it_stands_for_its_line() -> None:
    (comment,) = found(f"kind: movie\ntitle: Heat  {ALLOW}  \nalid: A\n")
    assert comment.text == "allow PV301 because so"
    assert comment.lines == range(2, 3)
    place = comment.place
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 14, 2, 14 + len(ALLOW))


def test_on_its_own_line_it_stands_for_the_next_one_that_is_none() -> None:
    assert lines(f"kind: movie\n  {ALLOW}\ntitle: Heat\n") == [(3, 3, False)]
    assert lines(f"kind: movie\n{ALLOW}\n# more\n{ALLOW}\ntitle: Heat\n") == [(5, 5, False)] * 2


@pytest.mark.parametrize("end", ["", "\n", "\n\ntitle: Heat\n", "\n# the end\n"])
def test_above_nothing_it_stands_for_nothing(end: str) -> None:
    (comment,) = found(f"kind: movie\n{ALLOW}{end}")
    assert not comment.lines
    assert not comment.of_document


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (f"{ALLOW}\n\n# more\n---\nkind: movie\ntitle: Heat\n", 6),
        (f"%YAML 1.2\n{ALLOW}\n---\nkind: movie\ntitle: Heat\n", 5),
        (f"--- {ALLOW}\nkind: movie\ntitle: Heat", 3),
        (f"\ufeff{ALLOW}\nkind: movie\n---\nkind: deal\n", 2),
        (f"---\n{ALLOW}\n\nkind: movie\n---\nkind: deal\n", 4),
    ],
)
def test_before_the_first_key_it_stands_for_the_document(text: str, last: int) -> None:
    ((first, end, of_document),) = lines(text)
    assert of_document
    assert end == last
    assert text.removeprefix("\ufeff").splitlines()[first - 1] == "kind: movie"


def test_each_document_of_a_file_has_its_own() -> None:
    text = f"kind: movie\ntitle: Heat\n---\n{ALLOW}\nkind: deal\nname: x\n---\nkind: deal\n"
    assert lines(text) == [(5, 6, True)]


def test_at_the_end_of_a_document_it_does_not_reach_into_the_next() -> None:
    text = f"kind: movie\n{ALLOW}\n---\nkind: deal\n"
    assert lines(text) == [(3, 3, False)]


@pytest.mark.parametrize(
    "value",
    [
        f'"Heat {ALLOW}"',
        f"'Heat\n  {ALLOW}\n  Haze'",
        f'"Heat\n  {ALLOW}"',
        f"|\n  Heat\n  {ALLOW}\n  Haze\n",
        f">-\n  Heat {ALLOW}\n",
        f"&name |\n  {ALLOW}\n",
        f"[Heat, '{ALLOW}']",
        f"Heat#{ALLOW[1:]}",
    ],
)
def test_text_within_a_value_is_no_comment(value: str) -> None:
    text = f"kind: movie\ntitle: {value}\nalid: A\n"
    assert MARK.search(text.encode())
    assert found(text) == []


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (f"|  {ALLOW}\n  Heat\n", 2),
        (f"&name >-  {ALLOW}\n  Heat\n", 2),
        (f"[  {ALLOW}\n]", 2),
        (f"{{\n  {ALLOW}\n}}", 4),
        (f"'{ALLOW}'  {ALLOW}", 2),
        (f"|\n  {ALLOW}\n {ALLOW}", 5),
        (f"Heat # once {ALLOW}", 2),
    ],
)
def test_beside_a_value_it_is_one(value: str, line: int) -> None:
    (comment,) = found(f"kind: movie\ntitle: {value}\nalid: A\n")
    assert comment.lines == range(line, line + 1)


def test_a_file_without_documents_has_none() -> None:
    assert found(f"{ALLOW}\n") == []


@given(st.integers(0, 5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_are_counted_as_places_are(above: int, end: str) -> None:
    text = end.join(["kind: movie", *["# more"] * above, f"title: Heat {ALLOW}", "alid: A", ""])
    source = SourceFile.of("x.yaml", text.encode())
    raws, _ = read_documents(source)
    (comment,) = comments(source, raws)
    assert raws[0].place(("title",)).line in comment.lines
