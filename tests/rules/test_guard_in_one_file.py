"""A guard is one file: dropped into a copy of the package, it counts, is configured, explained and said."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pvsync

GUARD = '''"""A plan that changes something on an odd day.

Counted is each change, because somebody asked for it. Where it shall pass: `--approve odd_day=COUNT`.

Source: a test.
"""

from pvsync.model.guarded import Counted, GuardedPlan, Threshold
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.safety.examples import movie, with_guards


def count(plan: GuardedPlan) -> Counted:
    """Each change."""
    return Counted({change.scope: 1 for change in plan.changes})


GUARD = Guard(
    code="PV999",
    name="odd-day",
    count=count,
    usual=Threshold(count=3),
    about="What may change on odd days",
    limits={"count": Limit("Changes in the whole plan", "7")},
    one="change is odd",
    many="changes are odd",
    page=__doc__,
    bad=with_guards("", movie(), movie(srp="11.99")),
    good=with_guards("", movie(), movie()),
)
'''
SEEN = """
import json, pathlib
from guarded import NOW, gone
from pvsync.catalog.source import SourceFile
from pvsync.config.load import load_config
from pvsync.model.guarded import GuardedPlan
from pvsync.render.view_guards import guard_view
from pvsync.rules.verdicts import verdicts
from pvsync.workflows.approval import read_approval

source = SourceFile("pvsync.yaml", b"licensor: acme\\nguards: {odd_day: {count: 1}, going_dark: off, delta: off, empty_catalog: off}\\n", "")
config, findings = load_config(pathlib.Path(), source)
(found,) = (one for one in verdicts(GuardedPlan(NOW, (gone(0), gone(1)), frozenset(), thresholds=config.guards)) if one.verdict == "refuse")
print(json.dumps([guard_view(found).sentence, read_approval(["odd_day=2"]).counts, len(findings)]))
"""


def test_a_guard_is_one_file(tmp_path: Path) -> None:
    package = Path(pvsync.__file__).parent
    shutil.copytree(package, tmp_path / "pvsync", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "pvsync" / "rules" / "safety" / "pv999_odd_day.py").write_text(GUARD, encoding="utf-8")
    tests = Path(__file__).parent.parent
    path = {"PYTHONPATH": f"{tmp_path}:{tests}", "PATH": ""}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=tmp_path, env=path
        )
        return done.stdout

    sentence, counts, findings = json.loads(run("-c", SEEN))
    assert sentence == (
        "odd_day refuses this plan: 2 changes are odd, 1 allowed. To let exactly this through: --approve odd_day=2"
    )
    assert (counts, findings) == ({"odd_day": 2}, 0)
    assert "A plan that changes something on an odd day." in run("-m", "pvsync", "explain", "PV999")
    keys = json.loads(run("-m", "pvsync", "schema", "config"))["$defs"]
    assert keys["OddDay"]["properties"]["count"]["description"] == "Changes in the whole plan (3 by itself)."
    assert keys["GuardKeys"]["properties"]["odd_day"]["description"] == "What may change on odd days (PV999)."
