"""`pvsync timeline`: the catalog as a picture, from the files alone."""

import pytest
from e2e.estate import Estate

CATALOG = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: EST, territories: [US, CA], formats: [HD], start: 2026-01-15, end: 2031-01-14, srp: 9.99 USD}
---
kind: movie
alid: COLD
title: Cold Front
avails:
  - {license: FVOD, territories: [US], formats: [HD], start: 2027-01-15, end: 2028-01-14}
"""


@pytest.fixture
def partner(estate: Estate, monkeypatch: pytest.MonkeyPatch) -> Estate:
    """A partner with two movies."""
    estate.write("catalog/all.yaml", CATALOG)
    monkeypatch.chdir(estate.root)
    return estate


def test_all_titles_or_those_that_match(partner: Estate) -> None:
    said = partner.run("timeline")
    assert said.code == 0
    assert said.out.splitlines()[-1] == "2 titles in 3 scopes."
    one = partner.run("timeline", "HE*", "--only", "territory=CA")
    assert "Cold Front" not in one.out
    assert one.out.splitlines()[-2:] == [
        "Only a selection is shown (--only territory=CA --only alid=HE*).",
        "1 title in 1 scope.",
    ]
    nobody = partner.run("timeline", "NOBODY")
    assert (nobody.code, nobody.out) == (1, "")
    assert "nothing in the catalog matches --only alid=NOBODY" in nobody.err


def test_another_day_moves_the_line_of_now(partner: Estate) -> None:
    assert "as of 1 June 2028, 00:00 UTC" in partner.run("timeline", "--as-of", "2028-06-01").out


def test_a_page_and_a_picture_go_to_files(partner: Estate) -> None:
    said = partner.run("timeline", "--format", "html", "--out", "t.html")
    assert (said.out, said.err) == ("", "2 titles in 3 scopes. Written to t.html.\n")
    assert (partner.root / "t.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert partner.run("timeline", "HEAT", "--format", "svg").out.startswith("<svg xmlns=")
    assert partner.run("timeline", "--format", "svg").code == 1
    assert partner.run("timeline", "--out", "nowhere/t.txt").code == 1


def test_a_catalog_with_errors_is_not_drawn(partner: Estate) -> None:
    partner.edit("catalog/all.yaml", "license: FVOD", "license: NONE")
    said = partner.run("timeline")
    assert (said.code, said.out) == (1, "")
    assert "NONE" in said.err
