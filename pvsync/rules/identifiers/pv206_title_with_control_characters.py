r"""A title holds a tab, a line break or another character that cannot be seen.

Such characters come in with copied text, in a YAML block (`|`) or as `\n` between quotes; characters without width and
those that turn the direction of writing come in from web pages. They survive into the avail
and into spreadsheets, where a row may break apart, and validators of the trade refuse them.

Write the title on one line, with single blanks, and type it anew where nothing can be seen.

Source: our page on validation rules, generic EMA checks (no tab, carriage return or line feed in titles). What Prime
Video does with them is not documented.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import Season
from pvsync.model.unseen import UNSEEN, unseen_name
from pvsync.rules.rule import Remark, Rule, Setting

_NAMES = {
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\u2028": "a line break",
    "\u2029": "a line break",
}


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each control character of a title, a season's with that of its series."""
    yield from _remarks(title, "title", title.title.title)
    if isinstance(title.title, Season):
        yield from _remarks(title, "series.title", title.title.series.title)


def _remarks(title: DesiredTitle, path: str, text: str) -> Iterator[Remark]:
    found = UNSEEN.search(text)
    if found is not None:
        name = _NAMES.get(found[0]) or unseen_name(found[0])
        yield Remark(
            title.places.title(path),
            f"the title holds {name} after its first {found.start()} characters",
            "write the title on one line, with single blanks"
            if found[0] in _NAMES
            else "type the title anew, without it",
        )


RULE = Rule(
    code="PV206",
    name="title-with-control-characters",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: |
  Heat
  Haze
avails: []
""",
    good="""
kind: movie
alid: HEAT
title: Heat Haze
avails: []
""",
)
