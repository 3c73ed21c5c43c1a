"""Which documents have errors, so that a title is not shown to the service in a form that nobody means."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pvsync.catalog.reader import read_documents
from pvsync.diagnostics import Finding, Place, Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import Places
from pvsync.workflows.desired import Record
from pvsync.workflows.project import Project

_TAKEN_OVER = ("", "license", "territory", "format", "start", "end", "wsp", "srp")
"""Values of a transaction that may stand in another document: a deal's."""


class Spoiled:
    """The documents with an error.

    Args:
        project: Reads the files.
        findings: What the offline rules say.
        records: Where titles stand.
    """

    def __init__(self, project: Project, findings: Iterable[Finding], records: Iterable[Record]) -> None:
        self._starts: dict[str, list[int]] = {}
        self._bad: set[tuple[str, int]] = set()
        lines: dict[str, list[int]] = defaultdict(list)
        for finding in findings:
            if finding.severity is Severity.ERROR and finding.place is not None:
                lines[finding.place.file].append(finding.place.line)
        blobs = {record.file: record.blob for record in records}
        for file, wrong in lines.items():
            if file in blobs:
                raws, _ = read_documents(project.source(file, blobs[file]))
                self._starts[file] = [raw.positions.lines[0] + 1 for raw in raws]
            self._bad.update((file, self._document(file, line)) for line in wrong)

    def has(self, avail: Avail, places: Places) -> bool:
        """Whether the document of an avail, or one that it takes values from, has an error."""
        return bool(self._bad) and any(
            (place.file, self._document(place.file, place.line)) in self._bad
            for place in _places(avail, places)
        )

    def _document(self, file: str, line: int) -> int:
        """The number of the document that a line of a file belongs to; the whole file counts as one without titles."""
        return bisect_right(self._starts.get(file, []), line)


def _places(avail: Avail, places: Places) -> Iterator[Place]:
    yield places.title("alid")
    for row in range(len(avail.transactions)):
        yield from (places.transaction(avail.scope, row, path) for path in _TAKEN_OVER)
