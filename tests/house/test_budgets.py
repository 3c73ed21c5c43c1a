"""Files and functions stay small enough to be read at one sitting, and tests mirror what they test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pvsync"
FILE_LINES = 300
FUNCTION_LINES = 40
SOURCES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_fits_its_budget(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_function_fits_its_budget(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [(name, lines) for name, lines in functions(tree) if lines > FUNCTION_LINES]
    assert long == []


def test_every_unit_test_mirrors_a_file() -> None:
    unit = ROOT / "tests" / "unit"
    known = {
        (path.parent / f"test_{'init' if path.stem == '__init__' else path.stem}.py")
        .relative_to(PACKAGE)
        .as_posix()
        for path in SOURCES
    }
    written = {path.relative_to(unit).as_posix() for path in unit.rglob("test_*.py")}
    of_several = {"api/test_doubt.py", "test_example_catalog.py"}
    assert sorted(written - known - of_several) == []


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every function with its number of lines, docstring not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            first = body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring
