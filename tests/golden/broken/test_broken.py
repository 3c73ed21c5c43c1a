"""Every kind of broken YAML, and the screen that `pvsync validate` shows for it.

One file or folder is one case. After a wanted change write the screens anew and read them as a rights manager would:

    PVSYNC_UPDATE_GOLDEN=1 pytest tests/golden/broken
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync.catalog.source import SourceFile
from pvsync.cli.present import lines_below
from pvsync.config.load import load_config
from pvsync.diagnostics import Finding, has_errors
from pvsync.model.progress import Silent
from pvsync.render.formats import Report, diagnostics_format
from pvsync.render.screen import NO_COLOR, Screen
from pvsync.workflows.project import Project
from pvsync.workflows.validate import validate

HERE = Path(__file__).parent
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
CONFIG = """
licensor: acme
fan_out: ignore
catalog: {name}
channels: {{mgm_plus_subscription: , starz: Starz}}
territory_groups: {{DACH: [DE, AT, CH]}}
"""
FINE = {"byte_order_mark_fine", "norway"}
WARNED = {"empty", "only_comments"}
CASES = sorted(path.name for path in HERE.iterdir() if path.suffix == ".yaml" or any(path.glob("**/*.yaml")))


def report(name: str) -> Report:
    if name.startswith("config_"):
        _, findings = load_config(HERE, SourceFile.of(name, (HERE / name).read_bytes()))
        return Report(tuple(findings), 1, 1)
    config, findings = load_config(HERE, SourceFile.of("pvsync.yaml", CONFIG.format(name=name).encode()))
    assert findings == []
    assert config is not None
    judged = validate(Project(config, None), [], NOW, Silent())
    return Report(judged.findings, judged.documents, judged.files)


@pytest.mark.parametrize("name", CASES)
def test_broken(name: str) -> None:
    screen = diagnostics_format("text").render(report(name), lines_below(HERE), Screen(100, NO_COLOR))
    path = HERE / f"{name.removesuffix('.yaml')}.txt"
    if os.environ.get("PVSYNC_UPDATE_GOLDEN"):
        path.write_text(screen, encoding="utf-8", newline="\n")
    assert screen == path.read_bytes().decode()


@pytest.mark.parametrize("name", CASES)
def test_every_finding_says_where_and_what_to_write(name: str) -> None:
    findings = report(name).findings
    case = name.removesuffix(".yaml")
    assert has_errors(findings) is (case not in FINE | WARNED)
    assert bool(findings) is (case not in FINE)
    for finding in findings:
        assert finding.place is not None
        assert finding.place.file.startswith(case)
        assert finding.hint
        assert "\n" not in finding.message + finding.hint
        assert re.match("[A-Z][a-z]", finding.message) is None
        assert not finding.message.endswith(".")


def test_all_findings_come_at_once_sorted_by_place() -> None:
    findings: tuple[Finding, ...] = report("several_at_once.yaml").findings
    places = [finding.place for finding in findings]
    assert len(findings) == 8
    assert places == sorted(place for place in places if place is not None)


def test_no_screen_is_left_without_its_case() -> None:
    cases = {name.removesuffix(".yaml") for name in CASES}
    assert {path.stem for path in HERE.glob("*.txt")} == cases
    assert len(cases) > 90
