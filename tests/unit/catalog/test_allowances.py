"""What comments allow, and what they cannot."""

from collections.abc import Iterable

import pytest

from pvsync.catalog.allowances import AllowanceBook, Settled
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Code, Finding, Place, Severity

KNOWN = {
    code.code: code
    for code in (
        Code("PV015", "wrong-value"),
        Code("PV111", "avail-incomplete"),
        Code("PV124", "except-names-nothing", Severity.WARNING),
        Code("PV301", "window-ends-before-start"),
        Code("PV601", "season-pass", Severity.NOTICE),
        Code("PV902", "delete-of-a-live-window"),
    )
}
LINES = "kind: movie\nalid: A\ntitle: Heat{}\n"


def at(code: str, line: int, file: str = "x.yaml") -> Finding:
    return KNOWN[code].at(Place(file, line, 1, line, 2), "message", "hint")


def settle(text: str, findings: Iterable[Finding] = ()) -> Settled:
    book = AllowanceBook()
    source = SourceFile.of("x.yaml", text.encode())
    found: list[Finding] = []
    book.take(source, read_documents(source)[0], found.append)
    return book.settle([*found, *findings], KNOWN)


def codes_of(settled: Settled) -> list[str]:
    return [finding.code for finding in settled.findings]


def test_a_finding_of_the_line_is_allowed_with_its_reason() -> None:
    settled = settle(LINES.format("  # pvsync: allow PV301 because both are shown"), [at("PV301", 3)])
    assert settled.findings == []
    (allowed,) = settled.allowed
    assert allowed.finding == at("PV301", 3)
    assert allowed.reason == "both are shown"
    assert (allowed.place.line, allowed.place.column) == (3, 14)


@pytest.mark.parametrize(
    "other",
    [at("PV301", 2), at("PV601", 3), at("PV301", 3, "y.yaml"), KNOWN["PV301"].at(None, "message", "hint")],
)
def test_another_line_code_or_file_is_not(other: Finding) -> None:
    settled = settle(LINES.format("  # pvsync: allow PV301 because so"), [other])
    assert settled.allowed == []
    assert sorted(codes_of(settled)) == sorted(["PV019", other.code])


def test_a_whole_document_and_several_codes() -> None:
    text = "# pvsync: allow PV301, PV601 because so\n" + LINES.format("")
    settled = settle(text, [at("PV301", 2), at("PV601", 4), at("PV301", 3)])
    assert settled.findings == []
    assert {one.reason for one in settled.allowed} == {"so"}


def test_the_nearest_comment_gives_the_reason() -> None:
    text = "# pvsync: allow PV301 because far\n" + LINES.format("  # pvsync: allow PV301 because near")
    settled = settle(text, [at("PV301", 4)])
    assert settled.findings == []
    assert [one.reason for one in settled.allowed] == ["near"]


@pytest.mark.parametrize(
    "comment", ["allow PV301", "allow PV301 because", "allow PV301 because  ...", "allow PV301,PV601"]
)
def test_a_reason_is_required(comment: str) -> None:
    settled = settle(LINES.format(f"  # pvsync: {comment}"), [at("PV301", 3)])
    assert sorted(codes_of(settled)) == ["PV018", "PV301"]
    assert settled.allowed == []
    assert "because" in next(one.hint for one in settled.findings if one.code == "PV018")


@pytest.mark.parametrize(
    "comment", ["", "ignore PV301", "allow", "allow PV301 since so", "allow: PV301 because so"]
)
def test_what_is_no_allowance_is_said(comment: str) -> None:
    settled = settle(LINES.format(f"  # pvsync: {comment}"), [at("PV301", 3)])
    assert sorted(codes_of(settled)) == ["PV020", "PV301"]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("PV302", "did you mean `PV301`?"),
        ("window-ends-before-start", "did you mean `PV301`?"),
        ("XYZ", "`pvsync validate` shows the code of each finding"),
    ],
)
def test_a_code_that_there_is_not_is_said(code: str, hint: str) -> None:
    (finding,) = settle(LINES.format(f"  # pvsync: allow {code} because so")).findings
    assert finding.code == "PV020"
    assert code in finding.message
    assert finding.hint == hint


@pytest.mark.parametrize("code", ["PV015", "PV111", "PV902"])
def test_errors_of_reading_and_building_and_guards_cannot_be_allowed(code: str) -> None:
    settled = settle(LINES.format(f"  # pvsync: allow {code} because so"), [at(code, 3)])
    assert sorted(codes_of(settled)) == sorted(["PV021", code])
    assert settled.allowed == []


@pytest.mark.parametrize("code", ["PV124", "PV301", "PV601"])
def test_findings_of_rules_and_warnings_of_building_can(code: str) -> None:
    settled = settle(LINES.format(f"  # pvsync: allow {code} because so"), [at(code, 3)])
    assert settled.findings == []
    assert len(settled.allowed) == 1


def test_an_allowance_that_allows_nothing_is_said_unless_the_catalog_is_broken() -> None:
    text = LINES.format("  # pvsync: allow PV301 because so")
    assert codes_of(settle(text)) == ["PV019"]
    assert codes_of(settle(text, [at("PV111", 1, "y.yaml")])) == ["PV111"]
    assert codes_of(settle(text, [at("PV902", 1)])) == ["PV902", "PV019"]
    assert "line 3" in settle(text).findings[0].message
    whole = settle("# pvsync: allow PV301 because so\n" + LINES.format("")).findings[0]
    assert "the document below it" in whole.message
    end = settle(LINES.format("") + "# pvsync: allow PV301 because so\n").findings[0]
    assert "the line below it" in end.message
