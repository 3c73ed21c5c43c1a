"""Findings as SARIF 2.1.0, for the code scanning of a forge and for editors.

Specification: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, errata 01.
"""

import hashlib
import json
from collections import Counter
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from pvsync.diagnostics import Allowed, Code, Finding, Place, Related, Severity, in_order
from pvsync.render.formats import DiagnosticsFormat, LinesOf, Report
from pvsync.render.screen import Screen

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
"""What paths are relative to: the top of the git repository, wherever that is checked out."""

_FILES_AT_HAND = 16  # findings come file by file
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def render(report: Report, lines_of: LinesOf, _screen: Screen) -> str:
    """One run with all findings by place, those that are allowed among them as suppressed; ASCII."""
    allowed = {one.finding: one for one in report.allowed}
    findings = in_order((*report.findings, *allowed))
    rules = _rules(findings, report.codes)
    numbers = {code: number for number, code in enumerate(rules)}
    prints = _Fingerprints(lru_cache(_FILES_AT_HAND)(lines_of))
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": numbers[finding.code],
            **_result(finding, report.folder),
            "partialFingerprints": {"primaryLocationLineHash": prints.of(finding)},
            **_suppressions(allowed.get(finding), report.folder),
        }
        for finding in findings
    ]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [_run(report.version, list(rules.values()), results)],
    }
    return json.dumps(log, indent=2) + "\n"


class _Fingerprints:
    """What stays the same of a finding while lines move: its code, its file and the text of its line."""

    def __init__(self, lines_of: LinesOf) -> None:
        self._lines_of = lines_of
        self._seen: Counter[str] = Counter()

    def of(self, finding: Finding) -> str:
        """A digest, and how many findings had the same before."""
        place = finding.place
        parts = (finding.code, place.file if place else "", self._line(place).strip() if place else "")
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._seen[digest] += 1
        return f"{digest}:{self._seen[digest]}"

    def _line(self, place: Place) -> str:
        lines = self._lines_of(place.file) or ()
        return lines[place.line - 1] if place.line <= len(lines) else ""


def _run(version: str, rules: list[dict[str, Any]], results: list[dict[str, Any]]) -> dict[str, Any]:
    driver = {"name": "pvsync", "version": version, "semanticVersion": version, "rules": rules}
    top = {"description": {"text": "the top of the git repository that holds the catalog"}}
    return {
        "tool": {"driver": driver},
        "originalUriBaseIds": {ROOT: top},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }


def _rules(findings: tuple[Finding, ...], codes: tuple[Code, ...]) -> dict[str, dict[str, Any]]:
    """Every code that was found, in order, with its page where that is known."""
    pages = {code.code: code for code in codes}
    found = {finding.code: finding for finding in findings}
    return {code: _rule(finding, pages.get(code)) for code, finding in sorted(found.items())}


def _rule(finding: Finding, code: Code | None) -> dict[str, Any]:
    level = _LEVELS[finding.severity if code is None else code.severity]
    rule = {"id": finding.code, "name": finding.name, "defaultConfiguration": {"level": level}}
    if code is None or not code.page:
        return {**rule, "shortDescription": {"text": finding.name.replace("-", " ")}}
    paragraphs = [" ".join(paragraph.split()) for paragraph in code.page.strip().split("\n\n")]
    return {
        **rule,
        "shortDescription": {"text": paragraphs[0]},
        "fullDescription": {"text": " ".join(paragraphs[:-1])},
        "help": {"text": "\n\n".join(paragraphs), "markdown": "\n\n".join((*paragraphs, *_examples(code)))},
    }


def _examples(code: Code) -> tuple[str, ...]:
    if not code.bad:
        return ()
    return tuple(
        f"{words}:\n\n```yaml\n{text.strip()}\n```"
        for words, text in (("Not like this", code.bad), ("Like this", code.good))
    )


def _result(finding: Finding, folder: str) -> dict[str, Any]:
    text = f"{finding.message}; {finding.hint}" if finding.hint else finding.message
    place = finding.place
    return {
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [] if place is None else [{"physicalLocation": _location(place, folder)}],
        "relatedLocations": [
            _related(number, related, folder) for number, related in enumerate(finding.related)
        ],
    }


def _related(number: int, related: Related, folder: str) -> dict[str, Any]:
    location = _location(related.place, folder)
    return {"id": number, "physicalLocation": location, "message": {"text": related.message}}


def _location(place: Place, folder: str) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if (place.end_line, place.end_column) >= (place.line, place.column):
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    artifact = {"uri": quote(folder + place.file, errors="surrogateescape"), "uriBaseId": ROOT}
    return {"artifactLocation": artifact, "region": region}


def _suppressions(allowed: Allowed | None, folder: str) -> dict[str, Any]:
    if allowed is None:
        return {}
    location = {"physicalLocation": _location(allowed.place, folder)}
    return {"suppressions": [{"kind": "inSource", "justification": allowed.reason, "location": location}]}


FORMAT = DiagnosticsFormat(name="sarif", render=render)
