"""`pvsync plan --impact` over a store that was pulled from an emulated service which agrees with the emulated Avails API."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import LOOSE, Estate

from pvsync.datasets.clock import Clock
from pvsync.datasets.store import Store
from pvsync.emulator.datasets.people import marketplace
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.workflows import connect_datasets as connecting

US, CA = marketplace("US"), marketplace("CA")
MOVIE = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: SVOD, territories: [US, CA, GB], formats: [HD], channel: alpha, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
  - {license: SVOD, territories: [US], formats: [HD], channel: beta, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
  - {license: EST, territories: [US], formats: [HD], start: 2026-02-01, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 USD}
"""
QUIET = """
kind: movie
alid: COLD
title: Cold Front
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: alpha, contract: CPH, category: sub, start: 2027-02-01, end: 2028-01-31}
"""
PLACES = f"datasets: {{marketplaces: {{{US}: [US], {CA}: [CA, MX]}}}}\n"


@pytest.fixture
def slate(
    make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Estate]:
    """Two titles on channels that are live and watched, and a store that has all of it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(connecting, "Clock", lambda now: Clock(now=now, sleep=lambda _seconds: None))
    estate = make_estate(datasets=DatasetsSettings(days=3))
    estate.configure(PLACES)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/cold.yaml", QUIET)
    estate.commit()
    estate.apply()
    for step in ("login", "pull"):
        said = estate.run("datasets", step)
        assert said.code == 0, said.err
    return estate


def withdraw(estate: Estate) -> None:
    for name, alid in (("heat", "HEAT"), ("cold", "COLD")):
        estate.edit(f"catalog/{name}.yaml", f"alid: {alid}\n", f"alid: {alid}\nstate: withdrawn\n")
    estate.commit("withdraw")


def viewers(estate: Estate) -> dict[tuple[int, str], int]:
    """Distinct subscribers of HEAT by marketplace and channel, counted by hand from the rows as they are now."""
    with Store(estate.root / ".pvsync/datasets/local").opened() as connection:
        skus = dict(connection.execute("SELECT id, vendor_sku FROM catalog").fetchall())
        rows = connection.execute(
            "SELECT marketplace_id, benefit_id, cid, catalog_id FROM playback"
        ).fetchall()
    found: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for place, channel, customer, title in rows:
        if skus.get(title) == "HEAT":
            found[place, channel].add(customer)
    return {key: len(customers) for key, customers in found.items()}


def impact(estate: Estate) -> dict[tuple[str, str, str], Any]:
    said = estate.run("plan", "--impact", "--format", "json")
    assert said.code == 0, said.out + said.err
    return {tuple(one["scope"].values()): one for one in said.json["impact"]["scopes"]}


def test_each_channel_has_its_own_subscribers_and_nothing_is_added(slate: Estate) -> None:
    withdraw(slate)
    counted = viewers(slate)
    assert counted[US, "alpha"] > 1
    found = impact(slate)
    us = found["HEAT", "US", "CHANNELS"]
    assert {(one["marketplace"], one["channel"]): one["viewers"] for one in us["channels"]} == {
        key: count for key, count in counted.items() if key[0] == US
    }
    assert us["hits"] == ["withdrawn"]
    assert sum(counted.values()) not in [
        one["viewers"] for scope in found.values() for one in scope["channels"]
    ]


def test_what_is_not_known_says_why_and_is_never_zero(slate: Estate) -> None:
    withdraw(slate)
    found = impact(slate)
    assert {key: one["unknown"] for key, one in found.items() if one["unknown"]} == {
        ("HEAT", "US", "TVOD"): "the datasets hold titles of subscription channels only",
        ("HEAT", "GB", "CHANNELS"): "`datasets.marketplaces` in pvsync.yaml names no marketplace of GB",
        ("COLD", "US", "CHANNELS"): "no playback of these 28 days names it",
    }
    assert all(one["viewers"] > 0 for scope in found.values() for one in scope["channels"])
    assert [key for key, one in found.items() if one["is_outside"]] == [("HEAT", "US", "TVOD")]


def test_every_layout_says_it(slate: Estate) -> None:
    withdraw(slate)
    count = viewers(slate)[US, "alpha"]
    said = f"{count:,} subscribers of"
    assert slate.run("plan", "--impact", "--out", str(slate.root / "plan.json")).code == 0
    for name in ("text", "markdown", "comment", "html"):
        shown = slate.run("show", str(slate.root / "plan.json"), "--format", name).out
        flat = " ".join(shown.split())
        assert "Who watched this in the last 28 days" in flat, name
        assert said in flat, name
        assert "unknown, which is not zero" in flat, name
        assert "in marketplace" in flat, name  # Canada's is Mexico's too in this configuration
        assert "Do not add up channels" in flat, name


def test_only_the_channel_that_is_hit_counts(slate: Estate) -> None:
    slate.edit(
        "catalog/heat.yaml",
        "channel: beta, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31",
        "channel: beta, contract: CPH, category: sub, start: 2026-02-01, end: 2027-01-31",
    )
    slate.commit("shorter")
    found = impact(slate)
    assert list(found) == [("HEAT", "US", "CHANNELS")]
    one = found["HEAT", "US", "CHANNELS"]
    assert (one["hits"], [channel["channel"] for channel in one["channels"]]) == (["ends earlier"], ["beta"])


def test_a_price_move_and_nothing_at_all(slate: Estate) -> None:
    assert impact(slate) == {}
    slate.edit("catalog/heat.yaml", "srp: 9.99", "srp: 9.49")
    slate.commit("cheaper")
    found = impact(slate)
    assert [(key, one["hits"]) for key, one in found.items()] == [(("HEAT", "US", "TVOD"), ["price moves"])]


def test_without_a_store_all_is_unknown_and_the_plan_stands(make_estate: Callable[..., Estate]) -> None:
    estate = make_estate()
    estate.configure(PLACES)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()
    estate.edit("catalog/heat.yaml", "alid: HEAT\n", "alid: HEAT\nstate: withdrawn\n")
    estate.commit("withdraw")
    found = impact(estate)
    assert found["HEAT", "US", "CHANNELS"]["unknown"] == "the store of datasets is empty"
    assert "Fill it: `pvsync datasets pull`" in estate.run("plan", "--impact").out


def test_the_guard_counts_and_is_approved_by_its_count(slate: Estate) -> None:
    most = max(viewers(slate).values())
    slate.configure(PLACES, guards=f"{LOOSE}  impact: {{subscribers: {most}}}\n")
    withdraw(slate)
    # GB has no marketplace, COLD no viewing; TVOD is nothing that the datasets could tell.
    refused = slate.run("plan")
    assert refused.code == 3
    assert "--approve impact=2" in refused.out
    assert slate.run("apply", "--auto-approve").code == 3
    assert slate.run("apply", "--auto-approve", "--approve", "impact=1").code == 3
    slate.configure(PLACES, guards=f"{LOOSE}  impact: {{subscribers: {most}, unknown: pass}}\n")
    slate.commit("unknown passes")
    assert slate.run("plan").code == 3  # the commit before still counts what is unknown
    slate.git("commit", "-q", "--allow-empty", "-m", "and has been merged")
    assert slate.run("plan").code == 0
    slate.configure(PLACES, guards=f"{LOOSE}  impact: {{unknown: pass}}\n")
    slate.commit("nobody")
    known = [one for one in impact_of_refused(slate) if one["channels"]]
    done = slate.run("apply", "--auto-approve", "--approve", f"impact={len(known)}")
    assert done.code == 0, done.out + done.err


def impact_of_refused(estate: Estate) -> list[dict[str, Any]]:
    """The scopes of a plan that the guard refuses, which nobody asked for with `--impact`."""
    said = estate.run("plan", "--format", "json")
    assert said.code == 3
    scopes: list[dict[str, Any]] = said.json["impact"]["scopes"]
    return scopes


def test_as_a_process_and_the_engine_is_loaded_only_where_it_is_asked_for(slate: Estate) -> None:
    withdraw(slate)
    code = "import sys; from pvsync.cli.main import main; code = main(sys.argv[1:]); print('duckdb' in sys.modules, file=sys.stderr); sys.exit(code)"

    def process(*argv: str) -> tuple[dict[str, Any], str]:
        done = subprocess.run(
            [sys.executable, "-c", code, "--config", str(slate.root / "pvsync.yaml"), *argv],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PVSYNC_NO_NETWORK": ""},
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), done.stderr.splitlines()[-1]

    plan, loaded = process("plan", "--format", "json")
    assert (loaded, "impact" in plan) == ("False", False)
    plan, loaded = process("plan", "--format", "json", "--impact")
    assert (loaded, len(plan["impact"]["scopes"])) == ("True", 5)


SEASON = """
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 1
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
episode_count: 2
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: alpha, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
  - {license: EST, territories: [US], formats: [HD], start: 2026-02-01, end: 2030-12-31, wsp: 14.99 USD, srp: 19.99 USD, episode: {wsp: 1.40 USD, srp: 1.99 USD}}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - {alid: ASB-S1E2, number: 2, title: Two}
"""


def test_a_season_is_told_episode_by_episode(slate: Estate) -> None:
    slate.write("catalog/asb.yaml", SEASON)
    slate.commit("a season")
    slate.apply()
    slate.now += timedelta(days=2)
    assert slate.run("datasets", "pull").code == 0
    slate.edit("catalog/asb.yaml", "alid: ASB-S1\n", "alid: ASB-S1\nstate: withdrawn\n")
    slate.commit("withdraw")
    found = impact(slate)
    assert {key for key, one in found.items() if not one["is_outside"]} == {
        ("ASB-S1E1", "US", "CHANNELS"),
        ("ASB-S1E2", "US", "CHANNELS"),
    }
    assert found["ASB-S1", "US", "TVOD"]["is_outside"]
    episodes = [found[f"ASB-S1E{number}", "US", "CHANNELS"] for number in (1, 2)]
    assert any(one["channels"] for one in episodes)
    assert all(bool(one["channels"]) != bool(one["unknown"]) for one in episodes)
