"""A plan as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.diagnostics import Severity
from pvsync.model.plan import Source
from pvsync.render.comment import shortened
from pvsync.render.diagnostics_github import SHOWN, command
from pvsync.render.formats import PlanFormat
from pvsync.render.same_changes import phrases_of, takes_away
from pvsync.render.screen import Screen
from pvsync.render.view import KNOW_FIRST, PlanView
from pvsync.render.view_titles import ScopeView

_MESSAGE = 1_000


@dataclass(frozen=True, slots=True)
class _Note:
    """One annotation."""

    severity: Severity
    title: str
    text: str
    at: Source | None = None


def render(view: PlanView, _screen: Screen) -> str:
    """Refused guards as errors, removals as warnings, as many of each as GitHub shows; last the counts."""
    lines: list[str] = []
    for severity in (Severity.ERROR, Severity.WARNING):
        notes = [note for note in _notes(view) if note.severity is severity]
        lines += _shown(notes, view.folder)
    lines.append(command("notice", {"title": "pvsync plan"}, view.empty or view.summary))
    return "\n".join(lines) + "\n"


def _shown(notes: list[_Note], folder: str) -> Iterator[str]:
    """All of a kind, or nine of them and how many are left."""
    room = SHOWN if len(notes) <= SHOWN else SHOWN - 1
    for note in notes[:room]:
        yield _command(note, folder)
    if len(notes) > room:
        text = f"{len(notes) - room:,} more of this kind: the comment and the report tell all"
        yield _command(_Note(notes[0].severity, "pvsync plan", text), folder)


def _notes(view: PlanView) -> Iterator[_Note]:
    for guard in view.guards:
        if guard.refused:
            yield _Note(Severity.ERROR, "refused by a guard", guard.sentence)
    for one in view.unread:
        yield _Note(Severity.ERROR, "could not be read", f"{one.scope}: {one.why}")
    for text in view.loosens:
        yield _Note(Severity.WARNING, KNOW_FIRST.lower(), text)
    for title in view.titles:
        for scope in title.scopes:
            if takes_away(scope):
                said = "; ".join(phrases_of(scope))
                text = f"{title.name} in {scope.territory} {scope.line}: {scope.action}, {said}"
                yield _Note(Severity.WARNING, "leaves Prime Video", text, _at(scope))


def _at(scope: ScopeView) -> Source | None:
    rows = [row for row in scope.rows if row.closes]
    places = [row.at for row in rows] + [field.at for row in rows for field in row.fields]
    return next((place for place in places if place is not None and not place.removed), None)


def _command(note: _Note, folder: str) -> str:
    where = {"file": folder + note.at.file, "line": str(note.at.line)} if note.at else {}
    return command(str(note.severity), {**where, "title": note.title}, shortened(note.text, _MESSAGE))


FORMAT = PlanFormat(name="github", suffix=".github", render=render)
