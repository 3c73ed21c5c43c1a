"""A plan as the comment on a pull request: always one comment, whatever the size of the plan.

It is a format of its own beside `markdown`, because the two make different promises: a comment groups what is the
same, keeps to what GitHub takes, and begins with a line by which the next run finds it; `markdown` shows every value
in its table.
"""

import re

from pvsync.render.comment import page_of
from pvsync.render.formats import PlanFormat
from pvsync.render.screen import Screen
from pvsync.render.view import PlanView

LONGEST = 60_000
"""Characters. GitHub takes 65,536; the rest is for what a workflow puts around it."""

_UNMARKED = re.compile(r"[^A-Za-z0-9_.]+")


def render(view: PlanView, _screen: Screen) -> str:
    """One comment."""
    return page_of(view, LONGEST, len, marker=marker(view.licensor, view.environment))


def marker(licensor: str, environment: str) -> str:
    """The hidden first line: one comment for each licensor and environment of a pull request."""
    names = " ".join(_UNMARKED.sub("-", name)[:100].strip("-") or "-" for name in (licensor, environment))
    return f"<!-- pvsync plan {names} -->\n"


FORMAT = PlanFormat(name="comment", suffix=".comment.md", render=render)
