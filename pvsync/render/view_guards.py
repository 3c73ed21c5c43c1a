"""Verdicts of guards in words, and the option that lets exactly this through."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.render.english import counted

_WHOLE = 100
_NAMED = 5


@dataclass(frozen=True, slots=True)
class GuardView:
    """A guard that did not simply pass.

    Args:
        refused: Whether it refuses.
        sentence: What it counted, and how to let exactly that through.
        approve: The option that lets exactly this through, empty where it is not needed.
    """

    refused: bool
    sentence: str
    approve: str = ""


def guard_view(verdict: GuardVerdict, approved: int | None = None) -> GuardView:
    """A guard that refuses, or did until its count was approved.

    Args:
        verdict: What it says.
        approved: The count that is approved, None for none.
    """
    if verdict.verdict == "refuse" and approved != verdict.count:
        approve = f"--approve {verdict.guard}={verdict.count}"
        said = f"{refusal(verdict)}. To let exactly this through: {approve}"
        return GuardView(refused=True, sentence=said, approve=approve)
    return GuardView(refused=False, sentence=f"{verdict.guard} is approved: {counts_of(verdict)}")


def refusal(verdict: GuardVerdict) -> str:
    """That a guard refuses, and why."""
    return f"{verdict.guard} refuses this plan: {counts_of(verdict)}"


def counts_of(verdict: GuardVerdict) -> str:
    """What a guard counted and what it lets pass, in the whole plan and in each territory that is over."""
    return "; ".join(_counts(verdict))


def _counts(verdict: GuardVerdict) -> Iterator[str]:
    said = verdict.says or f"{verdict.count:,} counted"  # a plan of an earlier version has no words
    if verdict.earlier:
        said += f", {verdict.earlier:,} of them in the last 24 hours"
    yield said if verdict.limit is None else f"{said}, {_allowed(verdict.limit)} allowed"
    yield from (_territory(place) for place in verdict.territories if place.verdict == "refuse")
    yield from verdict.reasons[:_NAMED]
    if len(verdict.reasons) > _NAMED:
        yield f"and {len(verdict.reasons) - _NAMED:,} more"


def _allowed(limit: int) -> str:
    return f"{limit:,}" if limit else "none"


def _territory(place: TerritoryVerdict) -> str:
    part = f"{place.scopes:,} of {counted(place.of, 'scope')}"
    return f"in {place.territory} {part} ({_percent(place)} %), {place.limit} % allowed"


def _percent(place: TerritoryVerdict) -> str:
    """A share in percent, rounded up to a tenth, so that what is over the limit never reads like the limit."""
    tenths = -(-place.scopes * _WHOLE * 10 // place.of)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)
