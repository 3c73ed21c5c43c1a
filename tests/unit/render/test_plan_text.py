from dataclasses import replace

import pytest
from golden.cases import CASES, HEAT_HAZE, change, line, plan

from pvsync.diagnostics import Finding, Severity
from pvsync.render.plan_text import FORMAT
from pvsync.render.screen import Screen, cells
from pvsync.render.view import view_of

EST = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_screen(case: str, width: int) -> None:
    for text in FORMAT.render(view_of(CASES[case]()), Screen(width)).splitlines():
        assert cells(text) <= width


def test_nothing_from_outside_reaches_the_screen_armed() -> None:
    said = FORMAT.render(view_of(CASES["hostile"]()), Screen(100))
    assert said.isprintable() is False
    assert not {character for character in said if not character.isprintable() and character != "\n"}


def test_a_change_that_customers_do_not_see_says_so() -> None:
    moved = replace(change(HEAT_HAZE, EST, EST), fields=())
    said = FORMAT.render(view_of(plan(moved)), Screen(100))
    assert "Nothing changes for customers." in said


def test_outside_git_there_is_no_origin() -> None:
    said = FORMAT.render(view_of(plan(commit=None, plan_id="")), Screen(100))
    assert said.splitlines()[1] == ""


def test_several_lines_that_stay_and_a_finding_without_a_place() -> None:
    rows = {**EST, "EST UHD": line("US", "2025-01-15", "2031-01-14", quality="UHD")}
    finding = Finding("PV001", "x", Severity.WARNING, "nothing is sold", "", None)
    said = FORMAT.render(view_of(plan(change(HEAT_HAZE, rows, rows), diagnostics=(finding,))), Screen(100))
    assert "2 transactions stay as they are" in said
    assert "warning PV001: nothing is sold\n" in said


def test_an_ended_line_without_a_last_day() -> None:
    moved = CASES["endings"]().changes[-1]
    assert moved.after is not None
    [sent] = moved.after.transactions
    endless = replace(moved.after, transactions=(replace(sent, window=replace(sent.window, end=None)),))
    said = FORMAT.render(view_of(plan(replace(moved, after=endless))), Screen(100))
    assert "> VOD HD   ends now; live it runs" in said
