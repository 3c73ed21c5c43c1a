"""A log for machines: every edit by itself; the format is versioned."""

import json

from pvsync.model.log import Arrival, Edit, LogEntry
from pvsync.model.normal import Value
from pvsync.model.window import instant_text
from pvsync.render.formats_log import LogFormat
from pvsync.render.screen import Screen
from pvsync.render.view_log import LogView

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def render(view: LogView, _screen: Screen) -> str:
    """The whole log as one JSON document; ASCII, so that nothing in it can steer a terminal."""
    document = {
        "format_version": FORMAT_VERSION,
        "titles": [
            {
                "alid": title.alid,
                "title": title.title,
                "kind": title.kind,
                "entries": [_entry(entry) for entry in title.entries],
            }
            for title in view.log.titles
        ],
        "notes": list(view.log.notes),
    }
    return json.dumps(document, indent=2) + "\n"


def _entry(entry: LogEntry) -> dict[str, object]:
    return {
        "commit": entry.commit,
        "author": entry.author,
        "authored_at": instant_text(entry.authored_at),
        "committed_at": instant_text(entry.committed_at),
        "subject": entry.subject,
        "pull_request": entry.pull_request,
        "edits": [_edit(edit) for edit in entry.edits],
    }


def _edit(edit: Edit) -> dict[str, object]:
    scope = edit.scope
    return {
        "scope": {
            "alid": scope.alid,
            "territory": scope.territory,
            "business_line": str(scope.business_line),
        },
        "transaction": edit.offer or None,
        "path": edit.path or None,
        "before": _value(edit.before),
        "after": _value(edit.after),
        "arrivals": [_arrival(arrival) for arrival in edit.arrivals],
    }


def _value(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else value


def _arrival(arrival: Arrival) -> dict[str, str]:
    return {
        "environment": arrival.environment,
        "state": str(arrival.state),
        "run": arrival.run,
        "at": instant_text(arrival.at),
        "verification": str(arrival.verification),
        "words": arrival.words,
    }


FORMAT = LogFormat(name="json", suffix=".json", render=render)
