"""The plan file: written once, read by `apply` and `show`, refused where a single value was changed."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from pvsync.errors import PlanTampered
from pvsync.model.licence import BusinessLine
from pvsync.model.normal import Value
from pvsync.model.plan import (
    FORMAT_VERSION,
    Action,
    Cause,
    Change,
    Coverage,
    Estimate,
    FieldChange,
    Plan,
    Row,
    RowFate,
    Source,
    UnreadScope,
)
from pvsync.model.scope import Scope
from pvsync.model.season_move import SeasonMove
from pvsync.model.undoing import Undoing
from pvsync.model.window import instant_text, read_instant
from pvsync.plan.avail_json import avail_from_json, avail_to_json
from pvsync.plan.document import (
    ChangeDocument,
    FieldDocument,
    PlanDocument,
    SeasonMoveDocument,
)
from pvsync.plan.document_parts import ScopeDocument
from pvsync.plan.finding_json import finding_from_json, finding_to_json
from pvsync.plan.guard_json import guard_from_document, guard_to_json

_SHORT = 20


def freeze(plan: Plan) -> Plan:
    """The plan with its id: SHA-256 over everything else."""
    return replace(plan, plan_id=_identity(_to_json(plan)))


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """A frozen plan as the published document."""
    return _to_json(plan)


def write_plan(plan: Plan) -> bytes:
    """A frozen plan as the bytes of its file."""
    return (json.dumps(_to_json(plan), ensure_ascii=False, indent=1) + "\n").encode()


def read_plan(data: bytes) -> Plan:
    """A plan from the bytes of its file.

    Raises:
        PlanTampered: If the file is not what `pvsync plan` wrote, or was written by a newer version.
    """
    try:
        raw = json.loads(data, object_pairs_hook=_members)
        identity = _identity(raw) if isinstance(raw, dict) else ""
    except (ValueError, RecursionError) as error:
        raise PlanTampered("this is not a plan file: it is not JSON") from error
    if not isinstance(raw, dict):
        raise PlanTampered("this is not a plan file")
    if raw.get("format_version") != FORMAT_VERSION:
        raise PlanTampered(
            f"the plan has format version {_in_short(raw.get('format_version'))}; this pvsync reads version {FORMAT_VERSION!r}",
            advice="apply it with the pvsync that made it, or make a new plan",
        )
    if raw.get("plan_id") != identity:
        raise PlanTampered("the plan file was changed after it was made: its content does not match its id")
    try:
        return _from_document(PlanDocument.model_validate_json(data))
    except (ValidationError, ValueError, ArithmeticError, RecursionError) as error:
        raise PlanTampered("the plan file does not have the form of a plan") from error


def _in_short(value: object) -> str:
    """A value that somebody else wrote, as far as a sentence can hold it."""
    return repr(value[:_SHORT] if isinstance(value, str) else value)[: _SHORT + 2]


def plan_schema() -> dict[str, Any]:
    """JSON Schema of the plan file."""
    return PlanDocument.model_json_schema()


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is given twice")
    return found


def _identity(raw: dict[str, Any]) -> str:
    rest = {name: value for name, value in raw.items() if name != "plan_id"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _to_json(plan: Plan) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "plan_id": plan.plan_id,
        "pvsync_version": plan.pvsync_version,
        "environment": plan.environment,
        "licensor": plan.licensor,
        "commit": plan.commit,
        "dirty": plan.dirty,
        "base": plan.base,
        "as_of": instant_text(plan.as_of),
        "simulated": plan.simulated,
        "valid_until": None if plan.valid_until is None else instant_text(plan.valid_until),
        "created_at": instant_text(plan.created_at),
        "coverage": {
            "scopes_desired": plan.coverage.scopes_desired,
            "scopes_read": plan.coverage.scopes_read,
            "complete": plan.coverage.complete,
            "selection": list(plan.coverage.selection),
            "not_checked": list(plan.coverage.not_checked),
        },
        "summary": plan.summary,
        "changes": [_change_to_json(change) for change in plan.changes],
        "unread": [{"scope": _scope_to_json(item.scope), "why": item.why} for item in plan.unread],
        "guards": [guard_to_json(item) for item in plan.guards],
        "diagnostics": [finding_to_json(finding) for finding in plan.diagnostics],
        "estimate": {"requests": plan.estimate.requests, "seconds": plan.estimate.seconds},
        "zones": dict(sorted(plan.zones.items())),
        **({"seasons": [_season_to_json(move) for move in plan.seasons]} if plan.seasons else {}),
        **({} if plan.undoes is None else {"undoes": _undoes_to_json(plan.undoes)}),
    }


def _undoes_to_json(undoing: Undoing) -> dict[str, Any]:
    return {"run": undoing.run, "commits": list(undoing.commits)}


def _change_to_json(change: Change) -> dict[str, Any]:
    return {
        "scope": _scope_to_json(change.scope),
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
        "needs": [_scope_to_json(scope) for scope in change.needs],
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


def _season_to_json(move: SeasonMove) -> dict[str, Any]:
    instants = (None if at is None else instant_text(at) for at in (move.before, move.after))
    before, after = instants
    return {
        "scope": _scope_to_json(move.scope),
        "title": move.title,
        "before": before,
        "after": after,
        "is_new": move.is_new,
    }


def _scope_to_json(scope: Scope) -> dict[str, str]:
    return {"alid": scope.alid, "territory": scope.territory, "business_line": str(scope.business_line)}


def _from_document(document: PlanDocument) -> Plan:
    return Plan(
        plan_id=document.plan_id,
        pvsync_version=document.pvsync_version,
        environment=document.environment,
        licensor=document.licensor,
        commit=document.commit,
        dirty=document.dirty,
        base=document.base,
        as_of=read_instant(document.as_of),
        simulated=document.simulated,
        valid_until=None if document.valid_until is None else read_instant(document.valid_until),
        created_at=read_instant(document.created_at),
        coverage=Coverage(
            document.coverage.scopes_desired,
            document.coverage.scopes_read,
            document.coverage.complete,
            tuple(document.coverage.selection),
            tuple(document.coverage.not_checked),
        ),
        changes=tuple(_change(item) for item in document.changes),
        unread=tuple(UnreadScope(_scope(item.scope), item.why) for item in document.unread),
        guards=tuple(guard_from_document(item) for item in document.guards),
        diagnostics=tuple(finding_from_json(item) for item in document.diagnostics),
        estimate=Estimate(document.estimate.requests, document.estimate.seconds),
        zones=document.zones,
        seasons=tuple(_season(item) for item in document.seasons),
        undoes=None
        if document.undoes is None
        else Undoing(document.undoes.run, tuple(document.undoes.commits)),
    )


def _change(document: ChangeDocument) -> Change:
    scope = _scope(document.scope)
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
        needs=tuple(_scope(scope) for scope in document.needs),
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


def _season(document: SeasonMoveDocument) -> SeasonMove:
    before, after = (None if at is None else read_instant(at) for at in (document.before, document.after))
    return SeasonMove(_scope(document.scope), document.title, before, after, document.is_new)


def _scope(document: ScopeDocument) -> Scope:
    return Scope(document.alid, document.territory, BusinessLine(document.business_line))
