"""Whatever pvsync can find has a code with a page, and a finding is never made without one."""

import ast
import re
from pathlib import Path

import pytest

from pvsync.rules.rule import Rule
from pvsync.workflows.all_codes import all_codes
from pvsync.workflows.rule_pages import FOLDER, rule_pages

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "pvsync").rglob("*.py"))
MAKES_FINDINGS = {
    "pvsync/diagnostics.py": "the one place",
    "pvsync/plan/finding_json.py": "reads them back from a saved plan",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_code_in_the_sources_is_known() -> None:
    named = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"PV\d{3}", node.value)
    }
    assert len(named) > 70
    assert named <= set(all_codes())


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_finding_is_made_by_its_code(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    ]
    assert not calls or name_of(path) in MAKES_FINDINGS


def test_codes_and_names_are_unique_and_speak_plainly() -> None:
    codes = list(all_codes().values())
    assert len({code.name for code in codes}) == len(codes)
    for code in codes:
        assert re.fullmatch(r"PV\d{3}", code.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)


@pytest.mark.parametrize("code", all_codes().values(), ids=lambda code: code.code)
def test_every_code_has_a_page(code: Rule[object]) -> None:
    paragraphs = code.page.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[0].endswith((".", "`"))
    assert paragraphs[-1].startswith("Source: ")


def test_no_page_is_left_of_a_code_that_is_gone() -> None:
    written = {f"{FOLDER}/{path.name}" for path in (ROOT / FOLDER).iterdir()}
    assert written == {path for path, _ in rule_pages()}
