"""A rights report for machines: every stretch of days by itself; the format is versioned."""

import json

from pvsync.model.rights_report import RightsReport, Unoffered
from pvsync.model.window import instant_text
from pvsync.render.formats_rights import RightsFormat
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def render(report: RightsReport, _screen: Screen) -> str:
    """All of it as one JSON document; ASCII, so that nothing in it can steer a terminal."""
    document = {
        "format_version": FORMAT_VERSION,
        "licensor": report.licensor,
        "as_of": instant_text(report.as_of),
        "unoffered": [_row(one) for one in report.unoffered],
        "summary": {
            "titles_held": report.held,
            "titles_with_unoffered_rights": len({one.alid for one in report.unoffered}),
        },
    }
    return json.dumps(document, indent=2)


def _row(one: Unoffered) -> dict[str, object]:
    return {
        "alid": one.alid,
        "title": one.title or None,
        "kind": one.kind or None,
        "license": one.license,
        "territory": one.territory,
        "from": one.first.isoformat(),
        "to": None if one.last is None else one.last.isoformat(),
        "days": one.days,
        "contracts": [
            {"reference": reference, "file": place.file, "line": place.line}
            for reference, place in one.contracts
        ],
    }


FORMAT = RightsFormat(name="json", render=render)
