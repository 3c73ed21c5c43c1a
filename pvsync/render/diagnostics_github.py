"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pvsync.diagnostics import Finding, Severity, in_order
from pvsync.render.diagnostics_text import summary
from pvsync.render.disarm import disarm
from pvsync.render.english import counted, listed
from pvsync.render.formats import DiagnosticsFormat, LinesOf, Report
from pvsync.render.screen import Screen

SHOWN = 10
"""Annotations of a kind that GitHub shows of one step; it drops the others without a word."""

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, _lines_of: LinesOf, _screen: Screen) -> str:
    """The worst first, as many as GitHub shows, then one notice that counts the others; last the summary."""
    findings = in_order(report.findings)
    shown = _shown(findings)
    lines = [_of_finding(finding, report.folder) for finding in shown]
    if len(shown) < len(findings):
        lines.append(_rest(findings, shown))
    return "\n".join([*lines, summary(report)]) + "\n"


def _shown(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """At most ten of each kind, the worst kind first; the closing notice is one of ten notices."""
    kinds = {severity: _of(findings, severity) for severity in Severity}
    if any(len(kind) > SHOWN for kind in kinds.values()):
        kinds[Severity.NOTICE] = kinds[Severity.NOTICE][: SHOWN - 1]
    return tuple(finding for kind in kinds.values() for finding in kind[:SHOWN])


def _of(findings: tuple[Finding, ...], severity: Severity) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is severity)


def _of_finding(finding: Finding, folder: str) -> str:
    text = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    return command(str(finding.severity), dict(_properties(finding, folder)), text)


def _properties(finding: Finding, folder: str) -> Iterator[tuple[str, str]]:
    place = finding.place
    if place is not None:
        yield "file", folder + place.file
        yield "line", str(place.line)
        yield "endLine", str(max(place.line, place.end_line))
        if place.line == place.end_line:
            # GitHub refuses columns where an annotation goes over several lines.
            yield "col", str(place.column)
            yield "endColumn", str(max(place.column, place.end_column))
    yield "title", f"{finding.code} {finding.name}"


def _rest(findings: tuple[Finding, ...], shown: tuple[Finding, ...]) -> str:
    missing = Counter(finding.severity for finding in findings)
    missing.subtract(Counter(finding.severity for finding in shown))
    kinds = listed([counted(missing[severity], severity) for severity in Severity if missing[severity]])
    text = f"Not shown here: {kinds}. GitHub shows {SHOWN} of a kind; `pvsync validate` lists all."
    return command("notice", {"title": "pvsync"}, text)


def command(name: str, properties: Mapping[str, str], text: str) -> str:
    """One workflow command; nothing in its texts can begin another."""
    written = ",".join(f"{key}={disarm(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    message = "\n".join(disarm(line) for line in text.split("\n"))
    return f"::{name} {written}::{message.translate(_IN_MESSAGE)}"


FORMAT = DiagnosticsFormat(name="github", render=render)
