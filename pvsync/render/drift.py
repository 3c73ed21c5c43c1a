"""Drift as a screen and as JSON: what git says and what live says, wherever the two differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pvsync.diagnostics import Severity
from pvsync.model.drift import Drift, KnownDrift, key_of
from pvsync.model.plan import Action, Change, Plan, RowFate
from pvsync.model.scope import Scope
from pvsync.render.days import day_text
from pvsync.render.english import counted, listed
from pvsync.render.impact import LINE_WORDS
from pvsync.render.plan_text import standing_lines
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, paint, wrapped
from pvsync.render.view import view_of
from pvsync.render.view_standing import EXTRA, extra_lines
from pvsync.render.view_titles import FieldView, RowView, ScopeView, title_views

_GIT, _LIVE = "git says   ", "live says  "
_NOTHING = "nothing"
_COMMIT = 9
_NEXT = (
    "To put back what git says: `pvsync plan`, then `pvsync apply`.",
    "To keep what live says: `pvsync drift --write` writes it into the catalog.",
)


def render(plan: Plan, drift: Drift, screen: Screen) -> str:
    """Every difference, live before and git after, group by group; what was changed by hand first."""
    return paint(_lines(plan, drift, screen.width), screen)


def drift_json(drift: Drift) -> dict[str, object]:
    """Which values of the plan's changes are in which group."""
    return {
        "by_hand": [_in_json(change) for change in drift.by_hand],
        "waiting": [_in_json(change) for change in drift.waiting],
        "extra": [
            {**_scope_in_json(one.scope), "run": one.run, "said": list(one.said)} for one in drift.extra
        ],
        "known": [{**_in_json(change), **_entry_in_json(entry)} for change, entry in drift.known],
        "expired": [_entry_in_json(entry) for entry in drift.expired],
    }


def _in_json(change: Change) -> dict[str, object]:
    return {**_scope_in_json(change.scope), "paths": [item.path for item in change.fields]}


def _scope_in_json(scope: Scope) -> dict[str, object]:
    return {
        "scope": {
            "alid": scope.alid,
            "territory": scope.territory,
            "business_line": str(scope.business_line),
        }
    }


def _entry_in_json(entry: KnownDrift) -> dict[str, object]:
    return {"until": entry.until.isoformat(), "reason": entry.reason, "owner": entry.owner}


def _lines(plan: Plan, drift: Drift, width: int) -> Iterator[Line]:
    view = view_of(replace(plan, extra=tuple(one for one in plan.extra if one not in drift.extra)))
    yield from wrapped((Span(f"Drift of {view.target}", Tone.STRONG),), width, 2)
    if view.origin:
        yield from wrapped((Span(view.origin, Tone.FAINT),), width, 2)
    refused = [one for one in view.findings if one.severity is Severity.ERROR]
    yield from _group(_heading(drift), plan, drift.by_hand, width)
    yield from _extra(drift, width)
    if drift.expired:
        yield EMPTY
    for entry in drift.expired:
        text = f"Known until {day_text(entry.until)}, and that day has come: {entry.reason} ({entry.owner})."
        yield from wrapped((Span(text, Tone.WARNING),), width, 2)
    yield from _group(_waiting(drift), plan, drift.waiting, width)
    yield from _known(drift, width)
    yield from standing_lines(view, width)
    if view.unread:
        yield EMPTY
        yield (Span("Could not be read, so nothing is known about them", Tone.STRONG),)
    for one in view.unread:
        yield from wrapped((Span("  ? ", Tone.WARNING), Span(f"{one.scope}: {one.why}")), width, 4)
    if refused:
        yield EMPTY
        yield (Span("Differs, and cannot be planned", Tone.STRONG),)
    for finding in refused:
        yield from wrapped((Span("  ! ", Tone.BAD), Span(f"{finding.code}: {finding.message}")), width, 4)
    yield EMPTY
    for note in (*view.coverage, *_notes(drift)):
        yield from wrapped((Span(note),), width, 2)
    tone = Tone.STRONG if drift.is_any or view.unread or refused else Tone.GOOD
    yield from wrapped((Span(_summary(plan, drift, refused=len(refused)), tone),), width, 2)


def _heading(drift: Drift) -> str:
    if drift.untold < len(drift.by_hand):
        return "Changed by hand on Prime Video"
    return "Differs, and no receipt tells whether git or Prime Video was changed"


def _waiting(drift: Drift) -> str:
    since = drift.waits_since
    if since is None or since.commit is None or since.at is None:
        return "Waiting for an apply"
    return f"Waiting for an apply since commit {since.commit[:_COMMIT]} of {day_text(since.at.date())}"


def _group(heading: str, plan: Plan, changes: Sequence[Change], width: int) -> Iterator[Line]:
    if not changes:
        return
    yield EMPTY
    yield from wrapped((Span(heading, Tone.STRONG),), width, 2)
    for title in title_views(replace(plan, changes=tuple(changes))):
        yield EMPTY
        yield from wrapped((Span(title.name, Tone.STRONG), Span(f"  {title.about}", Tone.FAINT)), width, 2)
        for scope in title.scopes:
            yield from _scope(scope, width)


def _extra(drift: Drift, width: int) -> Iterator[Line]:
    if not drift.extra:
        return
    yield EMPTY
    yield from wrapped((Span(EXTRA, Tone.STRONG),), width, 2)
    for line in extra_lines(drift.extra):
        yield from wrapped((Span("  ! ", Tone.WARNING), Span(line)), width, 4)


def _known(drift: Drift, width: int) -> Iterator[Line]:
    if not drift.known:
        return
    yield EMPTY
    yield (Span("Known, and no drift until a day", Tone.STRONG),)
    for change, entry in drift.known:
        scope = change.scope
        keys = listed(list(dict.fromkeys(key_of(item.path) for item in change.fields)))
        where = f"{change.title}, {scope.alid} in {scope.territory} {LINE_WORDS[scope.business_line]}"
        text = f"{where}: {keys} until {day_text(entry.until)}: {entry.reason} ({entry.owner})"
        yield from wrapped((Span("  . ", Tone.FAINT), Span(text)), width, 4)


def _notes(drift: Drift) -> Iterator[str]:
    if drift.by_hand:
        yield from _NEXT
    if 0 < drift.untold < len(drift.by_hand):
        yield f"{counted(drift.untold, 'scope')} of these no receipt speaks of: who changed them is not known."
    if drift.waiting:
        yield "What waits is sent by the next `pvsync apply`: `pvsync plan` shows it."


def _summary(plan: Plan, drift: Drift, *, refused: int) -> str:
    read = counted(plan.coverage.scopes_read, "scope")
    changed = {change.scope for change in drift.by_hand} | {one.scope for one in drift.extra}
    if changed:
        titles = counted(len({scope.alid for scope in changed}), "title")
        differs = "live differs from git" if drift.by_hand else "live was changed in what git cannot say,"
        said = f"Drift: {differs} in {counted(len(changed), 'scope')} of {titles}; {read} compared."
    elif refused:
        said = f"Drift: live differs from git in what cannot be planned ({counted(refused, 'finding')})."
    elif plan.unread and not plan.coverage.scopes_read:
        said = "Whether there is drift is not known: no scope could be read."
    elif plan.unread:
        said = f"No drift in the {read} that could be read."
    elif any(not one.run for one in plan.extra):
        said = f"No drift in what can be compared of {read}."
    else:
        said = f"No drift: {read} compared."
    waiting = len({change.scope for change in drift.waiting})
    known = len({change.scope for change, _ in drift.known})
    more = (
        [f"{counted(waiting, 'scope')} {'waits' if waiting == 1 else 'wait'} for an apply."]
        if waiting
        else []
    )
    more += [f"{counted(known, 'scope')} {'differs' if known == 1 else 'differ'} as known."] if known else []
    more += [f"{counted(len(plan.unread), 'scope')} could not be read."] if plan.unread else []
    return " ".join([said, *more])


def _scope(scope: ScopeView, width: int) -> Iterator[Line]:
    yield (Span(f"  {scope.territory} {scope.line}"),)
    if scope.action is Action.CREATE:
        yield (Span("    missing on Prime Video altogether", Tone.REMOVED),)
    for field in scope.fields:
        yield from _field(field, 4, width)
    for row in scope.rows:
        yield from _row(row, width)


def _row(row: RowView, width: int) -> Iterator[Line]:
    if row.fate is RowFate.CHANGED:
        yield (Span(f"    {row.label}"),)
        for field in row.fields:
            yield from _field(field, 6, width)
        return
    offer = ", ".join(part for part in (row.offer.period, row.offer.price) if part)
    git, live = (offer, _NOTHING) if row.fate is RowFate.ADDED else (_NOTHING, offer)
    yield (Span(f"    {row.label}"),)
    yield from _pair(" " * 6, (git, row.source), (live, ""), width)


def _field(field: FieldView, indent: int, width: int) -> Iterator[Line]:
    start = f"{' ' * indent}{field.name}  "
    yield from _pair(start, (field.after.text, field.source), (field.before.text, ""), width)


def _pair(start: str, git: tuple[str, str], live: tuple[str, str], width: int) -> Iterator[Line]:
    blank = " " * cells(start)
    hang = len(blank) + len(_GIT)
    for begin, lead, (text, source), tone in (
        (start, _GIT, git, Tone.ADDED),
        (blank, _LIVE, live, Tone.REMOVED),
    ):
        place = f"  ({source})" if source else ""
        spans = (Span(begin), Span(lead, Tone.FAINT), Span(text, tone), Span(place, Tone.FAINT))
        yield from wrapped(spans, width, hang)
