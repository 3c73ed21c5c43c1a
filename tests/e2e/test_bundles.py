"""Box sets, collections, supplementals, rights and dated values from YAML to live and back to nothing to do."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from e2e.estate import Estate

from pvsync.workflows.project import open_project

EXAMPLE = Path(__file__).resolve().parents[2]

MOVIES = """
kind: movie
alid: HEAT
title: Heat Haze
bundle_discount: {excluded: true, because: new release, until: 2026-09-01}
avails: [{license: EST, territories: [US], formats: [HD, UHD], start: 2026-01-15, end: 2031-01-14, wsp: 6.99 USD, srp: 9.99 USD}]
---
kind: movie
alid: COLD
title: Cold Front
bundle_discount: {excluded: true, because: a promotion}
avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 6.99 USD, srp: 9.99 USD}]
"""

COLLECTION = """
kind: collection
alid: WEATHER
title: The Weather Collection
members: [HEAT, COLD]
discount: 25
avails: [{license: EST, territories: [US], formats: [Max], start: 2026-02-01, end: 2030-12-31, wsp: 11.00 USD, srp: 17.99 USD}]
"""

SERIES = """
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 3
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
complete: true
avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 14.99 USD, srp: 19.99 USD, episode: {wsp: 1.40 USD, srp: 1.99 USD}}]
episodes: [{alid: ASB-S1E1, number: 1, title: Pilot}]
---
kind: season
alid: ASB-S2
series: ASB
number: 2
title: "Avail Strikes Back: Season 2"
complete: 2026-07-10
avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 14.99 USD, srp: 19.99 USD, episode: {wsp: 1.40 USD, srp: 1.99 USD}}]
episodes: [{alid: ASB-S2E1, number: 1, title: Again}]
"""

BOX_SET = """
kind: bundle
series: ASB
discount: 30
avails: [{license: EST, territories: [US], formats: [UHD], start: 2026-02-01, end: 2030-12-31, srp: 17.99 USD}]
"""

SUPPLEMENTALS = """
kind: supplemental
alid: HEAT-TRAILER
of: HEAT
type: trailer
title: Heat Haze trailer
avails: [{license: FVOD, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14}]
---
kind: supplemental
alid: HEAT-MAKING-OF
of: HEAT
type: bonus
title: The making of Heat Haze
avails: [{license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 0.69 USD, srp: 0.99 USD}]
"""


@pytest.fixture
def bundled(estate: Estate) -> Estate:
    """A partner with every kind, applied."""
    estate.write("catalog/movies.yaml", MOVIES)
    estate.write("catalog/collection.yaml", COLLECTION)
    # Sorted before its seasons, as a file of any name may be.
    estate.write("catalog/a-box-set.yaml", BOX_SET)
    estate.write("catalog/series.yaml", SERIES)
    estate.write("catalog/supplementals.yaml", SUPPLEMENTALS)
    estate.apply()
    return estate


def held(estate: Estate, alid: str) -> dict:
    (entry,) = (entry for entry in estate.emulator.dump() if entry["alid"] == alid)
    return entry["avail"]


def test_every_kind_converges(bundled: Estate) -> None:
    bundled.settled()

    collection = held(bundled, "WEATHER")
    assert collection["Asset"] == [
        {
            "_contentID": "WEATHER",
            "WorkType": "Collection",
            "Metadata": {"TitleInternalAlias": ["The Weather Collection"]},
            "BundledAsset": [{"BundledALID": "HEAT"}, {"BundledALID": "COLD"}],
        }
    ]
    assert [row["RetailerSpare1"] for row in collection["Transaction"]] == ["25"]
    assert [row["FormatProfile"] for row in collection["Transaction"]] == [{"value": "Max"}]
    assert held(bundled, "ASB")["Asset"][0]["SeriesMetadata"] == {
        "SeriesContentID": "ASB",
        "SeriesTitleInternalAlias": ["Avail Strikes Back"],
        "NumberOfSeasons": 1,
    }
    assert held(bundled, "HEAT-TRAILER")["Asset"][0]["WorkType"] == "Promotion"
    assert held(bundled, "HEAT-MAKING-OF")["Asset"][0]["WorkType"] == "Supplemental"


def test_what_leaves_a_title_out_of_the_discount_is_sent_where_it_belongs(bundled: Estate) -> None:
    assert {row["LicenseRightsDescription"] for row in bundled.live("HEAT")} == {"New Release"}
    assert [row["OtherTerms"] for row in bundled.live("COLD")] == ["Excluded from bundle discount"]

    bundled.now = datetime(2026, 9, 1, 4, tzinfo=UTC)
    fields = [field for change in bundled.changes() for field in change["fields"]]

    assert ("transactions[EST HD].license_rights", "New Release", None) in [
        (field["path"], field["before"], field["after"]) for field in fields
    ]
    bundled.apply()
    assert not any("LicenseRightsDescription" in row for row in bundled.live("HEAT"))
    bundled.settled()


def test_a_discount_that_is_edited_is_the_only_change_and_marked_as_assumed(bundled: Estate) -> None:
    bundled.edit("catalog/collection.yaml", "discount: 25", "discount: 20")

    (change,) = bundled.changes()

    (field,) = change["fields"]
    assert (field["path"], field["before"], field["after"], field["assumed"]) == (
        "transactions[EST Max].discount",
        25,
        20,
        True,
    )
    assert (field["source"]["file"], field["source"]["line"]) == ("catalog/collection.yaml", 5)
    assert "assumed place" in bundled.run("plan").out
    bundled.apply()
    bundled.settled()


def test_the_order_of_members_is_no_difference_and_live_keeps_its_own(bundled: Estate) -> None:
    bundled.edit("catalog/collection.yaml", "members: [HEAT, COLD]", "members: [COLD, HEAT]")
    bundled.settled()
    bundled.edit("catalog/collection.yaml", "discount: 25", "discount: 20")
    bundled.apply()

    assert [entry["BundledALID"] for entry in held(bundled, "WEATHER")["Asset"][0]["BundledAsset"]] == [
        "HEAT",
        "COLD",
    ]


def test_another_member_is_refused_and_the_rest_of_the_plan_stands(bundled: Estate) -> None:
    bundled.edit("catalog/collection.yaml", "members: [HEAT, COLD]", "members: [HEAT, WARM]")
    bundled.edit("catalog/movies.yaml", "title: Heat Haze", "title: Heat Haze again")

    said = bundled.run("plan", "--format", "json")

    assert said.code == 1
    assert [change["scope"]["alid"] for change in said.json["changes"]] == ["HEAT"]
    heavy = {finding["code"] for finding in said.json["diagnostics"] if finding["severity"] != "notice"}
    assert heavy == {"PV136", "PV901"}
    assert bundled.run("apply", "--auto-approve").code != 0
    members = [entry["BundledALID"] for entry in held(bundled, "WEATHER")["Asset"][0]["BundledAsset"]]
    assert members == ["HEAT", "COLD"]


def test_a_season_that_becomes_complete_joins_the_box_set_on_that_day(bundled: Estate) -> None:
    bundled.now = datetime(2026, 7, 10, 3, 59, 59, tzinfo=UTC)
    bundled.settled()
    bundled.now = datetime(2026, 7, 10, 4, tzinfo=UTC)

    (change,) = bundled.changes()

    (field,) = change["fields"]
    assert (field["path"], field["before"], field["after"]) == ("complete_seasons", 1, 2)
    assert field["source"]["file"] == "catalog/series.yaml"
    bundled.apply()
    bundled.settled()


def test_a_plan_is_valid_until_the_season_is_complete(bundled: Estate) -> None:
    bundled.edit("catalog/a-box-set.yaml", "discount: 30", "discount: 40")

    assert bundled.run("plan", "--format", "json").json["valid_until"] == "2026-07-10T04:00:00Z"


def test_an_avail_beyond_the_rights_in_hand_stops_the_plan(bundled: Estate) -> None:
    rights = """
    kind: rights
    titles: [HEAT, ASB]
    territories: [US]
    licenses: [EST]
    from: 2026-01-01
    to: {to}
    reference: "Licence 2024-118"
    """
    bundled.write("catalog/rights.yaml", rights.format(to="2031-01-14"))
    bundled.settled()
    bundled.write("catalog/rights.yaml", rights.format(to="2031-01-11"))

    said = bundled.run("plan")

    assert said.code == 1
    assert "PV401" in said.err
    words = " ".join(said.err.split())
    assert (
        "EST in US runs longer than `Licence 2024-118` does: 3 days too many, from 12 January 2031" in words
    )


def test_a_service_that_shows_no_assumed_place_still_takes_everything(
    make_estate: Callable[..., Estate],
) -> None:
    estate = make_estate(assume={"echo": "supported"})
    estate.write("catalog/movies.yaml", MOVIES)
    estate.write("catalog/collection.yaml", COLLECTION)

    said = estate.run("apply", "--auto-approve")

    assert said.code == 0, said.out + said.err
    assert "Receipt: 1 done (1 verified), 2 not confirmed." in said.out
    assert "no documented place in the API" in said.out
    assert estate.run("verify").code == 0


@pytest.fixture
def silent(make_estate: Callable[..., Estate]) -> Estate:
    """A partner whose service shows no assumed place, everything applied once."""
    estate = make_estate(assume={"echo": "supported"})
    estate.write("catalog/movies.yaml", MOVIES)
    estate.write("catalog/collection.yaml", COLLECTION)
    apply_later(estate)
    return estate


def apply_later(estate: Estate) -> None:
    """Apply, a minute after whatever was before: runs are told apart by their time."""
    estate.now += timedelta(minutes=1)
    estate.apply()


def test_what_live_never_shows_is_compared_with_the_last_receipt(silent: Estate) -> None:
    silent.settled()
    silent.edit("catalog/collection.yaml", "discount: 25", "discount: 20")

    (change,) = silent.changes()

    (field,) = change["fields"]
    assert (field["path"], field["before"], field["after"]) == ("transactions[EST Max].discount", 25, 20)
    apply_later(silent)
    silent.settled()
    assert held(silent, "WEATHER")["Transaction"][0]["RetailerSpare1"] == "20"


def test_what_leaves_git_and_live_never_showed_is_a_change_too(silent: Estate) -> None:
    silent.edit("catalog/collection.yaml", "discount: 25\n", "")
    silent.edit("catalog/movies.yaml", "bundle_discount: {excluded: true, because: a promotion}\n", "")

    changed = {change["scope"]["alid"]: change["fields"] for change in silent.changes()}

    assert {alid: [field["before"] for field in fields] for alid, fields in changed.items()} == {
        "COLD": ["Excluded from bundle discount"],
        "WEATHER": [25],
    }
    apply_later(silent)
    silent.settled()
    assert "OtherTerms" not in silent.live("COLD")[0]


def test_members_that_live_never_shows_can_change_no_more_than_others(silent: Estate) -> None:
    silent.edit("catalog/collection.yaml", "members: [HEAT, COLD]", "members: [HEAT, WARM]")
    said = silent.run("plan", "--format", "json")
    assert "PV901" in {finding["code"] for finding in said.json["diagnostics"]}


def test_a_collection_whose_members_live_never_shows_is_withdrawn_with_them(silent: Estate) -> None:
    silent.edit("catalog/collection.yaml", "discount: 25\n", "discount: 25\nstate: withdrawn\n")
    apply_later(silent)
    silent.settled()
    assert len(held(silent, "WEATHER")["Asset"][0]["BundledAsset"]) == 2


def test_a_run_in_doubt_makes_an_older_receipt_worth_nothing(silent: Estate) -> None:
    silent.edit("catalog/collection.yaml", "discount: 25", "discount: 20")
    silent.now += timedelta(minutes=1)
    silent.fault(name="dropped-after-commit", endpoint="put", count=2)
    assert silent.run("apply", "--auto-approve").code != 0
    silent.emulator.faults.clear()
    silent.edit("catalog/collection.yaml", "discount: 20", "discount: 25")

    (change,) = silent.changes()

    assert {field["path"] for field in change["fields"]} == {"transactions[EST Max].discount", "members"}
    apply_later(silent)
    silent.settled()
    assert held(silent, "WEATHER")["Transaction"][0]["RetailerSpare1"] == "25"


def test_the_notes_of_another_machine_tell_what_live_never_shows(make_estate: Callable[..., Estate]) -> None:
    estate = make_estate(assume={"echo": "supported"})
    estate.write("catalog/movies.yaml", MOVIES)
    estate.write("catalog/collection.yaml", COLLECTION)
    estate.commit()
    apply_later(estate)
    shutil.rmtree(estate.root / ".pvsync" / "runs")
    estate.settled()


def test_the_example_catalog_plans_and_converges_on_every_date_that_acts_by_itself(
    make_estate: Callable[..., Estate],
) -> None:
    estate = make_estate()
    shutil.copytree(EXAMPLE / "catalog", estate.root / "catalog")
    estate.edit("catalog/collections/two-for-the-holidays.yaml", "alias: lanternquay", "alias: acme")
    groups = yaml.safe_load((EXAMPLE / "pvsync.yaml").read_text(encoding="utf-8"))
    estate.configure(yaml.safe_dump({name: groups[name] for name in ("territory_groups", "channels")}))
    estate.now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    estate.apply()
    estate.settled()
    project = open_project(estate.root / "pvsync.yaml", estate.root)
    dated = {instant for title in project.catalog(estate.now).titles() for instant in title.dated}

    assert len(dated) >= 3
    for instant in sorted(dated):
        shown = instant.isoformat().replace("+00:00", "Z")
        assert estate.run("plan", "--as-of", shown).code == 0
        estate.now = instant
        assert estate.changes()
        estate.apply()
        estate.settled()
