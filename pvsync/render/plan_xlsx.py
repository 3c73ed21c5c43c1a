"""A plan as a workbook, for colleagues who work in spreadsheets: one row a value, to be sorted and filtered."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.model.plan import Cause, RowFate, Source
from pvsync.render.formats import PlanFormat
from pvsync.render.phrases import Weight
from pvsync.render.plan_markdown import row_of
from pvsync.render.same_changes import phrases_of, takes_away
from pvsync.render.screen import Screen
from pvsync.render.view import KNOW_FIRST, PlanView
from pvsync.render.view_titles import CAUSES, FieldView, RowView, ScopeView, TitleView
from pvsync.render.workbook import Sheet, workbook

_WEIGHTS = {Weight.LOSS: "loses", Weight.CHANGE: "changes", Weight.GAIN: "gains"}
_SCOPE = ("Title", "Kind", "ALID", "Territory", "Business line", "Action")
_SOURCE = ("File", "Line", "Commit", "Author", "Cause")


@dataclass(frozen=True, slots=True)
class _Value:
    """The cells of one value after those of its scope."""

    offer: str
    key: str
    before: str
    after: str
    utc: str
    source: Source | None
    cause: Cause


def render(view: PlanView, _screen: Screen) -> bytes:
    """Consequences, changes, removals, guards and findings, a sheet each.

    Raises:
        UsageError: If the library that writes workbooks is not installed.
    """
    return workbook(f"Plan for {view.target}", view.as_of, tuple(_sheets(view)))


def _sheets(view: PlanView) -> Iterator[Sheet]:
    said = [(KNOW_FIRST, text) for text in view.loosens]
    said += [(_WEIGHTS[one.weight], one.text) for one in view.statements]
    notes = [("plan", text) for text in (view.summary, view.empty, view.origin) if text]
    notes += [("note", text) for text in (*view.coverage, *view.notes)]
    notes += [(part.heading, line) for part in view.standing for line in part.lines]
    notes += [("not read", f"{one.scope}: {one.why}") for one in view.unread]
    yield Sheet("Consequences", ("Customers", "What they will see"), said + notes)
    scopes = [(title, scope) for title in view.titles for scope in title.scopes]
    changes = [(*_scope(title, scope), *_cells(value)) for title, scope in scopes for value in _values(scope)]
    headings = (*_SCOPE, "Offer", "Key", "Before (live)", "After (git)", "After (UTC)", *_SOURCE)
    yield Sheet("Changes", headings, changes)
    removals = [
        (*_scope(title, scope), scope.reason, "; ".join(phrases_of(scope)))
        for title, scope in scopes
        if takes_away(scope)
    ]
    yield Sheet("Removals", (*_SCOPE, "Reason", "What leaves"), removals)
    guards = [("refuses" if one.refused else "approved", one.sentence, one.approve) for one in view.guards]
    yield Sheet("Guards", ("Verdict", "What it counted", "What approves it"), guards)
    findings = [
        (
            str(one.severity),
            one.code,
            one.message,
            one.hint,
            one.place.file if one.place else "",
            one.place.line if one.place else "",
        )
        for one in view.findings
    ]
    yield Sheet("Findings", ("Severity", "Code", "What it says", "Hint", "File", "Line"), findings)


def _scope(title: TitleView, scope: ScopeView) -> tuple[str, ...]:
    kind, _, alid = title.about.rpartition(" ")
    return (title.name, kind, alid, scope.territory, scope.line, str(scope.action))


def _cells(value: _Value) -> tuple[str | int, ...]:
    at = value.source
    place = (at.file, at.line, at.commit or "", at.author or "") if at else ("", "", "", "")
    cells = (value.offer, value.key, value.before, value.after, value.utc)
    return (*cells, *place, CAUSES.get(value.cause, ""))


def _values(scope: ScopeView) -> Iterator[_Value]:
    """One for each value that changes and for each transaction that comes or goes, at least one."""
    for field in scope.fields:
        yield _of_field("the title", field)
    for row in scope.rows:
        if row.fate is RowFate.CHANGED:
            yield from (_of_field(row.label, field) for field in row.fields)
        else:
            yield _of_row(row)
    if not scope.fields and not scope.rows:
        yield _Value("", "", "", "; ".join(phrases_of(scope)), "", None, Cause.UNKNOWN)


def _of_field(offer: str, field: FieldView) -> _Value:
    after = ", ".join(field.items) or field.after.text
    before = "" if field.items else field.before.text
    return _Value(offer, field.name, before, after, field.after.utc, field.at, field.cause)


def _of_row(row: RowView) -> _Value:
    told = row_of(row)
    return _Value(row.label, "", told.before.text, "; ".join(told.after), told.after_utc, row.at, row.cause)


FORMAT = PlanFormat(name="xlsx", suffix=".xlsx", render=render, is_text=False)
