"""`pvsync --help` starts at once: nothing heavy is loaded."""

import subprocess
import sys

import pytest

HEAVY = (
    "PIL",
    "cryptography",
    "deepdiff",
    "git",
    "jinja2",
    "pydantic",
    "python_calamine",
    "requests",
    "rich",
    "uvicorn",
    "xlsxwriter",
    "yaml",
    "zoneinfo",
)


@pytest.mark.parametrize(
    "argv", [["--help"], ["plan", "--help"], ["--version"]], ids=["help", "plan-help", "version"]
)
def test_help_loads_nothing_heavy(argv: list[str]) -> None:
    code = (
        f"import sys; from pvsync.cli.main import main; main({argv!r}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert loaded.isdisjoint(HEAVY)
    assert "pvsync" in loaded
