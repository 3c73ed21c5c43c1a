"""`pvsync datasets pull` and `sql` over real HTTPS, with a service that fails in every way it can while files are fetched."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from e2e.estate import Estate

from pvsync.datasets.clock import Clock
from pvsync.datasets.store import Store
from pvsync.emulator.datasets.faults import DATASET_KINDS, DOWNLOAD
from pvsync.emulator.datasets.settings import DatasetsSettings
from pvsync.workflows import connect_datasets as connecting

MOVIE = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - {license: SVOD, territories: [US], formats: [HD], channel: alpha, contract: CPH, category: sub, start: 2026-02-01, end: 2028-01-31}
"""
TABLES = ("subscription", "playback", "catalog", "playback_event_log")
WHILE_FETCHING = [name for name, kind in DATASET_KINDS.items() if DOWNLOAD in kind.endpoints]


@pytest.fixture
def slate(
    make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Estate]:
    """A partner who has signed in, with a channel title that is live; waiting takes no time."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(connecting, "Clock", lambda now: Clock(now=now, sleep=lambda _seconds: None))
    estate = make_estate(datasets=DatasetsSettings(days=1))
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()
    assert estate.run("datasets", "login").code == 0
    return estate


def folder(estate: Estate) -> Path:
    return estate.root / ".pvsync/datasets/local"


def tables(estate: Estate) -> dict[str, list[tuple[object, ...]]]:
    with Store(folder(estate)).opened() as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
            for name in TABLES
        }


def test_pulled_twice_and_asked(slate: Estate) -> None:
    before = slate.run("datasets", "sql", "SELECT 1")
    assert (before.code, before.err) == (
        1,
        "error: the store of datasets is empty\nadvice: fill it: `pvsync datasets pull`\n",
    )
    first = slate.run("datasets", "pull")
    assert first.code == 0, first.err
    assert "Taken in: " in first.out
    second = slate.run("datasets", "pull", "--format", "json")
    assert (second.code, second.json["files"]) == (0, 0)
    found = slate.run(
        "datasets", "sql", "--format", "json", "SELECT DISTINCT vendor_sku, content_group FROM catalog"
    )
    assert ["HEAT", "3P_SUBS"] in found.json["rows"]
    watched = slate.run("datasets", "sql", "--named", "watched-titles", "--format", "csv")
    assert watched.out.startswith("vendor_sku,title,season,episode,marketplace_id,benefit_id,seconds_viewed,")
    assert "\nHEAT,Heat Haze," in watched.out


def test_one_dataset_alone(slate: Estate) -> None:
    assert slate.run("datasets", "pull", "catalog").code == 0
    assert {entry.file.dataset for entry in Store(folder(slate)).ledger().entries.values()} == {"catalog"}
    wrong = slate.run("datasets", "pull", "catalogue")
    assert (wrong.code, wrong.err.splitlines()[0]) == (1, "error: there is no dataset `catalogue`")


def test_whatever_fails_while_files_are_fetched_the_tables_are_the_same(slate: Estate) -> None:
    assert slate.run("datasets", "pull").code == 0
    wanted = tables(slate)
    assert len(WHILE_FETCHING) > 5
    for fault in WHILE_FETCHING:
        shutil.rmtree(folder(slate))
        slate.emulator.datasets.faults.add(fault, 2, DOWNLOAD)
        for _ in range(4):
            if slate.run("datasets", "pull").code == 0:
                break
        assert tables(slate) == wanted, fault


def test_the_queries_that_ship(slate: Estate) -> None:
    listed = slate.run("datasets", "sql", "--list")
    assert [line.split()[0] for line in listed.out.splitlines()] == [
        "first-ten-titles",
        "sessions-with-several-starts",
        "status-before-stream",
        "watched-titles",
    ]
    shown = slate.run("datasets", "sql", "--show", "watched-titles")
    assert shown.out.startswith("-- seconds, sessions and customers")
    assert slate.run("datasets", "sql", "--show", "nope").code == 1
    assert slate.run("datasets", "sql").code == 1
    printed = slate.run("datasets", "sql", "--spark").out
    assert printed.count("CREATE OR REPLACE TEMPORARY VIEW") == 9
    refused = slate.run("datasets", "sql", "COPY (SELECT 1) TO 'x'")
    assert refused.code == 1
