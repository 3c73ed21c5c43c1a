import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pvsync.render.disarm import disarm
from pvsync.render.markdown import cell, code, words

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BLANK = "\u200b"
TRIGGERS = re.compile(
    r"@\w|#\d|\bgh-\d|:\/\/|\bwww\.|(?<![\d\w]):[\w+-]+:|mailto:\w|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE
)
NASTY = [
    "a|b",
    "<b>bold</b> & <!-- -->",
    "@octocat and team@example.com",
    "#12, GH-12, acme/catalog#3",
    "https://evil.example/?q=1 www.evil.example mailto:a@b.example",
    "[link](https://evil.example) ![picture](x.png) [ref]: x",
    "`code` ``two``",
    "*b* **b** _i_ __u__ ~~s~~ $m$ :tada: :shipit:",
    "# heading",
    "Track #",
    "- item",
    "+ item",
    "12. Angry",
    "12) Angry",
    "===",
    "---",
    "- - -",
    "    indented",
    "\\",
    "\\\\|",
    "a\nb",
    "\u202eesrever\x1b[31m",
    "&amp; &#60;",
    "~~~",
    "```",
    "> quote",
]


def tokens(markdown: str) -> list[Token]:
    return [
        one
        for token in PARSER.parse(markdown)
        for one in ([token] if token.type != "inline" else (token.children or []))
    ]


def shown(markdown: str) -> str:
    """The text of a document that is nothing but text."""
    kinds = {token.type for token in tokens(markdown)}
    extra = kinds - {"text", "text_special", "bullet_list_open", "bullet_list_close", "list_item_open"}
    extra -= {"list_item_close", "paragraph_open", "paragraph_close"}
    extra -= {kind for kind in kinds if kind.startswith(("table_", "thead_", "tbody_", "tr_", "th_", "td_"))}
    assert extra == set(), markdown
    return "".join(token.content for token in tokens(markdown)).replace(BLANK, "")


@pytest.mark.parametrize("text", NASTY)
def test_a_text_shows_as_it_is_written(text: str) -> None:
    assert shown(f"- {cell(text)}\n") == disarm(text.strip())


@given(st.text(alphabet=st.one_of(st.sampled_from(list("`*_[]()<>&|~$#@:!\\-+=.1a w/")), st.characters())))
def test_any_text_shows_as_it_is_written(text: str) -> None:
    escaped = cell(text)
    plain = disarm(text.strip())
    assert shown(f"- {escaped}\n") == plain
    assert shown(f"| a | b |\n|---|---|\n| {escaped} | end |\n") == f"ab{plain}end"


@pytest.mark.parametrize("text", NASTY)
def test_nothing_calls_anybody_or_leads_anywhere(text: str) -> None:
    assert TRIGGERS.search(unescape(str(cell(text))).replace("\\", "")) is None


def test_plain_words_stay_plain() -> None:
    for text in ("going_dark=2", "9.99 CAD", "05:00:00Z", "+fr-CA", "catalog/heat-haze.yaml:12, changed"):
        assert cell(text) == text


def test_code_is_code_and_what_cannot_be_code_is_text() -> None:
    assert code("HEATHAZE@2024") == "`HEATHAZE@2024`"
    assert code("a`b") == "a\\`b"
    assert code("a|b") == "a\\|b"
    assert code(" ") == ""


def test_backticks_of_a_sentence_of_ours_become_code() -> None:
    assert words("`end` is 3 days after `start` (*)") == "`end` is 3 days after `start` (\\*)"
    assert words("one ` alone") == "one \\` alone"
    assert words("`a|b` is wrong") == "\\`a\\|b\\` is wrong"
    assert words("nothing `` in between") == "nothing \\`\\` in between"
