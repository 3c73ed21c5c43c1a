import json

from golden.findings import FINDINGS, REPORT, lines_of

from pvsync.diagnostics import Allowed, Place
from pvsync.render import diagnostics_json
from pvsync.render.formats import Report
from pvsync.render.screen import Screen


def test_the_published_members_and_no_others() -> None:
    document = json.loads(diagnostics_json.render(REPORT, lines_of, Screen(80)))
    assert list(document) == ["format_version", "findings", "allowed", "summary"]
    assert document["format_version"] == "1"
    assert document["summary"] == {"error": 5, "warning": 2, "notice": 1, "files": 3}
    for finding in document["findings"]:
        assert set(finding) == {
            "code", "name", "severity", "message", "hint",
            "file", "line", "column", "end_line", "end_column", "related",
        }  # fmt: skip
        for related in finding["related"]:
            assert set(related) == {"message", "file", "line", "column"}


def test_what_is_allowed_is_no_finding_and_has_its_reason() -> None:
    allowed = Allowed(FINDINGS[0], "both are shown", Place("catalog/heat-haze.yaml", 6, 1, 6, 30))
    document = json.loads(diagnostics_json.render(Report((), 1, 1, (allowed,)), lines_of, Screen(80)))
    assert document["findings"] == []
    assert document["summary"]["error"] == 0
    (one,) = document["allowed"]
    assert (one["code"], one["line"], one["reason"]) == ("PV301", 7, "both are shown")


def test_it_is_plain_ascii_and_ends_with_a_line_end() -> None:
    screen = diagnostics_json.render(REPORT, lines_of, Screen(80))
    assert screen.isascii()
    assert "\x1b" not in screen
    assert screen.endswith("}\n")
