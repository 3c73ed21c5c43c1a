"""A plan as a screen: what customers will see, then every change by title, scope, transaction and field."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from pvsync.diagnostics import Severity
from pvsync.model.plan import RowFate
from pvsync.render.fields_text import field_lines
from pvsync.render.formats import PlanFormat
from pvsync.render.hint import hint_lines
from pvsync.render.phrases import Weight
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, cells, padded, paint, wrapped
from pvsync.render.view import KNOW_FIRST, PlanView
from pvsync.render.view_standing import DRIFTED, parted
from pvsync.render.view_titles import RowView, ScopeView, TitleView

_TONES = {"+": Tone.ADDED, "~": Tone.CHANGED, ">": Tone.REMOVED, "-": Tone.REMOVED, ".": Tone.FAINT}
_MARKS = {Weight.LOSS: "-", Weight.CHANGE: "~", Weight.GAIN: "+"}
_SCOPE, _ROW, _FIELD = 2, 4, 8


def render(view: PlanView, screen: Screen) -> str:
    """The whole plan; nothing is cut."""
    return paint(_lines(view, screen.width), screen)


def _lines(view: PlanView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(f"Plan for {view.target}", Tone.STRONG),), width, 2)
    if view.origin:
        yield from wrapped((Span(view.origin, Tone.FAINT),), width, 2)
    yield from _loosens(view, width)
    if view.changes:
        yield from _statements(view, width)
        yield from _audience(view, width)
        for heading, drifted in (("Changes", False), (DRIFTED, True)):
            titles = parted(view.titles, drifted=drifted)
            if titles:
                yield EMPTY
                yield _heading(heading)
            for title in titles:
                yield EMPTY
                yield from _title(title, width)
    yield from standing_lines(view, width)
    yield from _unread(view, width)
    yield from _guards(view, width)
    yield from _findings(view, width)
    yield EMPTY
    for note in (*view.coverage, *view.notes):
        yield from wrapped((Span(note),), width, 2)
    if view.empty:
        yield from wrapped((Span(view.empty, Tone.GOOD),), width, 0)
    if view.changes or view.unread:
        yield from wrapped((Span(view.summary, Tone.STRONG),), width, 2)


def _heading(text: str) -> Line:
    return (Span(text, Tone.STRONG),)


def _loosens(view: PlanView, width: int) -> Iterator[Line]:
    if not view.loosens:
        return
    yield EMPTY
    yield _heading(KNOW_FIRST)
    for text in view.loosens:
        yield from wrapped((Span("  ! ", Tone.WARNING), Span(text)), width, 4)


def _statements(view: PlanView, width: int) -> Iterator[Line]:
    yield EMPTY
    yield _heading("What customers will see")
    for statement in view.statements:
        mark = _MARKS[statement.weight]
        yield from wrapped((Span(f"  {mark} ", _TONES[mark]), Span(statement.text)), width, 4)
    if not view.statements:
        yield (Span("  Nothing changes for customers."),)


def _audience(view: PlanView, width: int) -> Iterator[Line]:
    if view.audience is None:
        return
    yield EMPTY
    yield _heading(view.audience.heading)
    for line in view.audience.lines:
        tone = Tone.WARNING if line.mark == "?" else Tone.STRONG
        yield from wrapped((Span(f"  {line.mark} ", tone), Span(line.text)), width, 4)
    for note in view.audience.notes:
        yield from wrapped((Span(f"  {note}", Tone.FAINT),), width, 2)


def _title(title: TitleView, width: int) -> Iterator[Line]:
    yield from wrapped((Span(title.name, Tone.STRONG), Span(f"  {title.about}", Tone.FAINT)), width, 2)
    for scope in title.scopes:
        yield from _scope(scope, width)


def _scope(scope: ScopeView, width: int) -> Iterator[Line]:
    what = f"{scope.territory} {scope.line}: {scope.action}"
    reason = f", {scope.reason}" if scope.reason else ""
    spans = (
        Span(" " * _SCOPE),
        Span(f"{scope.mark} ", _TONES[scope.mark]),
        Span(what),
        Span(reason, Tone.FAINT),
    )
    yield from wrapped(spans, width, _SCOPE + 2)
    if scope.twice:
        yield from wrapped((Span(" " * (_SCOPE + 2)), Span(scope.twice)), width, _SCOPE + 4)
    yield from field_lines(scope.fields, _ROW, width)
    label_width = max((cells(row.label) for row in scope.rows), default=0)
    period_width = max((cells(_period(row)) for row in scope.rows), default=0)
    for row in scope.rows:
        yield from _row(row, (label_width, period_width), width)
    if scope.unchanged:
        transactions = (
            "transaction stays as it is" if scope.unchanged == 1 else "transactions stay as they are"
        )
        yield (Span(f"{' ' * _ROW}  {scope.unchanged} {transactions}", Tone.FAINT),)


def _row(row: RowView, columns: tuple[int, int], width: int) -> Iterator[Line]:
    label_width, period_width = columns
    start = f"{padded(row.label, label_width)}  "
    mark = Span(f"{' ' * _ROW}{row.mark} ", _TONES[row.mark])
    if row.fate is RowFate.CHANGED:
        yield (mark, Span(row.label))
        yield from field_lines(row.fields, _FIELD, width)
        return
    blank = " " * (_ROW + 2 + cells(start))
    price = row.offer.price if row.fate is RowFate.ADDED else ""
    yield from wrapped(
        (mark, Span(start), Span(padded(_period(row), period_width)), Span(f"  {price}")), width, len(blank)
    )
    terms = _terms(row.offer.terms) if row.fate is RowFate.ADDED else ""
    utc = "; ".join(part for part in (row.ends.utc if row.ends else "", row.offer.utc) if part)
    beside = f"{blank}{utc}  {row.source}"
    if cells(beside) <= width:
        yield (Span(beside, Tone.FAINT),)
        yield from _faint(terms, blank, width)
        return
    for text in (utc, terms, row.source):
        yield from _faint(text, blank, width)


def _period(row: RowView) -> str:
    match row.fate:
        case RowFate.CHANGED | RowFate.SAME | RowFate.KEPT:
            return ""
        case RowFate.ENDED:
            if not row.begun:
                return f"never opens, moved into the past; live it runs {row.offer.period}"
            return f"{row.ending}; live it runs {row.offer.period}"
        case RowFate.OMITTED:
            return f"removed; live it runs {row.offer.period}"
        case RowFate.ADDED:
            return row.offer.period
        case _:
            assert_never(row.fate)


def _terms(terms: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{name} {value}" for name, value in terms)


def _faint(text: str, blank: str, width: int) -> Iterator[Line]:
    if text:
        yield from wrapped((Span(blank), Span(text, Tone.FAINT)), width, len(blank))


def standing_lines(view: PlanView, width: int) -> Iterator[Line]:
    """What stays as it is."""
    for part in view.standing:
        yield EMPTY
        yield _heading(part.heading)
        for line in part.lines:
            yield from wrapped((Span("  = ", Tone.FAINT), Span(line)), width, 4)


def _unread(view: PlanView, width: int) -> Iterator[Line]:
    if not view.unread:
        return
    yield EMPTY
    yield _heading("Could not be read, so nothing is done about them")
    for one in view.unread:
        spans = (Span("  ? ", Tone.WARNING), Span(f"{one.scope}: "), Span(one.why))
        yield from wrapped(spans, width, 4)


def _guards(view: PlanView, width: int) -> Iterator[Line]:
    if not view.guards:
        return
    yield EMPTY
    yield _heading("Guards")
    for guard in view.guards:
        mark = Span("  ! ", Tone.BAD) if guard.refused else Span("  . ", Tone.FAINT)
        yield from wrapped((mark, Span(guard.sentence)), width, 4)


def _findings(view: PlanView, width: int) -> Iterator[Line]:
    if not view.findings:
        return
    yield EMPTY
    yield _heading("The catalog")
    for finding in view.findings:
        place = f" ({finding.place.file}:{finding.place.line})" if finding.place else ""
        spans = (Span(f"  {finding.severity} {finding.code}: ", Tone.WARNING), Span(finding.message + place))
        yield from wrapped(spans, width, 4)
        if finding.severity is Severity.ERROR and finding.hint:
            yield from hint_lines("    ", finding.hint, width)


FORMAT = PlanFormat(name="text", suffix=".txt", render=render)
