from pvsync.catalog.editing.edit import Edited, edit, text_of, with_text
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Remove, Replace
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding


def made(data: bytes, *operations: Operation) -> bytes:
    result = edit(SourceFile.of("a.yaml", data), operations)
    assert isinstance(result, Edited), result
    return result.after.data


def why_not(data: bytes, *operations: Operation) -> str:
    result = edit(SourceFile.of("a.yaml", data), operations)
    assert isinstance(result, Finding)
    assert result.code in {"PV191", "PV004"}
    return result.message


def test_no_operation_changes_nothing() -> None:
    result = edit(SourceFile.of("a.yaml", b"a: 1"), [])
    assert isinstance(result, Edited)
    assert not result.is_changed
    assert [document.data for document in result.documents] == [{"a": "1"}]


def test_byte_order_mark_line_ends_tabs_and_a_missing_last_line_break_stay() -> None:
    data = b"\xef\xbb\xbf# head\t\r\na: 1\t# one  \r\nb: {c: 2 }  \r\n\r\n# end"
    assert made(data, Replace(0, ("a",), "x"), AddKey(0, ("b",), "d", "3"), AddKey(0, (), "e", "4")) == (
        b"\xef\xbb\xbf# head\t\r\na: x\t# one  \r\nb: {c: 2, d: 3 }  \r\ne: 4\r\n\r\n# end"
    )
    assert made(b"a: 1", AddKey(0, (), "b", "2")) == b"a: 1\nb: 2"


def test_each_document_of_a_file_is_edited_by_its_number() -> None:
    assert made(b"---\na: 1\n---\n---\na: 2\n", Replace(1, ("a",), "x")) == b"---\na: 1\n---\n---\na: x\n"
    assert why_not(b"a: 1", Replace(1, ("a",), "x")) == "the file has no document 2"


def test_removals_and_additions_of_one_list_keep_out_of_each_others_way() -> None:
    data = b"a:\n  - 1\n  - 2\n  - 3\nb: [1, 2, 3]\n"
    removals = [Remove(0, (key, index)) for key in "ab" for index in (0, 2)]
    assert made(data, *removals, AddItem(0, ("a",), "4"), AddItem(0, ("b",), "4")) == (
        b"a:\n  - 2\n  - 4\nb: [2, 4]\n"
    )


def test_what_is_added_deeper_comes_first_where_both_end_on_one_line() -> None:
    data = b"a:\n  b:\n    c: 1   # one\n# next\n"
    operations = [AddKey(0, (), "z", "3"), AddKey(0, ("a",), "y", "2"), AddKey(0, ("a", "b"), "x", "1")]
    assert made(data, *operations) == b"a:\n  b:\n    c: 1   # one\n    x: 1\n  y: 2\nz: 3\n# next\n"


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    assert why_not(b"a: [", Replace(0, ("a",), "x")) == "a line does not fit the lines around it"


def test_an_edit_that_would_say_something_else_is_refused() -> None:
    # The end of the flow list's line lies within a text.
    data = b"a: [[1], 'two\n  lines']\n"
    assert "without changing more" in why_not(data, AddItem(0, ("a", 0), "2", "why"))
    # What YAML would not read any more.
    assert "without changing more" in why_not(b"a: 1\n", AddKey(0, (), "<<", "x"))
    assert "without changing more" in why_not(b"? a\n: 1\n", Remove(0, ("a",)))


def test_a_value_that_utf_8_cannot_hold_is_refused() -> None:
    assert "without changing more" in why_not(b"a: 1\n", Replace(0, ("a",), "\udc80"))
    assert why_not(b"a: 1\n", AddItem(0, ("b",), "x")) == "there is no `b` here"
    assert (
        why_not(b"a: []\n", AddItem(0, ("a",), "x", "\udc80"))
        == "the new value holds a character that UTF-8 cannot"
    )


def test_the_text_of_a_file_is_put_back_as_it_was() -> None:
    source = SourceFile.of("a.yaml", b"\xef\xbb\xbfa: \xc3\xa9\r\n")
    assert text_of(source) == "a: é\r\n"
    assert with_text(source, text_of(source)) == source
