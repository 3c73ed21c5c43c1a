"""An import for machines; the format is published and versioned."""

import json
from typing import Any

from pvsync.model.exchange import Imported
from pvsync.render.diagnostics_json import render
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def import_json(imported: Imported) -> dict[str, Any]:
    """What became of the workbooks; `line` and `column` of a finding are row and column of its cell."""
    findings = json.loads(render(Report(imported.findings, 0, 0), lambda _name: None, Screen(0)))
    return {
        "format_version": FORMAT_VERSION,
        "sheets": [
            {"sheet": sheet.sheet, "version": sheet.version, "rows": sheet.rows} for sheet in imported.sheets
        ],
        "written": list(imported.written),
        "unchanged": list(imported.unchanged),
        "kept": list(imported.kept),
        "left_out": list(imported.left_out),
        "findings": findings["findings"],
        "summary": findings["summary"],
    }
