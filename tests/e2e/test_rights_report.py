"""`pvsync validate --rights-report`: what is held and could be sold."""

import pytest
from e2e.estate import Estate

CATALOG = """
kind: movie
alid: HEAT
title: Heat Haze
avails: [{license: FVOD, territories: [CA], formats: [HD], start: 2026-01-01, end: 2026-12-31}]
---
kind: rights
titles: [HEAT]
territories: [CA, GB]
licenses: [FVOD]
from: 2026-01-01
to: 2026-12-31
reference: L-1
"""


@pytest.fixture
def partner(estate: Estate) -> Estate:
    """A partner with a movie and a contract."""
    estate.write("catalog/heat.yaml", CATALOG)
    return estate


def test_text_and_json(partner: Estate) -> None:
    said = partner.run("validate", "--rights-report")
    assert said.code == 0
    assert said.out.splitlines()[2:4] == [
        "Heat Haze (HEAT)",
        "  FVOD  1 June 2026 to 31 December 2026 (214 days)  GB (L-1)",
    ]
    told = partner.run("validate", "--rights-report", "--format", "json")
    assert told.code == 0
    assert [(row["territory"], row["days"]) for row in told.json["unoffered"]] == [("GB", 214)]


def test_what_it_cannot_do_is_said(partner: Estate) -> None:
    said = partner.run("validate", "--rights-report", "--format", "sarif")
    assert (said.code, "no format `sarif`" in said.err) == (1, True)
    said = partner.run("validate", "--rights-report", "catalog")
    assert (said.code, "about the whole catalog" in said.err) == (1, True)
    partner.edit("catalog/heat.yaml", "end: 2026-12-31}", "end: 2027-12-31}")
    said = partner.run("validate", "--rights-report")
    assert (said.code, said.out, "PV401" in said.err) == (1, "", True)
