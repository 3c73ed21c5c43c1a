from pvsync.diagnostics import Allowed, Finding, Place, Severity
from pvsync.render import diagnostics_text
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

NOWHERE = Finding("PV001", "empty", Severity.ERROR, "no title", "", None)


def test_a_finding_without_a_file_is_counted_without_files() -> None:
    assert diagnostics_text.summary(Report((NOWHERE,), 0, 0)) == "1 error"


def test_one_of_each_is_singular() -> None:
    here = Finding("PV002", "x", Severity.WARNING, "x", "", Place("a.yaml"))
    assert diagnostics_text.summary(Report((here,), 1, 1)) == "1 warning in 1 file"
    assert diagnostics_text.summary(Report((), 1, 1)) == "The catalog is valid: 1 document in 1 file."


def test_equal_findings_are_said_and_counted_once() -> None:
    report = Report((NOWHERE, NOWHERE), 0, 0)
    said = diagnostics_text.render(report, lambda _: None, Screen(80))
    assert said == "error PV001: no title\n\n1 error\n"


def test_a_file_is_read_once() -> None:
    asked: list[str] = []

    def lines_of(file: str) -> list[str]:
        asked.append(file)
        return ["one", "two"]

    findings = tuple(Finding("PV002", "x", Severity.NOTICE, "x", "", Place("a", n, 1, n, 2)) for n in (1, 2))
    diagnostics_text.render(Report(findings, 1, 1), lines_of, Screen(80))
    assert asked == ["a"]


def test_what_is_allowed_is_counted_and_not_shown() -> None:
    place = Place("catalog/x.yaml", 1, 1, 1, 2)
    allowed = (Allowed(NOWHERE, "reason", place), Allowed(NOWHERE, "reason", place))
    assert diagnostics_text.summary(Report((NOWHERE,), 0, 0, allowed)) == "1 error, 2 allowed"
    text = diagnostics_text.render(Report((), 3, 2, allowed), lambda _: None, Screen(80))
    assert text == "The catalog is valid: 3 documents in 2 files, 2 allowed.\n"
