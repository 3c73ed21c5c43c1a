"""Drift as a screen: what git says and what live says, wherever the two differ."""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.plan import Action, RowFate
from pvsync.render.english import counted
from pvsync.render.plan_text import standing_lines
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, paint, wrapped
from pvsync.render.view import PlanView
from pvsync.render.view_titles import FieldView, RowView, ScopeView

_GIT, _LIVE = "git says   ", "live says  "
_NOTHING = "nothing"
_NEXT = (
    "To put back what git says: `pvsync plan`, then `pvsync apply`.",
    "To keep what live says: `pvsync drift --write` writes it into the catalog.",
)


def render(view: PlanView, screen: Screen) -> str:
    """Every difference of a plan whose `before` is live and whose `after` is git."""
    return paint(_lines(view, screen.width), screen)


def _lines(view: PlanView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(f"Drift of {view.target}", Tone.STRONG),), width, 2)
    if view.origin:
        yield from wrapped((Span(view.origin, Tone.FAINT),), width, 2)
    for title in view.titles:
        yield EMPTY
        yield from wrapped((Span(title.name, Tone.STRONG), Span(f"  {title.about}", Tone.FAINT)), width, 2)
        for scope in title.scopes:
            yield from _scope(scope, width)
    yield from standing_lines(view, width)
    if view.unread:
        yield EMPTY
        yield (Span("Could not be read, so nothing is known about them", Tone.STRONG),)
    for one in view.unread:
        yield from wrapped((Span("  ? ", Tone.WARNING), Span(f"{one.scope}: {one.why}")), width, 4)
    refused = [one for one in view.findings if one.severity is Severity.ERROR]
    if refused:
        yield EMPTY
        yield (Span("Differs, and cannot be planned", Tone.STRONG),)
    for finding in refused:
        yield from wrapped((Span("  ! ", Tone.BAD), Span(f"{finding.code}: {finding.message}")), width, 4)
    yield EMPTY
    for note in (*view.coverage, *(_NEXT if view.titles else ())):
        yield from wrapped((Span(note),), width, 2)
    tone = Tone.STRONG if view.titles or view.unread or refused else Tone.GOOD
    yield from wrapped((Span(_summary(view, refused=len(refused)), tone),), width, 2)


def _summary(view: PlanView, *, refused: int) -> str:
    if refused and not view.changes:
        said = f"Drift: live differs from git in what cannot be planned ({counted(refused, 'finding')})."
    elif view.changes:
        titles, scopes = counted(len(view.titles), "title"), counted(view.changes, "scope")
        said = f"Drift: live differs from git in {scopes} of {titles}."
    elif view.unread:
        said = "No drift in what could be read."
    else:
        said = "No drift. Live is what git says." if not view.standing else "No drift."
    return f"{said} {counted(len(view.unread), 'scope')} could not be read." if view.unread else said


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
