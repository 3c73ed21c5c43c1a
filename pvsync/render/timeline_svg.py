"""A timeline of one title as a picture, for a document or a slide."""

from pvsync.errors import UsageError
from pvsync.render.drawing import drawing, legend
from pvsync.render.environment import html_template, source
from pvsync.render.formats_timeline import TimelineFormat
from pvsync.render.lanes import lanes_text
from pvsync.render.screen import Screen
from pvsync.render.view_timeline import TimelineView

_HEAD, _GAP = 60, 22


def render(view: TimelineView, _screen: Screen) -> str:
    """The picture.

    Raises:
        UsageError: If there is not exactly one title.
    """
    if len(view.titles) != 1:
        raise UsageError(
            f"a picture shows one title, and {len(view.titles):,} match",
            advice="name one: `pvsync timeline ALID --format svg`; `--format html` shows many",
        )
    title = view.titles[0]
    top, scopes = _HEAD, []
    for scope in title.scopes:
        made = drawing(scope.lanes, view.axis)
        scopes.append((top, scope, made, lanes_text(scope.lanes)))
        top += _GAP + made.height
    lanes = [lane for scope in title.scopes for lane in scope.lanes]
    return html_template("timeline.svg.j2").render(
        view=view, title=title, scopes=scopes, axis=view.axis, height=top + _GAP, legend=legend(lanes),
        style=source("page.css"),
    )  # fmt: skip


FORMAT = TimelineFormat(name="svg", suffix=".svg", render=render)
