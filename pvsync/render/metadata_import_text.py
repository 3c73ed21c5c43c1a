"""An import of metadata files as a screen: what has no place at which line, and what became of each file."""

from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from pvsync.diagnostics import Severity
from pvsync.model.metadata_import import Became, ImportedMetadata, MetadataImport
from pvsync.render.diagnostics_text import finding_lines
from pvsync.render.disarm import disarm
from pvsync.render.english import counted, listed
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped


def metadata_import_text(imported: MetadataImport, screen: Screen) -> str:
    """All findings by line, then the files."""
    return paint(_lines(imported, screen.width), screen)


def _lines(imported: MetadataImport, width: int) -> Iterator[Line]:
    for finding in imported.findings:
        yield from finding_lines(finding, lambda _name: None, width)
        yield EMPTY
    for file in imported.files:
        yield from wrapped((Span(_became(file)),), width, 2)
        if file.text:
            yield EMPTY
            # As it is to be copied: no line of it is broken.
            yield from ((Span(disarm(line)),) for line in file.text.rstrip("\n").split("\n"))
            yield EMPTY
    counts = Counter(finding.severity for finding in imported.findings)
    kinds = [counted(counts[severity], severity) for severity in Severity if counts[severity]]
    if kinds:
        yield (Span(f"{listed(kinds)}.", Tone.STRONG),)
    if any(file.became is Became.WRITTEN for file in imported.files):
        yield (Span("`pvsync validate` says what the metadata still needs.", Tone.STRONG),)


def _became(file: ImportedMetadata) -> str:
    what = (
        f"{file.file}: {'MEC ' + file.version if file.version else 'MEC'} of {file.content_id or 'no title'}"
    )
    match file.became:
        case Became.WRITTEN:
            return f"{what}, written to {file.document}."
        case Became.UNCHANGED:
            return f"{what}, which {file.document} says already."
        case Became.PRINTED if file.document:
            return f"{what}, for {file.document}; not written."
        case Became.PRINTED:
            return f"{what}. No collection of the catalog has this id; write a document for it with:"
        case Became.NOTHING:
            return f"{file.file}: nothing was taken over."
        case _:
            assert_never(file.became)
