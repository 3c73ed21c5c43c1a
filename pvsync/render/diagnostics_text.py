"""Findings for people: what is wrong, the line with carets under it, what to write instead."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pvsync.diagnostics import Finding, Place, Severity, in_order
from pvsync.render.english import counted
from pvsync.render.formats import DiagnosticsFormat, LinesOf, Report
from pvsync.render.hint import hint_lines
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped
from pvsync.render.snippet import snippet

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING, Severity.NOTICE: Tone.NOTICE}
_FILES_AT_HAND = 16  # findings come file by file; what they refer to is in few others


def render(report: Report, lines_of: LinesOf, screen: Screen) -> str:
    """All findings by place, then how many there are."""
    return paint(_lines(report, lru_cache(_FILES_AT_HAND)(lines_of), screen.width), screen)


def summary(report: Report) -> str:
    """`3 errors, 1 warning in 2 files, 2 allowed`, or that the catalog is valid."""
    allowed = f", {len(report.allowed):,} allowed" if report.allowed else ""
    if not worth_mending(report):
        documents, files = counted(report.documents, "document"), counted(report.files, "file")
        notices = f", {counted(len(report.findings), 'notice')}" if report.findings else ""
        return f"The catalog is valid: {documents} in {files}{notices}{allowed}."
    counts = Counter(finding.severity for finding in in_order(report.findings))
    kinds = ", ".join(counted(counts[severity], severity) for severity in Severity if counts[severity])
    concerned = files_with_findings(report)
    return (f"{kinds} in {counted(concerned, 'file')}" if concerned else kinds) + allowed


def worth_mending(report: Report) -> bool:
    """Whether anything is more than worth knowing."""
    return any(finding.severity is not Severity.NOTICE for finding in report.findings)


def files_with_findings(report: Report) -> int:
    """In how many files there is something to say."""
    return len({finding.place.file for finding in report.findings if finding.place})


def _lines(report: Report, lines_of: LinesOf, width: int) -> Iterator[Line]:
    for finding in in_order(report.findings):
        yield from finding_lines(finding, lines_of, width)
        yield EMPTY
    yield (Span(summary(report), Tone.STRONG if worth_mending(report) else Tone.GOOD),)


def finding_lines(finding: Finding, lines_of: LinesOf, width: int) -> Iterator[Line]:
    """One finding: what is wrong, where, and what to write instead."""
    tone = _TONES[finding.severity]
    head = (Span(f"{finding.severity} {finding.code}: ", tone), Span(finding.message, Tone.STRONG))
    yield from wrapped(head, width, 2)
    gutter = len(str(finding.place.line)) if finding.place else 1
    if finding.place:
        yield _arrow(finding.place, gutter)
        yield from snippet(finding.place, lines_of(finding.place.file), width, tone)
    if finding.hint:
        yield from hint_lines(f"{' ' * gutter} = hint: ", finding.hint, width)
    for related in finding.related:
        start = f"{' ' * gutter} = see: "
        yield from wrapped((Span(start, Tone.FAINT), Span(related.message)), width, len(start))
        yield _arrow(related.place, len(str(related.place.line)))
        yield from snippet(related.place, lines_of(related.place.file), width, Tone.NOTICE)


def _arrow(place: Place, gutter: int) -> Line:
    return (Span(f"{' ' * gutter}--> ", Tone.FAINT), Span(str(place)))


FORMAT = DiagnosticsFormat(name="text", render=render)
