"""A comparison for machines; the format is published and versioned."""

import json

from pvsync.model.comparison import Comparison
from pvsync.render.formats_comparison import ComparisonFormat
from pvsync.render.screen import Screen

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def render(comparison: Comparison, _screen: Screen) -> bytes:
    """The whole comparison as one JSON document; ASCII, so that nothing in it can steer a terminal."""
    document = {
        "format_version": FORMAT_VERSION,
        "old": comparison.old,
        "new": comparison.new,
        "summary": {str(fate): count for fate, count in comparison.total.items()},
        "territories": {
            territory: {str(fate): count for fate, count in counts.items()}
            for territory, counts in sorted(comparison.counts.items())
        },
        "differences": [
            {
                "fate": str(one.fate),
                "alid": one.alid,
                "title": one.title,
                "territory": one.territory,
                "offer": one.offer,
                "start": one.start,
                "end": one.end,
                "fields": [
                    {"name": field.name, "before": field.before, "after": field.after} for field in one.fields
                ],
                "before": one.before,
                "after": one.after,
            }
            for one in comparison.differences
        ],
    }
    return (json.dumps(document, indent=2) + "\n").encode()


FORMAT = ComparisonFormat(name="json", suffix=".json", is_text=True, render=render)
