"""A page for a browser in one file: its style and its script stand in it, and nothing else may run or be fetched."""

import base64
import hashlib
from typing import Any

from markupsafe import Markup

from pvsync.render.environment import html_template, source

_STYLE, _SCRIPT = "page.css", "page.js"


def browser_page(template: str, **values: Any) -> str:
    """A page from a template that extends `page.html.j2`."""
    style, script = source(_STYLE), source(_SCRIPT)
    return html_template(template).render(
        style=Markup(style),  # noqa: S704 - a file of ours
        script=Markup(script),  # noqa: S704 - a file of ours
        policy=_policy(style, script),
        **values,
    )


def _policy(style: str, script: str) -> str:
    """The content security policy: exactly this style and this script, and the empty icon."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
