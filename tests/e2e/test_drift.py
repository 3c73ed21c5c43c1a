"""`pvsync drift` tells what somebody changed by hand from what waits in git and from what is known."""

from datetime import timedelta

import pytest
from e2e.estate import Estate
from e2e.test_causes import by_hand

FILM = """
kind: movie
alid: {alid}
title: {title}
avails:
  - {{license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 USD}}
"""
KNOWN = "drift_known: [{what: [srp], until: 2026-09-01, reason: price test with Prime Video, owner: pricing team}]\n"


@pytest.fixture
def applied(estate: Estate) -> Estate:
    for alid, title in (("HEAT", "Heat Haze"), ("COLD", "Cold Front")):
        estate.write(f"catalog/{alid.lower()}.yaml", FILM.format(alid=alid, title=title))
    estate.commit("the first state")
    estate.apply()
    estate.now += timedelta(seconds=60)
    return estate


def groups(estate: Estate) -> dict[str, list[str]]:
    told = estate.run("drift", "--format", "json").json["drift"]
    return {
        name: [f"{one['scope']['alid']} {path}" for one in told[name] for path in one["paths"]]
        for name in ("by_hand", "waiting", "known")
    }


def test_what_waits_in_git_is_no_drift_and_what_was_changed_by_hand_is(applied: Estate) -> None:
    applied.edit("catalog/cold.yaml", "srp: 9.99", "srp: 7.49")
    applied.write("catalog/new.yaml", FILM.format(alid="NEW", title="New"))
    applied.commit("cheaper, and a new one")

    waits = applied.run("drift")
    assert waits.code == 0, waits.out
    commit = applied.git("rev-parse", "HEAD")[:9]
    assert f"Waiting for an apply since commit {commit}" in waits.out
    assert waits.out.endswith("No drift: 3 scopes compared. 2 scopes wait for an apply.\n")

    by_hand(applied, "SRP", "1.23")
    both = applied.run("drift")
    assert both.code == 2
    first, second = both.out.index("Changed by hand on Prime Video"), both.out.index("Waiting for an apply")
    assert first < both.out.index("1.23 USD") < second < both.out.index("7.49 USD")
    assert "Drift: live differs from git in 1 scope of 1 title; 3 scopes compared." in both.out
    assert groups(applied) == {
        "by_hand": ["HEAT transactions[EST HD].srp"],
        "waiting": ["COLD transactions[EST HD].srp", "NEW transactions[EST HD]"],
        "known": [],
    }

    # Writing takes over what was done by hand; what waits stays as git says it.
    assert applied.run("drift", "--write").code == 0
    assert "srp: 1.23 USD" in (applied.root / "catalog/heat.yaml").read_text(encoding="utf-8")
    assert "srp: 7.49 USD" in (applied.root / "catalog/cold.yaml").read_text(encoding="utf-8")


def test_what_is_known_is_no_drift_until_its_day(applied: Estate) -> None:
    applied.edit("catalog/heat.yaml", "avails:", f"{KNOWN}avails:")
    applied.commit("a price test")
    by_hand(applied, "SRP", "4.99")

    known = applied.run("drift")
    assert known.code == 0, known.out
    assert "srp until 1 September 2026: price test with Prime Video (pricing team)" in " ".join(
        known.out.split()
    )
    assert groups(applied)["known"] == ["HEAT transactions[EST HD].srp"]

    by_hand(applied, "WSP", "0.99")
    assert applied.run("drift").code == 2
    assert groups(applied)["by_hand"] == ["HEAT transactions[EST HD].wsp"]

    by_hand(applied, "WSP", "6.99")
    applied.now += timedelta(days=100)
    late = applied.run("drift")
    assert late.code == 2
    assert (
        "Known until 1 September 2026, and that day has come: price test with Prime Video (pricing team)."
        in (" ".join(late.out.split()))
    )


def test_what_is_known_can_stand_in_the_configuration(applied: Estate) -> None:
    applied.configure(
        "drift_known:\n  - {titles: ['HE*'], territories: [UK], until: 2026-09-01, reason: r, owner: o}\n"
    )
    applied.commit("a territory that is none")
    wrong = applied.run("drift")
    assert wrong.code == 1
    assert "did you mean `GB`?" in wrong.err + wrong.out

    applied.configure(
        "drift_known:\n  - {titles: ['HE*'], territories: [US], until: 2026-09-01, reason: r, owner: o}\n"
    )
    applied.commit("one that is")
    by_hand(applied, "SRP", "4.99")
    assert applied.run("drift").code == 0


def test_what_was_withdrawn_and_is_open_again_was_opened_by_hand(applied: Estate) -> None:
    before = applied.emulator.dump()
    applied.edit("catalog/cold.yaml", "title: Cold Front", "title: Cold Front\nstate: withdrawn")
    applied.commit("rights lost")
    assert applied.run("drift").code == 0
    applied.apply()
    applied.now += timedelta(days=2)
    assert applied.run("drift").code == 0

    applied.emulator.seed([entry for entry in before if entry["alid"] == "COLD"])
    again = applied.run("drift")
    assert again.code == 2, again.out
    assert groups(applied)["by_hand"]
