import re

from golden.findings import REPORT, VALID, lines_of
from hypothesis import given
from hypothesis import strategies as st

from pvsync.diagnostics import Finding, Place, Severity
from pvsync.render import diagnostics_github
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

COMMAND = re.compile(r"::(\w+) (.*?)::(.*)")


def finding(severity: Severity, line: int = 1, **changes: str) -> Finding:
    words = {"message": "m", "hint": "h", "file": "x.yaml"} | changes
    place = Place(words["file"], line, 2, line, 4)
    return Finding("PV301", "name", severity, words["message"], words["hint"], place)


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner reads: command, properties and message, with its own unescaping."""
    read = []
    for line in diagnostics_github.render(report, lines_of, Screen(80)).splitlines():
        if found := COMMAND.fullmatch(line):
            properties = dict(one.split("=", 1) for one in found[2].split(","))
            read.append(
                (found[1], {name: plain(value) for name, value in properties.items()}, plain(found[3]))
            )
    return read


def plain(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_one_finding() -> None:
    text = diagnostics_github.render(
        Report((finding(Severity.ERROR, 7),), 1, 1, folder="a,b/"), lines_of, Screen(80)
    )
    assert text == (
        "::error file=a%2Cb/x.yaml,line=7,endLine=7,col=2,endColumn=4,title=PV301 name::m%0Ahint: h\n1 error in 1 file\n"
    )


def test_the_worst_comes_first() -> None:
    kinds = [command for command, _, _ in commands(REPORT)]
    assert kinds == ["error"] * 5 + ["warning"] * 2 + ["notice"]


def test_nothing_found_is_one_plain_sentence() -> None:
    assert commands(VALID) == []
    assert (
        diagnostics_github.render(VALID, lines_of, Screen(80))
        == "The catalog is valid: 12 documents in 5 files.\n"
    )


def test_ten_of_a_kind_and_the_rest_counted() -> None:
    found = [finding(kind, line) for kind in Severity for line in range(1, 13)]
    read = commands(Report(tuple(found), 1, 1))
    kinds = [command for command, _, _ in read]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"error": 10, "warning": 10, "notice": 10}
    assert read[-1][0] == "notice"
    assert "2 errors, 2 warnings and 3 notices" in read[-1][2]


def test_ten_notices_alone_need_no_closing_one() -> None:
    read = commands(Report(tuple(finding(Severity.NOTICE, line) for line in range(1, 11)), 1, 1))
    assert [properties["line"] for _, properties, _ in read] == [str(line) for line in range(1, 11)]


def test_ten_notices_make_room_for_the_closing_one() -> None:
    errors = [finding(Severity.ERROR, line) for line in range(1, 12)]
    notices = [finding(Severity.NOTICE, line) for line in range(1, 11)]
    read = commands(Report((*errors, *notices), 1, 1))
    assert [command for command, _, _ in read].count("notice") == 10
    assert "1 error and 1 notice" in read[-1][2]


def test_several_lines_have_no_columns_and_no_file_no_place() -> None:
    block = Finding("PV301", "name", Severity.ERROR, "m", "", Place("x.yaml", 3, 5, 6, 1))
    nowhere = Finding("PV301", "name", Severity.ERROR, "m", "", None)
    assert [properties for _, properties, _ in commands(Report((block, nowhere), 1, 1))] == [
        {"title": "PV301 name"},
        {"file": "x.yaml", "line": "3", "endLine": "6", "title": "PV301 name"},
    ]


@given(st.text(), st.text(min_size=1))
def test_no_text_breaks_out_of_its_line(message: str, file: str) -> None:
    report = Report((finding(Severity.ERROR, message=message, file=file),), 1, 1)
    text = diagnostics_github.render(report, lines_of, Screen(80))
    assert len(text.splitlines()) == 2
    ((command, properties, said),) = commands(report)
    assert command == "error"
    assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert said.endswith("hint: h")
