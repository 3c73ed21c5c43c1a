"""The page of a code for machines; the format is published and versioned."""

import json

from pvsync.diagnostics import Code
from pvsync.render.formats import CodePageFormat
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def render(code: Code, _screen: Screen) -> str:
    """Everything that is known of a code as one JSON document; ASCII."""
    document = {
        "format_version": FORMAT_VERSION,
        "code": code.code,
        "name": code.name,
        "severity": str(code.severity),
        "page": code.page.strip(),
        "bad": code.bad.strip(),
        "good": code.good.strip(),
        "reasons": list(code.reasons),
    }
    return json.dumps(document, indent=2) + "\n"


FORMAT = CodePageFormat(name="json", render=render)
