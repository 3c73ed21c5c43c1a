"""Where templates are found, and how everything they show is made safe."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pvsync.render.markdown import cell, code, words

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""Inside an installed package, or at the top of a checkout."""


def markdown_template(name: str) -> Template:
    """A template of Markdown: a text that no filter has made safe is shown as it is written."""
    return _markdown().get_template(name)


@cache
def _markdown() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"cell": cell, "code": code, "words": words}
    return environment


def _safe(value: object) -> object:
    return cell(value) if isinstance(value, str) and not isinstance(value, Markup) else value
