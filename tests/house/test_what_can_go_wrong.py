"""Every promise of `what-can-go-wrong.md` names the test that proves it, and that test is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs/explanation/what-can-go-wrong.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROW = re.compile(r"\|(?!---)(?! What happens).*\|")


@cache
def names_in(name: str) -> frozenset[str]:
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_bytes())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(
    "named", sorted(set(NAMED.findall(DOCUMENT.read_text(encoding="utf-8")))), ids="::".join
)
def test_a_test_that_is_named_is_there(named: tuple[str, str]) -> None:
    name, test = named
    assert test in names_in(name)


def test_every_row_names_one() -> None:
    rows = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if ROW.fullmatch(line)]
    assert len(rows) > 30
    assert [row for row in rows if not NAMED.search(row)] == []
