"""`--since` and `--base`: only what a range of commits touches is read, and causes are told against a commit."""

import pytest
from e2e.estate import Estate
from e2e.test_causes import DEAL, USER, by_hand
from e2e.test_converges import MOVIE

SERIES = """
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 2
"""
SEASON = """
kind: season
alid: ASB-S1
series: ASB
number: 1
title: Season 1
complete: true
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2030-12-31, wsp: 14.99 USD,
     episode: {wsp: 1.40 USD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
"""
BOX = """
kind: bundle
series: ASB
discount: 30
avails:
  - {license: EST, territories: [US], formats: [Max], start: 2026-01-01, end: 2030-12-31, wsp: 12.99 USD}
"""


@pytest.fixture
def known(estate: Estate) -> Estate:
    for name, text in {
        "heat": MOVIE,
        "deal": DEAL,
        "cold": USER,
        "asb": SERIES,
        "s1": SEASON,
        "box": BOX,
    }.items():
        estate.write(f"catalog/{name}.yaml", text)
    estate.commit("the first state")
    return estate


def scopes(estate: Estate, *flags: str) -> set[tuple[str, str]]:
    said = estate.run("plan", "--format", "json", *flags)
    assert said.code == 0, said.out + said.err
    return {(change["scope"]["alid"], change["scope"]["territory"]) for change in said.json["changes"]}


def test_only_what_differs_is_read(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    known.commit("cheaper in Canada")
    known.emulator.reset_counters()

    assert scopes(known, "--since", "HEAD~1") == {("HEAT", "CA")}
    assert scopes(known, "--since", "HEAD") == set()
    assert known.emulator.counters().requests == 1


def test_the_plan_says_that_it_is_partial(known: Estate) -> None:
    known.edit("catalog/heat.yaml", "wsp: 7.99 CAD", "wsp: 6.99 CAD")
    known.commit("cheaper in Canada")

    said = known.run("plan", "--since", "HEAD~1")
    coverage = known.run("plan", "--since", "HEAD~1", "--format", "json").json["coverage"]

    assert "Only a selection was compared (--since HEAD~1): 1 of 6 scopes in the catalog." in said.out
    assert coverage["complete"] is False
    assert (coverage["scopes_read"], coverage["scopes_desired"]) == (1, 6)


def test_a_changed_deal_touches_those_who_use_it(known: Estate) -> None:
    known.edit("catalog/deal.yaml", "2028-01-31", "2027-01-31")
    known.commit("the licence ends earlier")

    assert scopes(known, "--since", "HEAD~1") == {("COLD", "US")}


def test_a_bundle_brings_its_parts_and_a_part_its_bundle(known: Estate) -> None:
    known.edit("catalog/box.yaml", "wsp: 12.99", "wsp: 11.99")
    known.commit("a cheaper box set")
    assert scopes(known, "--since", "HEAD~1") == {("ASB", "US"), ("ASB-S1", "US")}

    known.edit("catalog/s1.yaml", "wsp: 14.99 USD", "wsp: 13.99 USD")
    known.commit("a cheaper season")
    assert scopes(known, "--since", "HEAD~1") == {("ASB", "US"), ("ASB-S1", "US")}


def test_what_has_left_since_is_found(known: Estate) -> None:
    known.apply()
    known.edit("catalog/heat.yaml", "territories: [US, CA]", "territories: [US]")
    known.edit("catalog/heat.yaml", "      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}\n", "")
    known.commit("CA is gone")

    said = known.run("plan", "--since", "HEAD~1", "--format", "json")

    assert [item["code"] for item in said.json["diagnostics"] if item["severity"] == "error"] == ["PV905"]
    assert known.run("plan", "--since", "HEAD").code == 0


def test_a_commit_that_is_not_there_is_a_sentence(known: Estate) -> None:
    said = known.run("plan", "--since", "nowhere")

    assert said.code == 1
    assert said.err.startswith("error: git knows no commit `nowhere`")


def test_a_named_base_tells_drift_from_intent_without_any_receipt(known: Estate) -> None:
    known.apply()
    known.git("update-ref", "-d", "refs/notes/pvsync-local")
    by_hand(known, "WSP", "1.23")

    said = known.run("plan", "--format", "json", "--base", "HEAD")

    causes = {item["cause"] for change in said.json["changes"] for item in change["fields"]}
    assert causes == {"drift"}
    assert said.json["base"] == known.git("rev-parse", "HEAD").strip()
