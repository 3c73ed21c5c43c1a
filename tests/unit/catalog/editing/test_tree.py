from pvsync.catalog.editing.tree import (
    Mapping,
    Scalar,
    Sequence,
    content_end,
    line_end,
    line_start,
    next_line,
    trees,
)


def test_ends_of_blocks_are_ends_of_what_is_written() -> None:
    text = "a:\n  b: 1   # c\n\n# next\nd: |\n  x\n\n\ne: |+\n  y\n\nf:\n"
    (root,) = trees(text)
    assert isinstance(root, Mapping)
    ends = [text[: content_end(text, pair.value)].rpartition("\n")[2] for pair in root.pairs]
    assert ends == ["  b: 1", "  x", "", "f:"]
    assert text[: content_end(text, root)].endswith("\nf:")
    (kept,) = trees("a: |+\n  x")
    assert content_end("a: |+\n  x", kept) == len("a: |+\n  x")


def test_what_is_written_how_is_known() -> None:
    first, second = trees("--- [&x a, 'b', *x, {c: }]\n---\n---\n- >-\n d\n")
    assert isinstance(first, Sequence)
    assert first.flow
    assert [getattr(item, "style", None) for item in first.items] == ["", "'", None, None]
    assert [getattr(item, "shared", None) for item in first.items] == [True, False, None, False]
    assert isinstance(second, Sequence)
    assert isinstance(second.items[0], Scalar)
    assert second.items[0].is_block


def test_lines_end_where_git_and_editors_end_them() -> None:
    text = "a\r\nb\x85c\u2028d\re"
    starts = [0]
    while starts[-1] < len(text):
        starts.append(next_line(text, starts[-1]))
    assert [text[start : line_end(text, start)] for start in starts] == ["a", "b\x85c\u2028d", "e", ""]
    assert [line_start(text, start) for start in starts[:-1]] == starts[:-1]
