"""An import of metadata files for machines; the format is published and versioned."""

import json
from typing import Any

from pvsync.model.metadata_import import MetadataImport
from pvsync.render.diagnostics_json import render
from pvsync.render.formats import Report
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def metadata_import_json(imported: MetadataImport) -> dict[str, Any]:
    """What became of the files; `line` of a finding is a line of the metadata file."""
    findings = json.loads(render(Report(imported.findings, 0, 0), lambda _name: None, Screen(0)))
    return {
        "format_version": FORMAT_VERSION,
        "files": [
            {
                "file": file.file,
                "version": file.version,
                "content_id": file.content_id,
                "became": file.became,
                "document": file.document,
                "metadata": file.text,
            }
            for file in imported.files
        ],
        "findings": findings["findings"],
        "summary": findings["summary"],
    }
