"""A timeline as one page for a browser, made of the same parts as that of a plan."""

from pvsync.render.browser_page import browser_page
from pvsync.render.drawing import drawing, legend
from pvsync.render.formats_timeline import TimelineFormat
from pvsync.render.lanes import lanes_text
from pvsync.render.screen import Screen
from pvsync.render.view_timeline import TimelineView

_OPEN_TITLES = 8


def render(view: TimelineView, _screen: Screen) -> str:
    """The whole page."""
    lanes = [lane for title in view.titles for scope in title.scopes for lane in scope.lanes]
    parts = [
        (title, [(scope, drawing(scope.lanes, view.axis), lanes_text(scope.lanes)) for scope in title.scopes])
        for title in view.titles
    ]
    scopes = [scope for title in view.titles for scope in title.scopes]
    return browser_page(
        "timeline.html.j2",
        view=view,
        parts=parts,
        territories=sorted({(scope.territory,) * 2 for scope in scopes}),
        business_lines=sorted({(scope.line,) * 2 for scope in scopes}),
        axis=view.axis,
        legend=legend(lanes),
        unfolded=len(parts) <= _OPEN_TITLES,
    )


FORMAT = TimelineFormat(name="html", suffix=".html", render=render)
