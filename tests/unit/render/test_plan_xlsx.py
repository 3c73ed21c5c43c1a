import sys
from dataclasses import replace

import pytest
from golden.cases import CASES, HEAT_HAZE, change, line, plan
from golden.workbooks import formulas_and_links, sheets_of

from pvsync.diagnostics import Finding, Place, Severity
from pvsync.errors import UsageError
from pvsync.model.plan import Cause, Plan, Source
from pvsync.render.plan_xlsx import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view import view_of


def written(made: Plan) -> bytes:
    data = FORMAT.render(view_of(made), Screen(100))
    assert isinstance(data, bytes)
    return data


def test_one_row_a_value_with_who_set_it_and_why() -> None:
    before = {"EST HD": line("CA", "2026-01-15", "2031-01-14", srp="9.99")}
    after = {"EST HD": line("CA", "2026-01-15", "2031-01-14", srp="7.99")}
    made = change(HEAT_HAZE, before, after, territory="CA", cause=Cause.DRIFT)
    source = Source("catalog/x.yaml", 7, 3, commit="0123456789abcdef", author="Ada")
    made = replace(made, fields=tuple(replace(one, source=source) for one in made.fields))
    [_, row] = sheets_of(written(plan(made)))["Changes"]
    assert row == [
        "Heat Haze", "movie", "HEATHAZE-2024", "CA", "TVOD", "replace", "EST HD", "srp", "9.99 CAD", "7.99 CAD", "",
        "catalog/x.yaml", "7", "0123456789abcdef", "Ada", "changed on Prime Video",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "http://evil.example"]
)
def test_a_title_never_becomes_a_formula_or_a_link(text: str) -> None:
    offer = {"EST HD": line("US", "2026-01-15", "2031-01-14", terms={"instructions": text})}
    data = written(plan(change(replace(HEAT_HAZE, title=text), None, offer)))
    assert formulas_and_links(data) == 0
    assert sheets_of(data)["Changes"][1][0] == text


def test_the_sheets_and_what_they_hold() -> None:
    finding = Finding("PV001", "x", Severity.WARNING, "nothing", "sell", Place("a.yaml", 3, 1, 3, 2))
    made = replace(CASES["guard_refused"](), diagnostics=(finding, replace(finding, place=None)))
    found = sheets_of(written(made))
    assert list(found) == ["Consequences", "Changes", "Removals", "Guards", "Findings"]
    assert len(found["Removals"]) == 7
    assert found["Guards"][1][2] == "--approve going_dark=5"
    assert [row[4:] for row in found["Findings"][1:]] == [[], ["a.yaml", "3"]]


def test_a_scope_without_a_value_of_its_own_has_a_row_all_the_same() -> None:
    [_, row] = sheets_of(written(CASES["forget_simulated"]()))["Changes"]
    assert row[9] == "stays on Prime Video as it is, and is managed here no longer"


def test_a_cell_holds_no_more_than_it_can() -> None:
    long = replace(HEAT_HAZE, title="x" * 40_000)
    data = written(plan(change(long, None, {"EST HD": line("US", "2026-01-15", "2031-01-14")})))
    assert len(sheets_of(data)["Changes"][1][0]) == 32_767


def test_the_same_plan_is_the_same_file() -> None:
    assert written(CASES["endings"]()) == written(CASES["endings"]())


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError) as raised:
        written(CASES["endings"]())
    assert "pvsync[xlsx]" in raised.value.advice
