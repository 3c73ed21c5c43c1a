"""One change to its part of the plan file and back."""

from typing import Any

from pvsync.model.licence import BusinessLine
from pvsync.model.normal import Value
from pvsync.model.plan import Action, Cause, Change, FieldChange, Row, RowFate, Source
from pvsync.model.scope import Scope
from pvsync.model.window import instant_text, read_instant
from pvsync.plan.avail_json import avail_from_json, avail_to_json
from pvsync.plan.document import ChangeDocument, FieldDocument
from pvsync.plan.document_parts import ScopeDocument


def change_to_json(change: Change) -> dict[str, Any]:
    """A change as its part of the published document."""
    return {
        "scope": scope_to_json(change.scope),
        "action": str(change.action),
        "kind": change.kind,
        "title": change.title,
        "reason": change.reason,
        "before": None if change.before is None else avail_to_json(change.before),
        "after": None if change.after is None else avail_to_json(change.after),
        "fields": [_field_to_json(item) for item in change.fields],
        "rows": [
            {"label": row.label, "fate": str(row.fate), "before": row.before, "after": row.after}
            for row in change.rows
        ],
        "fingerprint": change.fingerprint,
        "needs": [scope_to_json(scope) for scope in change.needs],
        **({} if change.first is None else {"first": avail_to_json(change.first)}),
    }


def _field_to_json(item: FieldChange) -> dict[str, Any]:
    source = item.source
    return {
        "path": item.path,
        "before": _value(item.before),
        "after": _value(item.after),
        "cause": str(item.cause),
        "assumed": item.assumed,
        "source": None
        if source is None
        else {
            "file": source.file,
            "line": source.line,
            "column": source.column,
            "commit": source.commit,
            "author": source.author,
            "removed": source.removed,
            "at": None if source.at is None else instant_text(source.at),
        },
    }


def _value(value: Value | None) -> Any:
    return list(value) if isinstance(value, tuple) else value


def scope_to_json(scope: Scope) -> dict[str, str]:
    """A scope as it stands in every part."""
    return {"alid": scope.alid, "territory": scope.territory, "business_line": str(scope.business_line)}


def change_from_document(document: ChangeDocument) -> Change:
    """The same back.

    Raises:
        ValueError: If a value is not what its place wants.
    """
    scope = scope_from_document(document.scope)
    return Change(
        scope=scope,
        action=Action(document.action),
        kind=document.kind,
        title=document.title,
        reason=document.reason,
        before=None if document.before is None else avail_from_json(scope, document.before),
        after=None if document.after is None else avail_from_json(scope, document.after),
        fields=tuple(_field(item) for item in document.fields),
        rows=tuple(Row(item.label, RowFate(item.fate), item.before, item.after) for item in document.rows),
        fingerprint=document.fingerprint,
        needs=tuple(scope_from_document(scope) for scope in document.needs),
        first=None if document.first is None else avail_from_json(scope, document.first),
    )


def _field(document: FieldDocument) -> FieldChange:
    source = document.source
    return FieldChange(
        document.path,
        tuple(document.before) if isinstance(document.before, list) else document.before,
        tuple(document.after) if isinstance(document.after, list) else document.after,
        Cause(document.cause),
        None
        if source is None
        else Source(
            source.file,
            source.line,
            source.column,
            source.commit,
            source.author,
            source.removed,
            None if source.at is None else read_instant(source.at),
        ),
        document.assumed,
    )


def scope_from_document(document: ScopeDocument) -> Scope:
    """The same back."""
    return Scope(document.alid, document.territory, BusinessLine(document.business_line))
