"""The words of farewell are a valid document that declares what shall go, and nothing else."""

from datetime import UTC, datetime

import pytest

from pvsync.catalog.build import Catalog
from pvsync.catalog.farewell import farewell, removed_entries
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.source import SourceFile
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action
from pvsync.model.scope import Scope

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
AVAIL = "{license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2030-12-31, wsp: 6.99 USD}"
MOVIE = f"""
kind: movie
alid: HEAT
title: "Heat: the \\"Haze\\""
eidr: 10.5240/EA73-79D7-1B2B-B378-3A73-M
avails:
  - {AVAIL}
"""
SERIES = "kind: series\nalid: ASB\ntitle: Avail Strikes Back\nseasons: 4\n---\n"
SEASON = f"""
kind: season
alid: ASB-S1
series: ASB
number: 1
title: Season 1
avails:
  - {AVAIL[:-1]}, episode: {{wsp: 1.40 USD}}}}
episodes:
  - {{alid: ASB-S1E1, number: 1, title: Pilot}}
  - {{alid: ASB-S1E2, number: 2, title: Two}}
"""
COLLECTION = f"kind: collection\nalid: SET\ntitle: Set\nmembers: [HEAT, COLD]\navails:\n  - {AVAIL}\n"
SUPPLEMENTAL = f"kind: supplemental\nalid: CLIP\nof: HEAT\ntype: trailer\ntitle: Clip\navails:\n  - {AVAIL}\n"
BUNDLE = f"kind: bundle\nseries: ASB\navails:\n  - {AVAIL}\n"


@pytest.mark.parametrize(
    ("text", "alid", "also"),
    [
        (MOVIE, "HEAT", ""),
        (SEASON, "ASB-S1", SERIES),
        (SEASON, "ASB-S1E2", SERIES),
        (COLLECTION, "SET", ""),
        (SUPPLEMENTAL, "CLIP", ""),
        (BUNDLE, "ASB", SERIES),
    ],
)
def test_a_farewell_states_the_removal_of_its_scopes(text: str, alid: str, also: str) -> None:
    scopes = [Scope(alid, "US", BusinessLine.TVOD), Scope(alid, "CA", BusinessLine.TVOD)]

    words = farewell(SourceFile.of("catalog/gone.yaml", text.encode()), {alid: scopes})

    source = SourceFile.of("catalog/gone.yaml", (also + words).encode())
    catalog = Catalog(lambda: [source], CatalogSettings("acme", AS_OF))
    titles = list(catalog.titles())
    stated = [(removal.scope, removal.action) for title in titles for removal in title.removals]
    assert [finding for finding in catalog.findings if finding.severity == "error"] == []
    assert [avail for title in titles for avail in title.avails] == []
    assert stated == [(scope, Action.WITHDRAW) for scope in sorted(scopes)]


def test_a_file_that_does_not_declare_the_title_has_no_words_for_it() -> None:
    assert farewell(SourceFile.of("a.yaml", MOVIE.encode()), {"OTHER": []}) == ""
    assert farewell(SourceFile.of("a.yaml", b"- 1\n---\nkind: [\n"), {"HEAT": []}) == ""


def test_entries_are_sorted_and_stand_once() -> None:
    scope, other = Scope("HEAT", "US", BusinessLine.TVOD), Scope("HEAT", "CA", BusinessLine.FVOD)
    assert removed_entries([scope, other, scope], "  ") == (
        "  removed:\n"
        "    - {territory: CA, business_line: FVOD, as: withdrawn}\n"
        "    - {territory: US, business_line: TVOD, as: withdrawn}"
    )
