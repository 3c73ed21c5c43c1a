"""Titles that are live into the files of a catalog."""

from collections.abc import Iterable
from dataclasses import dataclass

from pvsync.formats.ema.names import named
from pvsync.formats.ema.plain import Draft
from pvsync.formats.live.declared import DeclaredSeries
from pvsync.formats.live.families import families
from pvsync.formats.live.notes import Note, subject_of
from pvsync.formats.live.series import SeriesBuilder
from pvsync.formats.live.singles import SINGLE, notes_of, single
from pvsync.formats.live.title import LiveTitle
from pvsync.formats.live.words import Words


@dataclass(frozen=True, slots=True)
class Drafted:
    """The files of an import.

    Args:
        files: Each with its path below the folder, sorted.
        notes: What is worth saying of them.
    """

    files: tuple[tuple[str, Draft], ...]
    notes: tuple[Note, ...]

    @property
    def paths(self) -> dict[str, str]:
        """Path of each file by the subject of its notes."""
        return {subject_of(one.folder, one.name, one.identity): path for path, one in self.files}


def drafts(titles: Iterable[LiveTitle], words: Words, declared: DeclaredSeries) -> Drafted:
    """The files for all titles.

    Args:
        titles: What is live.
        words: How documents are worded.
        declared: What the catalog has already.
    """
    listed = list(titles)
    made: list[Draft] = []
    notes: list[Note] = []
    for title in listed:
        if isinstance(title.title, SINGLE):
            draft = single(title, words)
            made.append(draft)
            notes += notes_of(title, draft)
    builder = SeriesBuilder(words, declared)
    for series in families(listed):
        for one in builder.drafts(series):
            if isinstance(one, Note):
                notes.append(one)
            else:
                made.append(one)
    return Drafted(tuple(sorted(named(made), key=lambda one: one[0])), tuple(notes))
