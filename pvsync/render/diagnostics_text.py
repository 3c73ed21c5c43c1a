"""Findings for people: what is wrong, the line with carets under it, what to write instead."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from pvsync.diagnostics import Finding, Place, Severity, in_order
from pvsync.render.english import counted
from pvsync.render.formats import DiagnosticsFormat, LinesOf, Report
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped
from pvsync.render.snippet import snippet

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.NOTICE: Tone.NOTICE}


def render(report: Report, lines_of: LinesOf, screen: Screen) -> str:
    """All findings by place, then how many there are."""
    return paint(_lines(report, cache(lines_of), screen.width), screen)


def summary(report: Report) -> str:
    """`3 errors, 1 warning in 2 files`, or that the catalog is valid."""
    if not report.findings:
        documents, files = counted(report.documents, "document"), counted(report.files, "file")
        return f"The catalog is valid: {documents} in {files}."
    counts = Counter(finding.severity for finding in in_order(report.findings))
    kinds = ", ".join(counted(counts[severity], severity) for severity in Severity if counts[severity])
    concerned = files_with_findings(report)
    return f"{kinds} in {counted(concerned, 'file')}" if concerned else kinds


def files_with_findings(report: Report) -> int:
    """In how many files there is something to say."""
    return len({finding.place.file for finding in report.findings if finding.place})


def _lines(report: Report, lines_of: LinesOf, width: int) -> Iterator[Line]:
    for finding in in_order(report.findings):
        yield from _finding(finding, lines_of, width)
        yield EMPTY
    yield (Span(summary(report), Tone.STRONG if report.findings else Tone.GOOD),)


def _finding(finding: Finding, lines_of: LinesOf, width: int) -> Iterator[Line]:
    tone = _TONES[finding.severity]
    head = (Span(f"{finding.severity} {finding.code}: ", tone), Span(finding.message, Tone.STRONG))
    yield from wrapped(head, width, 2)
    gutter = len(str(finding.place.line)) if finding.place else 1
    if finding.place:
        yield _arrow(finding.place, gutter)
        yield from snippet(finding.place, lines_of(finding.place.file), width, tone)
    if finding.hint:
        start = f"{' ' * gutter} = hint: "
        yield from wrapped((Span(start, Tone.FAINT), Span(finding.hint)), width, len(start))
    for related in finding.related:
        start = f"{' ' * gutter} = see: "
        yield from wrapped((Span(start, Tone.FAINT), Span(related.message)), width, len(start))
        yield _arrow(related.place, len(str(related.place.line)))
        yield from snippet(related.place, lines_of(related.place.file), width, Tone.NOTICE)


def _arrow(place: Place, gutter: int) -> Line:
    return (Span(f"{' ' * gutter}--> ", Tone.FAINT), Span(str(place)))


FORMAT = DiagnosticsFormat(name="text", render=render)
