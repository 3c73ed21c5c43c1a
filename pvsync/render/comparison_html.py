"""A comparison as one page for a browser; nothing is fetched and nothing runs."""

from itertools import groupby

from pvsync.model.comparison import Comparison
from pvsync.render.comparison_text import MARKS, counts_text, unread_text, window_text
from pvsync.render.environment import html_template
from pvsync.render.formats_comparison import ComparisonFormat
from pvsync.render.screen import Screen


def render(comparison: Comparison, _screen: Screen) -> bytes:
    """The whole comparison."""
    territories = [
        (name, counts_text(comparison.counts[name]), list(found))
        for name, found in groupby(comparison.differences, key=lambda one: one.territory)
    ]
    template = html_template("comparison.html.j2")
    page = template.render(
        comparison=comparison,
        territories=territories,
        total=counts_text(comparison.total),
        note=unread_text(comparison),
        marks=MARKS,
        window_text=window_text,
    )
    return page.encode()


FORMAT = ComparisonFormat(name="html", suffix=".html", is_text=True, render=render)
