import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest
from golden.cases import CASES, HEAT_HAZE, change, line, plan
from markdown_it import MarkdownIt

from pvsync.diagnostics import Finding, Severity
from pvsync.model.titles import Movie
from pvsync.render import plan_markdown
from pvsync.render.plan_markdown import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view import view_of

SCREEN = Screen(100)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_HTML = {"<br>", "<sub>", "</sub>", "<details>", "<summary>", "</summary>", "</details>"}
EST = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}


def armed(value: Any, payload: str) -> Any:
    """The same value with every text in it replaced."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return payload
    if isinstance(value, tuple):
        return tuple(armed(item, payload) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: armed(getattr(value, field.name), payload) for field in fields(value)}
        )
    return value


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "payload",
    [
        "x|y <b>b</b> @octocat #12 GH-3 https://evil.example www.evil.example `c` [l](u) ![i](u) *b* $m$\n# h\n---\n",
        "<b>b</b> @octocat #12 https://evil.example [l](u) \x1b[31m \u202e",
        "- @octocat",
    ],
)
def test_nothing_from_outside_does_anything(case: str, payload: str) -> None:
    said = FORMAT.render(armed(view_of(CASES[case]()), payload), SCREEN)
    assert not {character for character in said if not character.isprintable() and character != "\n"}
    for token in PARSER.parse(said):
        inside = token.children or []
        assert {one.type for one in inside} <= {
            "text", "text_special", "code_inline", "html_inline", "strong_open", "strong_close", "softbreak",
        }  # fmt: skip
        html = [token, *inside]
        assert {one.content for one in html if one.type == "html_inline"} <= OWN_HTML
        for one in inside:
            if one.type == "text":
                assert re.search(r"@\w|#\d|://|www\.|GH-\d", one.content) is None


@pytest.mark.parametrize("case", CASES)
def test_every_row_of_a_table_has_six_cells(case: str) -> None:
    said = FORMAT.render(view_of(CASES[case]()), SCREEN)
    rows = [text for text in said.splitlines() if text.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", text)) for text in rows} <= {7}


def test_what_customers_will_see_comes_first_and_notes_last() -> None:
    said = FORMAT.render(view_of(CASES["guard_refused"]()), SCREEN)
    order = [
        "### What customers will see",
        "**Plan: 0 to create",
        "### Changes",
        "### Guards",
        "Applying it takes",
    ]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)


def test_a_change_that_customers_do_not_see_says_so() -> None:
    moved = replace(change(HEAT_HAZE, EST, EST), fields=(), rows=())
    said = FORMAT.render(view_of(plan(moved)), SCREEN)
    assert "Nothing changes for customers." in said
    assert "| `~` **US TVOD**<br>replace, live differs from git |  |  |  |  |  |" in said


def test_changes_of_many_titles_are_folded() -> None:
    changes = [change(Movie(f"T{n}", f"T{n}", f"Title {n}"), None, EST) for n in range(9)]
    assert "<summary>9 titles</summary>" in FORMAT.render(view_of(plan(*changes)), SCREEN)
    assert "<details>" not in FORMAT.render(view_of(plan(*changes[:8])), SCREEN)


def test_a_summary_that_would_be_too_large_tells_equal_changes_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changes = [change(Movie(f"T{n}", f"T{n}", f"Title {n}"), None, EST) for n in range(300)]
    view = view_of(plan(*changes))
    assert "### Changes\n" in FORMAT.render(view, SCREEN)
    monkeypatch.setattr(plan_markdown, "LARGEST", 20_000)
    said = FORMAT.render(view, SCREEN)
    assert len(said.encode()) <= 20_000
    assert "### Changes: 300 scopes" in said
    assert "**300 scopes in 300 titles** in US (Title 0," in said
    assert not said.startswith("<!--")


def test_several_lines_that_stay_and_a_finding_without_a_place() -> None:
    rows = {**EST, "EST UHD": line("US", "2025-01-15", "2031-01-14", quality="UHD")}
    finding = Finding("PV001", "x", Severity.WARNING, "nothing is sold", "", None)
    said = FORMAT.render(view_of(plan(change(HEAT_HAZE, rows, rows), diagnostics=(finding,))), SCREEN)
    assert "2 transactions stay as they are" in said
    assert "- warning PV001: nothing is sold\n" in said


def test_an_ended_line_without_a_last_day() -> None:
    moved = CASES["endings"]().changes[-1]
    assert moved.after is not None
    [sent] = moved.after.transactions
    endless = replace(moved.after, transactions=(replace(sent, window=replace(sent.window, end=None)),))
    assert "| ends now |" in FORMAT.render(view_of(plan(replace(moved, after=endless))), SCREEN)
