"""The plan file: written once, read by `apply` and `show`, refused where a single value was changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from pvsync.errors import PlanTampered
from pvsync.model.plan import FORMAT_VERSION, Change, Coverage, Estimate, Plan, UnreadScope
from pvsync.model.season_move import SeasonMove
from pvsync.model.undoing import Undoing
from pvsync.model.window import instant_text, read_instant
from pvsync.plan.change_json import (
    change_from_document,
    change_to_json,
    scope_from_document,
    scope_to_json,
)
from pvsync.plan.document import PlanDocument, SeasonMoveDocument
from pvsync.plan.finding_json import finding_from_json, finding_to_json
from pvsync.plan.guard_json import guard_from_document, guard_to_json
from pvsync.plan.impact_json import impact_from_document, impact_to_json
from pvsync.plan.standing_json import (
    extra_from_document,
    extra_to_json,
    kept_from_document,
    kept_to_json,
    settling_from_document,
    settling_to_json,
)

_SHORT = 20
_NO_CHANGES = '\n "changes": []'


def freeze(plan: Plan) -> Plan:
    """The plan with its id: SHA-256 over everything else."""
    return replace(plan, plan_id=_identity(_to_json(plan, plan.changes)))


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """A frozen plan as the published document."""
    return _to_json(plan, plan.changes)


def write_plan(plan: Plan) -> bytes:
    """A frozen plan as the bytes of its file."""
    return b"".join(plan_parts(plan))


def plan_parts(plan: Plan) -> Iterator[bytes]:
    """The same in parts, so that no more than one change of it is ever laid out at once."""
    # No text holds a line break in JSON, so this stands where the changes belong and nowhere else.
    head, nothing, tail = _laid_out(_to_json(plan, ())).partition(_NO_CHANGES)
    if not plan.changes:
        yield f"{head}{nothing}{tail}\n".encode()
        return
    yield f"{head}{nothing.removesuffix(']')}".encode()
    for number, change in enumerate(plan.changes):
        text = _laid_out(change_to_json(change)).replace("\n", "\n  ")
        yield f"{',' if number else ''}\n  {text}".encode()
    yield f"\n ]{tail}\n".encode()


def _laid_out(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def read_plan(data: bytes) -> Plan:
    """A plan from the bytes of its file.

    Raises:
        PlanTampered: If the file is not what `pvsync plan` wrote, or was written by a newer version.
    """
    try:
        raw = json.loads(data, object_pairs_hook=each_once)
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
        return plan_from_document(PlanDocument.model_validate_json(data))
    except (ValidationError, ValueError, ArithmeticError, RecursionError) as error:
        raise PlanTampered("the plan file does not have the form of a plan") from error


def _in_short(value: object) -> str:
    """A value that somebody else wrote, as far as a sentence can hold it."""
    return repr(value[:_SHORT] if isinstance(value, str) else value)[: _SHORT + 2]


def plan_schema() -> dict[str, Any]:
    """JSON Schema of the plan file."""
    return PlanDocument.model_json_schema()


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object.

    Raises:
        ValueError: If one is given twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is given twice")
    return found


def _identity(raw: dict[str, Any]) -> str:
    rest = {name: value for name, value in raw.items() if name != "plan_id"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _to_json(plan: Plan, changes: Iterable[Change]) -> dict[str, Any]:
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
        "changes": [change_to_json(change) for change in changes],
        "unread": [{"scope": scope_to_json(item.scope), "why": item.why} for item in plan.unread],
        "guards": [guard_to_json(item) for item in plan.guards],
        "diagnostics": [finding_to_json(finding) for finding in plan.diagnostics],
        "estimate": {"requests": plan.estimate.requests, "seconds": plan.estimate.seconds},
        "zones": dict(sorted(plan.zones.items())),
        **({"seasons": [_season_to_json(move) for move in plan.seasons]} if plan.seasons else {}),
        **({} if plan.undoes is None else {"undoes": _undoes_to_json(plan.undoes)}),
        **({"kept": [kept_to_json(row) for row in plan.kept]} if plan.kept else {}),
        **({"settling": [settling_to_json(one) for one in plan.settling]} if plan.settling else {}),
        **({"extra": [extra_to_json(one) for one in plan.extra]} if plan.extra else {}),
        **({} if plan.impact is None else {"impact": impact_to_json(plan.impact)}),
        **({"url": plan.url} if plan.url else {}),
        **({"tree": plan.tree} if plan.tree else {}),
        **({"uncommitted": list(plan.uncommitted)} if plan.uncommitted else {}),
        **({"trust": plan.trust} if plan.trust else {}),
        **({"loosens": list(plan.loosens)} if plan.loosens else {}),
    }


def _undoes_to_json(undoing: Undoing) -> dict[str, Any]:
    return {"run": undoing.run, "commits": list(undoing.commits)}


def _season_to_json(move: SeasonMove) -> dict[str, Any]:
    instants = (None if at is None else instant_text(at) for at in (move.before, move.after))
    before, after = instants
    return {
        "scope": scope_to_json(move.scope),
        "title": move.title,
        "before": before,
        "after": after,
        "is_new": move.is_new,
    }


def plan_from_document(document: PlanDocument) -> Plan:
    """A plan from its document.

    Raises:
        ValueError: If a value is not what its place wants.
    """
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
        changes=tuple(change_from_document(item) for item in document.changes),
        unread=tuple(UnreadScope(scope_from_document(item.scope), item.why) for item in document.unread),
        guards=tuple(guard_from_document(item) for item in document.guards),
        diagnostics=tuple(finding_from_json(item) for item in document.diagnostics),
        estimate=Estimate(document.estimate.requests, document.estimate.seconds),
        zones=document.zones,
        seasons=tuple(_season(item) for item in document.seasons),
        undoes=None
        if document.undoes is None
        else Undoing(document.undoes.run, tuple(document.undoes.commits)),
        kept=tuple(kept_from_document(row) for row in document.kept),
        settling=tuple(settling_from_document(one) for one in document.settling),
        extra=tuple(extra_from_document(one) for one in document.extra),
        impact=None if document.impact is None else impact_from_document(document.impact),
        url=document.url,
        tree=document.tree,
        uncommitted=tuple(document.uncommitted),
        trust=document.trust,
        loosens=tuple(document.loosens),
    )


def _season(document: SeasonMoveDocument) -> SeasonMove:
    before, after = (None if at is None else read_instant(at) for at in (document.before, document.after))
    return SeasonMove(scope_from_document(document.scope), document.title, before, after, document.is_new)
