import pytest

from pvsync.catalog.editing.scalar_text import flow_text, key_text, scalar_text


@pytest.mark.parametrize(
    "text", ["HD", "2031-01-14", "6.99 USD", "NO", "~", "a-b", "http://x", "x#y", "高温"]
)
def test_plain_text_stays_plain(text: str) -> None:
    assert (
        scalar_text(text, in_flow=False)
        == scalar_text(text, in_flow=True)
        == key_text(text, in_flow=True)
        == text
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " a",
        "a ",
        "- a",
        "? a",
        "[a",
        "{a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "#a",
        "a: b",
        "a #b",
        "a:",
    ],
)
def test_what_yaml_would_read_otherwise_is_quoted(text: str) -> None:
    assert scalar_text(text, in_flow=False) == scalar_text(text, in_flow=True) == f'"{text}"'


def test_commas_and_a_dash_alone_are_quoted_in_brackets_only() -> None:
    assert [scalar_text("a, b", in_flow=flow) for flow in (False, True)] == ["a, b", '"a, b"']
    assert flow_text({"a": ["-", "b, c"], "d: e": {}}) == '{a: ["-", "b, c"], "d: e": {}}'
    assert key_text("a: b", in_flow=False) == '"a: b"'


def test_quotes_that_were_there_stay_where_they_can() -> None:
    assert scalar_text("it's", "'", in_flow=False) == "'it''s'"
    assert scalar_text("one\ntwo", "'", in_flow=False) == '"one\\ntwo"'
    assert scalar_text("x", '"', in_flow=False) == '"x"'


def test_what_is_not_seen_is_written_out() -> None:
    assert scalar_text("\x00\x07\t\x85\ufeff\u2028", in_flow=False) == '"\\0\\x07\\t\\x85\\ufeff\\u2028"'
    assert scalar_text('"\x07', in_flow=False) == '"\\"\\x07"'
    assert scalar_text("\x07\U0001f600", in_flow=False) == '"\\x07\U0001f600"'
