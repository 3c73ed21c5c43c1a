"""Verdicts of guards in the plan file."""

from typing import Any

from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.plan.document_guards import GuardDocument


def guard_to_json(verdict: GuardVerdict) -> dict[str, Any]:
    """A verdict; what it does not have is left out."""
    return {
        "guard": verdict.guard,
        "count": verdict.count,
        "limit": verdict.limit,
        "verdict": verdict.verdict,
        **({"earlier": verdict.earlier} if verdict.earlier else {}),
        **({} if verdict.percent is None else {"percent": verdict.percent}),
        **({"territories": [_territory(one) for one in verdict.territories]} if verdict.territories else {}),
        **(
            {"scopes": [{**_scope(scope), "count": count} for scope, count in verdict.scopes]}
            if verdict.scopes
            else {}
        ),
        **({"says": verdict.says} if verdict.says else {}),
        **({"reasons": [*verdict.reasons]} if verdict.reasons else {}),
    }


def guard_from_document(document: GuardDocument) -> GuardVerdict:
    """A verdict as it was written."""
    return GuardVerdict(
        document.guard,
        document.count,
        document.limit,
        document.verdict,
        document.earlier,
        document.percent,
        tuple(
            TerritoryVerdict(one.territory, one.count, one.scopes, one.of, one.limit, one.verdict)
            for one in document.territories
        ),
        tuple(
            (Scope(one.alid, one.territory, BusinessLine(one.business_line)), one.count)
            for one in document.scopes
        ),
        document.says,
        tuple(document.reasons),
    )


def _territory(verdict: TerritoryVerdict) -> dict[str, Any]:
    return {
        "territory": verdict.territory,
        "count": verdict.count,
        "scopes": verdict.scopes,
        "of": verdict.of,
        "limit": verdict.limit,
        "verdict": verdict.verdict,
    }


def _scope(scope: Scope) -> dict[str, str]:
    return {"alid": scope.alid, "territory": scope.territory, "business_line": str(scope.business_line)}
