"""An import of what is live for machines; the format is published and versioned."""

import json
from typing import Any

from pvsync.model.imported_live import ImportedLive
from pvsync.model.window import instant_text
from pvsync.render.diagnostics_json import render
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def import_live_json(imported: ImportedLive) -> dict[str, Any]:
    """What was asked, answered and written."""
    findings = json.loads(render(Report(imported.findings, 0, 0), lambda _name: None, Screen(0)))
    asked = imported.asked
    return {
        "format_version": FORMAT_VERSION,
        "asked": {
            "target": asked.target,
            "ids": asked.ids,
            "territories": list(asked.territories),
            "business_lines": [str(line) for line in asked.lines],
            "scopes": asked.scopes,
            "kept": asked.kept,
            "since": None if asked.since is None else instant_text(asked.since),
        },
        "declared": [{"alid": alid, "file": file} for alid, file in asked.declared],
        "present": imported.present,
        "absent": imported.absent,
        "unread": [
            {
                "scope": {
                    "alid": scope.alid,
                    "territory": scope.territory,
                    "business_line": str(scope.business_line),
                },
                "why": why,
            }
            for scope, why in imported.unread
        ],
        "titles": imported.titles,
        "nowhere": list(imported.nowhere),
        "ended": list(imported.ended),
        "over": imported.over,
        "waiting": list(imported.waiting),
        "written": list(imported.written),
        "observed": imported.observed,
        "kept_in": imported.kept_in or None,
        "findings": findings["findings"],
        "summary": findings["summary"],
    }
