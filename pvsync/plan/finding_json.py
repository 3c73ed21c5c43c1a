"""A finding about the catalog to its part of the plan file and back."""

from typing import Any

from pvsync.diagnostics import Finding, Place, Related, Severity
from pvsync.plan.document import FindingDocument, PlaceDocument


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as its part of the plan file."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "place": None if finding.place is None else _place_to_json(finding.place),
        "related": [
            {"message": related.message, "place": _place_to_json(related.place)}
            for related in finding.related
        ],
    }


def finding_from_json(document: FindingDocument) -> Finding:
    """The same back."""
    return Finding(
        document.code,
        document.name,
        Severity(document.severity),
        document.message,
        document.hint,
        None if document.place is None else _place(document.place),
        tuple(Related(item.message, _place(item.place)) for item in document.related),
    )


def _place_to_json(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _place(document: PlaceDocument) -> Place:
    return Place(document.file, document.line, document.column, document.end_line, document.end_column)
