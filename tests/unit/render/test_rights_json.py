"""A rights report for machines."""

import json

from unit.render.test_rights_text import ROW, report

from pvsync.render.rights_json import render
from pvsync.render.screen import Screen


def test_every_stretch_stands_by_itself() -> None:
    document = json.loads(render(report(ROW), Screen(80)))

    assert document == {
        "format_version": "1",
        "licensor": "acme",
        "as_of": "2026-06-01T12:00:00Z",
        "unoffered": [
            {
                "alid": "HEAT",
                "title": "Heat Haze",
                "kind": "movie",
                "license": "EST",
                "territory": "US",
                "from": "2026-06-01",
                "to": "2026-06-30",
                "days": 30,
                "contracts": [{"reference": "L-1", "file": "catalog/rights.yaml", "line": 7}],
            }
        ],
        "summary": {"titles_held": 3, "titles_with_unoffered_rights": 1},
    }
