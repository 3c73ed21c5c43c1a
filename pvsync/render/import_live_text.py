"""An import of what is live as a screen: what is to be looked at, what could not be read, which files came of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pvsync.diagnostics import Severity, has_errors
from pvsync.model.imported_live import Asked, ImportedLive
from pvsync.model.window import instant_text
from pvsync.render.diagnostics_text import finding_lines
from pvsync.render.english import counted, listed
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_FOLDERS_DEEP = 2
_NAMES_SHOWN = 10
_NO_END = "If an id can never be read, take it out of the list, or name its `kind` there: a movie holds no series up."


def import_live_text(imported: ImportedLive, screen: Screen) -> str:
    """All findings by place, then what was asked, answered and written."""
    return paint(_lines(imported, screen.width), screen)


def _lines(imported: ImportedLive, width: int) -> Iterator[Line]:
    for finding in imported.findings:
        yield from finding_lines(finding, lambda _name: None, width)
        yield EMPTY
    if imported.unread:
        yield (Span("Could not be read, so nothing is known about them", Tone.STRONG),)
        for words in _unread(imported):
            yield from wrapped((Span("  ? ", Tone.WARNING), Span(words)), width, 4)
        yield EMPTY
    for sentence in (*_asked(imported.asked), *_answered(imported)):
        yield from wrapped((Span(sentence),), width, 2)
    for heading, names in _left_out(imported):
        if names:
            more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
            shown = ", ".join(names[:_NAMES_SHOWN]) + more
            yield from wrapped((Span(f"{heading}: ", Tone.STRONG), Span(f"{shown}.")), width, 2)
    if imported.waiting:
        yield from wrapped((Span(_NO_END),), width, 2)
    for sentence in _summary(imported):
        yield from wrapped((Span(sentence, Tone.STRONG),), width, 2)


def _unread(imported: ImportedLive) -> Iterator[str]:
    """Each title once for each reason."""
    alike: dict[tuple[str, str], dict[str, list[str]]] = {}
    for scope, why in imported.unread:
        lines = alike.setdefault((scope.alid, why), {})
        lines.setdefault(scope.territory, []).append(str(scope.business_line))
    for (alid, why), territories in alike.items():
        where: dict[str, list[str]] = {}
        for territory, names in territories.items():
            where.setdefault(", ".join(names), []).append(territory)
        scopes = "; ".join(f"{listed(found)} {names}" for names, found in where.items())
        yield f"{alid} in {scopes}: {why}"


def _asked(asked: Asked) -> Iterator[str]:
    if not asked.scopes:
        yield f"Nothing was asked of {asked.target}."
        return
    where = f"{listed(asked.territories)}, {listed([str(line) for line in asked.lines])}"
    yield f"Asked {asked.target} for {counted(asked.ids - len(asked.declared), 'id')} in {where}."
    if asked.kept and asked.since is not None:
        yield (
            f"{counted(asked.kept, 'answer')} of {asked.scopes:,} came from an earlier run of this command, "
            f"the oldest of {instant_text(asked.since)}."
        )


def _answered(imported: ImportedLive) -> Iterator[str]:
    if imported.asked.scopes:
        unread = f", {len(imported.unread):,} unread" if imported.unread else ""
        yield f"{counted(imported.present, 'scope')} live, {imported.absent:,} not{unread}."
    if imported.over:
        yield f"Left out: {counted(imported.over, 'transaction')} whose window is over."


def _left_out(imported: ImportedLive) -> Iterator[tuple[str, Sequence[str]]]:
    declared = [f"{alid} ({file})" for alid, file in imported.asked.declared]
    yield "In the catalog already, and left as it is", declared
    yield "Not live where it was looked for", imported.nowhere
    yield "Live, with every window over, and not written", imported.ended
    yield "Live, and not written until everything that may belong to it is read", imported.waiting


def _summary(imported: ImportedLive) -> Iterator[str]:
    counts = Counter(finding.severity for finding in imported.findings)
    kinds = [counted(counts[severity], severity) for severity in Severity if counts[severity]]
    if kinds:
        yield f"{listed(kinds)}."
    folders = Counter("/".join(PurePosixPath(name).parts[:_FOLDERS_DEEP]) for name in imported.written)
    where = listed([f"{number:,} in {folder}/" for folder, number in sorted(folders.items())])
    titles, files = counted(imported.titles, "title"), counted(len(imported.written), "file")
    yield f"Wrote {titles} in {files}: {where}." if where else "Wrote no file."
    if imported.observed and imported.written:
        yield "They are only observed: `pvsync drift` compares them, and nothing is written to Prime Video."
    elif imported.written and not has_errors(imported.findings):
        yield "`pvsync plan` shows whether the catalog and Prime Video agree."
    if imported.written and has_errors(imported.findings):
        yield "Until the errors above are mended, nothing can be planned: `pvsync validate` shows each place."
    if imported.kept_in:
        yield f"What was read is kept in {imported.kept_in}: the same command asks only for the rest."
