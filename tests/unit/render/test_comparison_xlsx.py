"""A comparison as a workbook keeps texts as texts."""

import io
import sys

import openpyxl  # type: ignore[import-untyped]
import pytest

from pvsync.errors import UsageError
from pvsync.model.comparison import Comparison, Difference, Fate
from pvsync.render.comparison_xlsx import render
from pvsync.render.screen import Screen

ONE = Difference(Fate.ADDED, "X", "=1+1", "US", "EST HD", "2026-01-15", "open")
COMPARISON = Comparison("a.xlsx", "b.xlsx", (ONE,), {"US": {Fate.ADDED: 1}}, 0)


def test_a_title_that_looks_like_a_formula_is_a_title() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render(COMPARISON, Screen(100)))).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    assert sheet["A2"].value == "added"


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="a library that is not installed"):
        render(COMPARISON, Screen(100))
