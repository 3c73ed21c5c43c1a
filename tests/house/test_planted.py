"""The planted bugs: each can still be planted, and what is to notice it is still there."""

import importlib.util
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "benchmarks" / "planted.py"


def test_each_can_still_be_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("planted", TOOL)
    assert spec is not None
    assert spec.loader is not None
    planted = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "planted", planted)  # its data classes look their module up
    spec.loader.exec_module(planted)

    assert [problem for bug in planted.PLANTED for problem in planted.problems(bug)] == []
    assert len({(bug.file, bug.old) for bug in planted.PLANTED}) == len(planted.PLANTED) == 20
    assert all(bug.new != bug.old for bug in planted.PLANTED)
