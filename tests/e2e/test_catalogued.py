"""`pvsync orphans --datasets` and `import datasets`, over a store that agrees with the emulated Avails API but for its strays."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from e2e.estate import Estate

from pvsync.datasets.clock import Clock
from pvsync.emulator.datasets.people import marketplace
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.workflows import connect_datasets as connecting

US = marketplace("US")
AVAIL = "{{license: SVOD, territories: [{territory}], formats: [HD], channel: alpha, contract: CPH, category: sub, start: {start}, end: 2028-01-31}}"
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
episode_count: 1
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: alpha, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
"""
EST = "{license: EST, territories: [US], formats: [HD], start: 2026-02-01, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 USD}"


def movie(alid: str, title: str, *, start: str = "2026-02-01", territory: str = "US", more: str = "") -> str:
    return f"kind: movie\nalid: {alid}\ntitle: {title}\n{more}avails:\n  - {AVAIL.format(start=start, territory=territory)}\n"


@pytest.fixture
def slate(
    make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Estate]:
    """Titles on a channel that are live, a store that has them, and one title that left the YAML without a word."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(connecting, "Clock", lambda now: Clock(now=now, sleep=lambda _seconds: None))
    estate = make_estate(datasets=DatasetsSettings(days=1))
    estate.configure(f"datasets: {{marketplaces: {{{US}: [US]}}}}\n")
    estate.write("catalog/heat.yaml", movie("HEAT", "Heat Haze"))
    estate.write("catalog/cold.yaml", movie("COLD", "Cold Front") + f"  - {EST}\n")
    estate.write("catalog/north.yaml", movie("NORTH", "North", territory="CA"))
    estate.commit()
    estate.apply()
    for step in ("login", "pull"):
        said = estate.run("datasets", step)
        assert said.code == 0, said.err
    for name in ("heat", "north"):
        (estate.root / f"catalog/{name}.yaml").unlink()
    estate.commit("gone")
    return estate


def test_only_what_a_read_shows_is_called_live(slate: Estate) -> None:
    said = slate.run("orphans", "--datasets", "--format", "json")
    assert said.code == 2, said.err
    found = {one["sku"]: one for one in said.json["unmanaged"]}
    assert set(found) == {
        "HEAT",
        "NORTH",
        "STRAY-US-ALPHA-1",
        "STRAY-US-ALPHA-2",
        "STRAY-CA-ALPHA-1",
        "STRAY-CA-ALPHA-2",
    }
    heat = {"alid": "HEAT", "territory": "US", "business_line": "CHANNELS"}
    assert [one["live"] for sku, one in found.items() if one["live"]] == [[heat]]
    assert found["STRAY-US-ALPHA-1"]["asked"] != []
    # Nobody has said which territories marketplace CA has, so nothing is claimed of it.
    assert (found["NORTH"]["asked"], found["NORTH"]["live"]) == ([], [])
    assert said.json["summary"]["in_both"] == 1
    assert said.json["summary"]["scopes_that_cannot_be_told"] == 1


def test_what_is_open_and_was_never_catalogued(slate: Estate) -> None:
    slate.write("catalog/new.yaml", movie("NEW", "New"))
    slate.write("catalog/later.yaml", movie("LATER", "Later", start="2027-01-01"))
    slate.commit("two")
    said = slate.run("orphans", "--datasets", "--format", "json")
    assert said.json["never_catalogued"] == [
        {"alid": "NEW", "title": "New", "file": "catalog/new.yaml", "territories": ["US"]}
    ]
    assert said.json["summary"]["not_catalogued_and_not_open"] == 1


def test_doubts_are_said_and_nothing_is_guessed(slate: Estate) -> None:
    slate.write("catalog/heat.yaml", movie("Heat", "Heat Haze"))
    slate.edit("catalog/cold.yaml", "Cold Front", "Warm Front")
    slate.commit("doubts")
    said = slate.run("orphans", "--datasets", "--format", "json")
    doubts = {(one["doubt"], one["sku"]): one["says"] for one in said.json["doubtful"]}
    assert doubts["spelling", "HEAT"] == "the YAML has `Heat`, which differs by case or blanks alone"
    assert doubts["other title", "COLD"] == "the YAML calls `COLD` Warm Front"
    assert "HEAT" not in {one["sku"] for one in said.json["unmanaged"]}
    assert said.json["never_catalogued"] == []


def test_the_screen_says_what_the_dataset_cannot_tell(slate: Estate) -> None:
    said = slate.run("orphans", "--datasets")
    flat = " ".join(said.out.split())
    assert "Live, and in no YAML ! HEAT Heat Haze: live in US; catalogued on `alpha` in marketplace" in flat
    assert (
        "Catalogued, in no YAML, and not found live . STRAY-US-ALPHA-1 Stray 1: not live on a channel in US"
        in flat
    )
    assert "Catalogued, in no YAML, and not asked for ? NORTH North: nothing to ask for" in flat
    assert "What the dataset cannot tell" in flat
    assert (
        "1 title live and in no YAML, 0 titles open and never catalogued, 0 doubtful joins; 1 in both" in flat
    )


def test_an_unread_scope_is_said_and_exits_with_1(slate: Estate) -> None:
    slate.fault(name="500", alid="HEAT")
    said = slate.run("orphans", "--datasets")
    assert said.code == 1
    assert "Could not be read, so nothing is known about them" in said.out


def test_a_selection_leaves_out_what_it_does_not_name(slate: Estate) -> None:
    said = slate.run("orphans", "--datasets", "--only", "alid=HEAT", "--format", "json")
    assert [one["sku"] for one in said.json["unmanaged"] if one["asked"]] == ["HEAT"]
    assert {one["sku"] for one in said.json["unmanaged"]}.isdisjoint({"STRAY-US-ALPHA-1"})


def test_history_and_datasets_are_two_questions(slate: Estate) -> None:
    assert slate.run("orphans", "--datasets", "--all").code == 1
    assert {one["scope"]["alid"] for one in slate.run("orphans", "--format", "json").json["orphans"]} == {
        "HEAT",
        "NORTH",
    }


def test_what_is_catalogued_is_read_and_what_is_live_is_written(slate: Estate) -> None:
    slate.configure(f"datasets: {{marketplaces: {{{US}: [US], {marketplace('CA')}: [CA]}}}}\n")
    slate.git("checkout", "HEAD~1", "--", "catalog")
    slate.write("catalog/asb.yaml", SEASON)
    slate.commit("a season")
    slate.apply()
    slate.now += timedelta(hours=8)
    assert slate.run("datasets", "pull").code == 0
    for name in ("asb", "cold", "heat", "north"):
        (slate.root / f"catalog/{name}.yaml").unlink()
    slate.commit("all gone")
    said = slate.run("import", "datasets", "--into", str(slate.root / "catalog"), "--format", "json")
    assert said.code == 0, said.out + said.err
    held = {path.name: path.read_text() for path in (slate.root / "catalog").rglob("*.yaml")}
    text = "".join(held.values())
    assert all(f"alid: {alid}\n" in text for alid in ("HEAT", "COLD", "NORTH"))
    assert "ASB-S1E1" in text
    assert "STRAY" not in text
    slate.commit("imported")
    slate.settled()
    assert slate.run("orphans", "--datasets").code == 0


def test_a_marketplace_without_a_territory_is_said(slate: Estate) -> None:
    said = slate.run("import", "datasets", "--into", str(slate.root / "catalog"))
    assert said.code == 0, said.out + said.err
    assert f"Marketplace {marketplace('CA')}: pvsync.yaml names no territory" in said.err
    assert "alid: NORTH\n" not in "".join(
        path.read_text() for path in (slate.root / "catalog").rglob("*.yaml")
    )
