"""Findings for machines; the format is published and versioned."""

import json
from collections import Counter

from pvsync.diagnostics import Finding, Place, Related, Severity, in_order
from pvsync.render.diagnostics_text import files_with_findings
from pvsync.render.formats import DiagnosticsFormat, LinesOf, Report
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def render(report: Report, _lines_of: LinesOf, _screen: Screen) -> str:
    """All findings by place as one JSON document; ASCII, so that nothing in it can steer a terminal."""
    findings = in_order(report.findings)
    counts = Counter(finding.severity for finding in findings)
    document = {
        "format_version": FORMAT_VERSION,
        "findings": [_finding(finding, report.folder) for finding in findings],
        "allowed": [{**_finding(one.finding, report.folder), "reason": one.reason} for one in report.allowed],
        "summary": {str(severity): counts[severity] for severity in Severity}
        | {"files": files_with_findings(report)},
    }
    return json.dumps(document, indent=2) + "\n"


def _finding(finding: Finding, folder: str) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        **_place(finding.place, folder),
        "related": [_related(related, folder) for related in finding.related],
    }


def _place(place: Place | None, folder: str) -> dict[str, str | int | None]:
    if place is None:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column"))
    return {
        "file": folder + place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _related(related: Related, folder: str) -> dict[str, str | int]:
    place = related.place
    return {
        "message": related.message,
        "file": folder + place.file,
        "line": place.line,
        "column": place.column,
    }


FORMAT = DiagnosticsFormat(name="json", render=render)
