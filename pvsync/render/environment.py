"""Where templates are found, and how everything they show is made safe."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from pvsync.render.disarm import disarm
from pvsync.render.markdown import cell, code, fenced, words

_PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""Inside an installed package, or at the top of a checkout."""

_LOADER = FileSystemLoader(FOLDERS)


def markdown_template(name: str) -> Template:
    """A template of Markdown: a text that no filter has made safe is shown as it is written."""
    return _markdown().get_template(name)


def html_template(name: str) -> Template:
    """A template of HTML: every text is escaped, and what would reverse a line is written out."""
    return _html().get_template(name)


def source(name: str) -> str:
    """A file beside the templates as it is: a style sheet, a script."""
    return _LOADER.get_source(_html(), name)[0]


@cache
def _html() -> Environment:
    environment = Environment(
        loader=_LOADER,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["ticked"] = _ticked
    return environment


@cache
def _markdown() -> Environment:
    environment = Environment(
        loader=_LOADER,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"cell": cell, "code": code, "fenced": fenced, "words": words}
    return environment


def _ticked(text: str) -> Markup:
    """A sentence of ours in which keys and commands stand in backticks: they become code."""
    parts = disarm(text).split("`")
    if len(parts) % 2 == 0:
        return escape(disarm(text))
    pieces = [
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    ]
    return Markup().join(pieces)


def _plain(value: object) -> object:
    return disarm(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _safe(value: object) -> object:
    return cell(value) if isinstance(value, str) and not isinstance(value, Markup) else value
