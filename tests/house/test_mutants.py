"""The tool that changes rules: it finds what no test notices, and lets pass what one does."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECK = '''"""Who may vote."""

_FULL_AGE = 18


def check(age):
    if age >= _FULL_AGE:
        yield "may vote"
'''
TEST = """from {module} import check


def test_who_may_vote():
    assert list(check({age})) == ["may vote"]
    assert list(check(7)) == []
"""


def tried(folder: Path, module: str, age: int) -> subprocess.CompletedProcess[str]:
    """What the tool says of a check whose tests try a child and one other age."""
    (folder / f"{module}.py").write_text(CHECK)
    (folder / f"test_{module}.py").write_text(TEST.format(module=module, age=age))
    command = [
        sys.executable,
        ROOT / "benchmarks/mutants.py",
        "--jobs",
        "1",
        "--file",
        folder / f"{module}.py",
    ]
    return subprocess.run(
        [*command, "--tests", folder / f"test_{module}.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_boundary_that_is_tried_is_noticed(tmp_path: Path) -> None:
    said = tried(tmp_path, "voting", 18)

    assert said.returncode == 0, said.stderr
    assert said.stdout == "7 of 7 changes to 1 checks were noticed: 100.0 %\n"


def test_a_boundary_that_is_not_tried_survives(tmp_path: Path) -> None:
    said = tried(tmp_path, "polling", 30)

    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == [
        f"survived: {tmp_path}/polling.py:3: moves by one: 18",
        f"survived: {tmp_path}/polling.py:7: moves a boundary: age >= _FULL_AGE",
        "5 of 7 changes to 1 checks were noticed: 71.4 %",
        "  1 survived of: moves by one",
        "  1 survived of: moves a boundary",
    ]


def test_a_check_that_can_be_deleted_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "test_idle.py").write_text(
        "from idle import check\n\n\ndef test_nothing():\n    assert check\n"
    )
    (tmp_path / "idle.py").write_text(CHECK)
    command = [sys.executable, ROOT / "benchmarks/mutants.py", "--file", tmp_path / "idle.py"]
    said = subprocess.run(
        [*command, "--tests", tmp_path / "test_idle.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 1
    assert "deletes the whole check" in said.stdout
