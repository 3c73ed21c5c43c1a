"""An import as a screen: what is wrong in which cell, what has no place, and which files came of it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from pvsync.diagnostics import Severity
from pvsync.model.exchange import Imported
from pvsync.render.diagnostics_text import finding_lines
from pvsync.render.english import counted, listed
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

_COLUMN = "PV167"
_HEADING = "Columns without a place in the catalog or the Avails API (PV167)"
_FOLDERS_DEEP = 2
_NAMES_SHOWN = 10


def import_text(imported: Imported, screen: Screen) -> str:
    """All findings by cell, then what was written."""
    return paint(_lines(imported, screen.width), screen)


def _lines(imported: Imported, width: int) -> Iterator[Line]:
    columns = [finding for finding in imported.findings if finding.code == _COLUMN]
    for finding in imported.findings:
        if finding not in columns:
            yield from finding_lines(finding, lambda _name: None, width)
            yield EMPTY
    if columns:
        yield from wrapped((Span(_HEADING, Tone.STRONG),), width, 2)
        for finding in columns:
            where = str(finding.place).rpartition("#")[2]
            yield from wrapped((Span(f"  {where}  ", Tone.FAINT), Span(finding.message)), width, 6)
        yield EMPTY
    for sheet in imported.sheets:
        said = f"{sheet.sheet}: EMA {sheet.version}, {counted(sheet.rows, 'row')} of avails."
        yield from wrapped((Span(said),), width, 2)
    if not imported.sheets:
        yield (Span("No sheet of avails was found.", Tone.BAD),)
    yield from _names("Left out, since a row of it could not be taken over", imported.left_out, width)
    yield from _names(
        "Kept as they are, since they say something else (`--force` overwrites)", imported.kept, width
    )
    for sentence in _summary(imported):
        yield from wrapped((Span(sentence, Tone.STRONG),), width, 2)


def _names(heading: str, names: tuple[str, ...], width: int) -> Iterator[Line]:
    if not names:
        return
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    yield from wrapped(
        (Span(f"{heading}: ", Tone.BAD), Span(", ".join(names[:_NAMES_SHOWN]) + more)), width, 2
    )


def _summary(imported: Imported) -> Iterator[str]:
    counts = Counter(finding.severity for finding in imported.findings)
    kinds = [counted(counts[severity], severity) for severity in Severity if counts[severity]]
    if kinds:
        yield f"{listed(kinds)}."
    folders = Counter("/".join(PurePosixPath(name).parts[:_FOLDERS_DEEP]) for name in imported.written)
    where = listed([f"{number:,} in {folder}/" for folder, number in sorted(folders.items())])
    written = counted(len(imported.written), "file")
    unchanged = (
        f" {counted(len(imported.unchanged), 'file')} said the same already." if imported.unchanged else ""
    )
    yield (f"Wrote {written}: {where}." if where else "Wrote no file.") + unchanged
    if imported.written:
        yield "`pvsync validate` says what the catalog still needs."
