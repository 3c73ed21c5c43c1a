"""What a plan leaves as it is, in words: transactions of others, and what was sent and does not show yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pvsync.model.plan import Plan
from pvsync.model.scope import Scope
from pvsync.model.standing import ExtraChange, KeptRow, Settling
from pvsync.model.zones import Zones
from pvsync.render.days import utc_text
from pvsync.render.english import counted
from pvsync.render.impact import LINE_WORDS
from pvsync.render.values import period_text
from pvsync.render.view_titles import TitleView

DRIFTED = "Changed on Prime Video and not in git, so put back"
"""Above changes that nobody asked for in git."""

_NAMED = 8
_KEPT = "Made by others, and kept as it is"
_SETTLING = "Sent, and not visible yet"
EXTRA = "Changed on Prime Video since the last apply, under names that pvsync does not know"
"""Above what git cannot say and nobody sends."""

_NOT_COMPARED = (
    "Under names that pvsync does not know, and not compared: no receipt tells what the last apply left there"
)
_DOUBT = "perhaps ours once: what git and earlier runs said of it is not known in full here"


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that stays as it is.

    Args:
        heading: What it is.
        lines: Each thing, no full stop.
    """

    heading: str
    lines: tuple[str, ...]


def standing_of(plan: Plan) -> tuple[Standing, ...]:
    """What is kept and what is settling; nothing where there is neither."""
    found = (
        Standing(_SETTLING, tuple(_settling(plan.settling))),
        Standing(_KEPT, tuple(_kept(plan))),
        Standing(EXTRA, tuple(extra_lines(one for one in plan.extra if one.run))),
        Standing(_NOT_COMPARED, tuple(extra_lines(one for one in plan.extra if not one.run))),
    )
    return tuple(one for one in found if one.lines)


def parted(titles: Iterable[TitleView], *, drifted: bool) -> tuple[TitleView, ...]:
    """Titles with those of their scopes alone that only drift has changed, or with all others."""
    parts = (
        replace(title, scopes=tuple(scope for scope in title.scopes if scope.is_drift is drifted))
        for title in titles
    )
    return tuple(title for title in parts if title.scopes)


def _kept(plan: Plan) -> Iterator[str]:
    zones = Zones(overrides=plan.zones)
    scopes: dict[Scope, list[KeptRow]] = {}
    for row in plan.kept:
        scopes.setdefault(row.scope, []).append(row)
    for scope, rows in scopes.items():
        zone = zones.zone(scope.territory)
        offers = "; ".join(f"{row.offer}, {period_text(row.window, zone)}" for row in rows)
        doubt = f" ({_DOUBT})" if any(row.in_doubt for row in rows) else ""
        yield f"{rows[0].title}, {_scope(scope)}: {offers}{doubt}"


def _settling(scopes: Iterable[Settling]) -> Iterator[str]:
    """One line for each run; all of its scopes wait for the same day."""
    runs: dict[tuple[str, bool], list[Settling]] = {}
    for one in scopes:
        runs.setdefault((one.run, one.is_all), []).append(one)
    for (run, is_all), found in sorted(runs.items()):
        named = [f"{one.title}, {_scope(one.scope)}" for one in found[:_NAMED]]
        named += [f"{len(found) - _NAMED:,} more"] if len(found) > _NAMED else []
        first = found[0]
        sent = f"run {run} sent it on {utc_text(first.at)}, and live still shows what was there before"
        then = "nothing is sent again" if is_all else "what git has changed since is sent"
        yield f"{'; '.join(named)}: {sent}; until {utc_text(first.until)} that is no drift, and {then}"


def extra_lines(extra: Iterable[ExtraChange]) -> Iterator[str]:
    """What live says in each scope under names that nobody knows, no full stop."""
    scopes = list(extra)
    for one in scopes[:_NAMED]:
        said = [*one.said[:_NAMED], *([f"{len(one.said) - _NAMED:,} more"] if len(one.said) > _NAMED else [])]
        since = f" (since run {one.run}); nothing is sent for it" if one.run else "; it stays as it is"
        yield f"{one.title}, {_scope(one.scope)}: {'; '.join(said)}{since}"
    if len(scopes) > _NAMED:
        yield f"and {counted(len(scopes) - _NAMED, 'scope')} more: `--format json` names all of them"


def _scope(scope: Scope) -> str:
    return f"{scope.alid} in {scope.territory} {LINE_WORDS[scope.business_line]}"


def nothing_sent(plan: Plan) -> str:
    """What is said in place of changes where something stays as it is; empty where nothing does."""
    read = counted(plan.coverage.scopes_read, "scope")
    if plan.settling:
        unseen = counted(len(plan.settling), "scope")
        return f"No changes: {read} compared; {unseen} sent before cannot be seen yet."
    if plan.kept:
        return f"No changes: {read} compared. Prime Video holds what this catalog says, and what others made."
    if any(one.run for one in plan.extra):
        return f"Nothing to send: {read} compared. Prime Video holds what this catalog says; something else was changed there."
    if plan.extra:
        return f"No changes: {read} compared. Prime Video holds what this catalog says, and values that pvsync does not know."
    return ""
