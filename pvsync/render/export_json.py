"""Exports for machines; the format is published and versioned."""

import json
from typing import Any

from pvsync.diagnostics import Finding
from pvsync.model.delivered import Delivered
from pvsync.model.exchange import Exported
from pvsync.render.diagnostics_json import render
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def export_json(exported: Exported) -> dict[str, Any]:
    """The workbooks of an export, and what has no place in them; with an error among its findings it wrote none."""
    return {
        "format_version": FORMAT_VERSION,
        "format": f"EMA {exported.version}",
        "files": [{"file": one.file, "sheet": one.sheet, "rows": one.rows} for one in exported.files],
        "lost": [{"what": what, "count": count} for what, count in exported.lost],
        **_said(exported.findings),
    }


def delivered_json(delivered: Delivered) -> dict[str, Any]:
    """The metadata files or manifests of an export, and the collections that have none."""
    return {
        "format_version": FORMAT_VERSION,
        "format": delivered.format,
        "files": [{"file": one.file, "alid": one.alid, "contents": one.contents} for one in delivered.files],
        "without": list(delivered.without),
        "schema": delivered.schema or None,
        "template": delivered.template or None,
        **_said(delivered.findings),
    }


def _said(findings: tuple[Finding, ...]) -> dict[str, Any]:
    said = json.loads(render(Report(findings, 0, 0), lambda _name: None, Screen(0)))
    return {"findings": said["findings"], "summary": said["summary"]}
