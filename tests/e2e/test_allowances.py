"""A comment that allows a finding holds wherever the catalog is judged: validate, plan and programs."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync import load_catalog
from pvsync.cli.main import main
from pvsync.cli.screen import Screen
from pvsync.model.progress import Silent
from pvsync.workflows.desired import load
from pvsync.workflows.project import open_project

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MOVIE = """kind: movie
alid: HEATHAZE-2024
title: Heat Haze
avails:
  - license: EST
    territories: [CA]
    formats: [HD]
    start: 2026-03-01
    {comment}
    end: 2026-02-01
    wsp: 6.99 CAD
    srp: 9.99 CAD
"""
ALLOW = "# pvsync: allow PV301 because the old system holds these dates"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    (tmp_path / "catalog").mkdir()
    return tmp_path


def write(root: Path, comment: str) -> None:
    (root / "catalog" / "movie.yaml").write_text(MOVIE.format(comment=comment), encoding="utf-8")


def run(*argv: str) -> tuple[int, str]:
    out = io.StringIO()
    screen = Screen(out, out, 100, colour=False, err_colour=False, interactive=False, now=lambda: NOW)
    return main(list(argv), screen), out.getvalue()


def test_validate_counts_what_is_allowed_and_exits_with_0(root: Path) -> None:
    write(root, "# a slip")
    assert run("validate")[0] == 1
    write(root, ALLOW)
    assert run("validate") == (0, "The catalog is valid: 1 document in 1 file, 1 allowed.\n")


def test_json_and_sarif_carry_it_with_its_reason(root: Path) -> None:
    write(root, ALLOW)
    code, text = run("validate", "--format", "json")
    document = json.loads(text)
    assert (code, document["format_version"], document["findings"]) == (0, "1", [])
    (allowed,) = document["allowed"]
    assert (allowed["code"], allowed["line"]) == ("PV301", 10)
    assert allowed["reason"] == "the old system holds these dates"
    (result,) = json.loads(run("validate", "--format", "sarif")[1])["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "the old system holds these dates"


def test_other_paths_leave_it_out(root: Path) -> None:
    write(root, ALLOW)
    (root / "catalog" / "other").mkdir()
    assert json.loads(run("validate", "--format", "json", "catalog/other")[1])["allowed"] == []


def test_programs_and_plans_are_not_stopped_by_it(root: Path) -> None:
    write(root, "# a slip")
    assert not load_catalog(root, as_of=NOW).is_valid
    code, text = run("calendar")
    assert (code, "PV301" in text) == (1, True)
    write(root, ALLOW)
    loaded = load_catalog(root, as_of=NOW)
    assert loaded.is_valid
    assert [one.finding.code for one in loaded.allowed] == ["PV301"]
    code, text = run("calendar")
    assert (code, "PV301" in text) == (0, False)
    assert load(open_project(None, root), NOW, Silent()).findings == ()  # what a plan begins with


def test_an_allowance_in_a_file_with_errors_still_holds(root: Path) -> None:
    write(root, ALLOW)
    with (root / "catalog" / "movie.yaml").open("a", encoding="utf-8") as file:
        file.write("---\nkind: film\n")
    codes = [finding.code for finding in load_catalog(root, as_of=NOW).findings]
    assert codes == ["PV011"]
