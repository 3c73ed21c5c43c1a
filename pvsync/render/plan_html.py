"""A plan as one page for a browser: nothing is fetched, nothing but its own style and script runs."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.render.browser_page import browser_page
from pvsync.render.drawing import Drawing, drawing, legend
from pvsync.render.formats import PlanFormat
from pvsync.render.lanes import Axis, axis_of, lanes_text
from pvsync.render.phrases import Weight
from pvsync.render.plan_markdown import TableRow, rows_of_scope
from pvsync.render.same_changes import phrases_of, takes_away
from pvsync.render.screen import Screen
from pvsync.render.view import KNOW_FIRST, PlanView
from pvsync.render.view_standing import DRIFTED, parted
from pvsync.render.view_titles import CAUSES, ScopeView, TitleView

_OPEN_TITLES, _OPEN_SCOPES = 8, 60
"""What is unfolded at first; a longer page opens at its top, not in the middle of its changes."""

_LARGEST_RAW = 2_000_000
_MARKS = {Weight.LOSS: "-", Weight.CHANGE: "~", Weight.GAIN: "+"}
_TONES = {"+": "gain", "~": "change", ">": "loss", "-": "loss", ".": "faint", "?": "change", "!": "loss"}


@dataclass(frozen=True, slots=True)
class ScopePart:
    """One scope on the page.

    Args:
        anchor: Its id on the page.
        view: The scope.
        causes: Why its values differ, words of the filter.
        picture: Its windows.
        says: The same in words.
        rows: Its table.
    """

    anchor: str
    view: ScopeView
    causes: tuple[str, ...]
    picture: Drawing
    says: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TitlePart:
    """One title on the page.

    Args:
        view: The title.
        kind: What it is.
        alid: Its id.
        scopes: What changes of it.
        is_drift: Whether these were changed live alone, and not in git.
    """

    view: TitleView
    kind: str
    alid: str
    scopes: tuple[ScopePart, ...]
    is_drift: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """One scope in which customers lose something.

    Args:
        anchor: Where it is told in full.
        title: The title's name.
        alid: Its id.
        scope: The scope.
        says: What leaves.
    """

    anchor: str
    title: str
    alid: str
    scope: ScopeView
    says: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: only what the plan holds.

    Args:
        territories: Territories, each as the page marks it and in words.
        lines: Business lines.
        actions: Actions.
        causes: Causes.
    """

    territories: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    causes: tuple[tuple[str, str], ...]


def render(view: PlanView, _screen: Screen) -> str:
    """The whole page."""
    lanes = [lane for title in view.titles for scope in title.scopes for lane in scope.lanes]
    axis = axis_of(lanes, view.as_of)
    parts = tuple(_parts(view, axis))
    return browser_page(
        "plan.html.j2",
        view=view,
        parts=parts,
        drifted=DRIFTED,
        know_first=KNOW_FIRST,
        removals=tuple(_removals(parts)),
        choices=_choices(parts),
        axis=axis,
        legend=legend(lanes),
        unfolded=len(parts) <= _OPEN_TITLES and view.changes <= _OPEN_SCOPES,
        raw=view.raw.split("\n") if view.raw and len(view.raw) <= _LARGEST_RAW else [],
        marks=_MARKS,
        tones=_TONES,
    )


def _parts(view: PlanView, axis: Axis) -> Iterator[TitlePart]:
    number = 0
    for drifted in (False, True):
        for title in parted(view.titles, drifted=drifted):
            kind, _, alid = title.about.rpartition(" ")
            scopes = []
            for scope in title.scopes:
                number += 1
                scopes.append(_scope(scope, axis, f"s{number}"))
            yield TitlePart(title, kind, alid, tuple(scopes), drifted)


def _scope(scope: ScopeView, axis: Axis, anchor: str) -> ScopePart:
    found = [field.cause for field in scope.fields]
    for row in scope.rows:
        found += [row.cause, *(field.cause for field in row.fields)]
    causes = dict.fromkeys(cause for cause in found if cause in CAUSES)
    return ScopePart(
        anchor=anchor,
        view=scope,
        causes=tuple(str(cause) for cause in causes),
        picture=drawing(scope.lanes, axis),
        says=lanes_text(scope.lanes),
        rows=tuple(rows_of_scope(scope)),
    )


def _removals(parts: tuple[TitlePart, ...]) -> Iterator[Removal]:
    for title in parts:
        for scope in title.scopes:
            if takes_away(scope.view):
                says = "; ".join(phrases_of(scope.view))
                yield Removal(scope.anchor, title.view.name, title.alid, scope.view, says)


def _choices(parts: tuple[TitlePart, ...]) -> Choices:
    scopes = [scope for title in parts for scope in title.scopes]
    causes = {cause for scope in scopes for cause in scope.causes}
    return Choices(
        territories=tuple(sorted({(scope.view.territory,) * 2 for scope in scopes})),
        lines=tuple(sorted({(scope.view.line,) * 2 for scope in scopes})),
        actions=tuple(sorted({(str(scope.view.action),) * 2 for scope in scopes})),
        causes=tuple((str(cause), words) for cause, words in CAUSES.items() if cause in causes),
    )


FORMAT = PlanFormat(name="html", suffix=".html", render=render)
