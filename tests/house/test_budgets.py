"""Files and functions stay small enough to be read at one sitting, and nothing stray stands at the top."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pvsync"
LARGEST_FILE = 600
USUAL_FILE = 450
"""Nine of ten files have at most so many lines."""
FUNCTION_LINES = 40
SOURCES = sorted(PACKAGE.rglob("*.py"))
TOP = {
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
    ".yamllint.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "action.yml",
    "benchmarks",
    "catalog",
    "docs",
    "pvsync",
    "pvsync.yaml",
    "pyproject.toml",
    "requirements",
    "templates",
    "tests",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_fit_their_budget() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: count for name, count in lines.items() if count > LARGEST_FILE} == {}
    assert sum(count > USUAL_FILE for count in lines.values()) <= len(lines) // 10


def test_functions_fit_their_budget() -> None:
    long = [
        f"{name_of(path)}: {name} has {lines} lines"
        for path in SOURCES
        for name, lines in functions(ast.parse(path.read_text(encoding="utf-8")))
        if lines > FUNCTION_LINES
    ]
    assert long == []


def test_the_top_level_holds_what_is_meant_to_be_there() -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True, text=True
    ).stdout
    assert {name.split("/")[0] for name in listed.split("\0") if name} == TOP


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every function with its number of lines, docstring not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            first = body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring
