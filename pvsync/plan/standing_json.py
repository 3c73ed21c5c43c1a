"""What a plan leaves as it is: parts of the plan file and back."""

from typing import Any

from pvsync.model.standing import ExtraChange, KeptRow, Settling
from pvsync.model.window import instant_text, read_instant
from pvsync.plan.change_json import scope_from_document, scope_to_json
from pvsync.plan.document_standing import ExtraChangeDocument, KeptDocument, SettlingDocument


def kept_to_json(row: KeptRow) -> dict[str, Any]:
    """A transaction that is kept for others."""
    return {
        "scope": scope_to_json(row.scope),
        "title": row.title,
        "offer": row.offer,
        "start": None if row.start is None else instant_text(row.start),
        "end": None if row.end is None else instant_text(row.end),
        "in_doubt": row.in_doubt,
    }


def kept_from_document(document: KeptDocument) -> KeptRow:
    """The same back."""
    start, end = (None if at is None else read_instant(at) for at in (document.start, document.end))
    scope = scope_from_document(document.scope)
    return KeptRow(scope, document.title, document.offer, start, end, document.in_doubt)


def settling_to_json(one: Settling) -> dict[str, Any]:
    """A scope that does not show yet what a run sent."""
    return {
        "scope": scope_to_json(one.scope),
        "title": one.title,
        "run": one.run,
        "at": instant_text(one.at),
        "until": instant_text(one.until),
        "is_all": one.is_all,
    }


def settling_from_document(document: SettlingDocument) -> Settling:
    """The same back."""
    at, until = read_instant(document.at), read_instant(document.until)
    scope = scope_from_document(document.scope)
    return Settling(scope, document.title, document.run, at, until, document.is_all)


def extra_to_json(one: ExtraChange) -> dict[str, Any]:
    """What a scope says under names that nobody knows."""
    return {"scope": scope_to_json(one.scope), "title": one.title, "run": one.run, "said": list(one.said)}


def extra_from_document(document: ExtraChangeDocument) -> ExtraChange:
    """The same back."""
    scope = scope_from_document(document.scope)
    return ExtraChange(scope, document.title, document.run, tuple(document.said))
