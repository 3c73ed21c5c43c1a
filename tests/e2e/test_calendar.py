"""`pvsync calendar`: what git says by itself in the next days, from the files alone."""

import re
import zipfile

import pytest
from e2e.estate import Estate

MOVIE = """
kind: movie
alid: HEAT
title: Heat Haze
avails:
  - license: EST
    territories: [US]
    formats: [HD, UHD]
    start: 2026-06-10
    end: 2026-08-01
    announce: 2026-06-03
    suppression_lift: 2026-06-05
    license_rights: {value: New Release, until: 2026-07-01}
    prices:
      - {srp: 9.99 USD}
      - {format: HD, srp: 7.99 USD, from: 2026-06-20, until: 2026-06-27}
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-01-01, end: 2026-06-30, download: No}
  - {license: FVOD, territories: [US], formats: [HD], start: 2026-07-01, end: 2027-06-30, download: Yes}
  - {license: SVOD, channel: prime, territories: [US], formats: [HD], start: 2026-06-12T16:00:00Z, end: 2030-12-31}
  - {license: SVOD, channel: prime, territories: [US], formats: [UHD], start: 2026-06-15, end: 2030-12-31}
"""
SERIES = """
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
avails:
  - {license: FVOD, territories: [US, CA], formats: [HD], start: 2026-07-04, end: 2027-07-03}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - {alid: ASB-S1E2, number: 2, title: Two}
"""


@pytest.fixture
def partner(estate: Estate) -> Estate:
    """A partner with a movie and a season."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/asb.yaml", SERIES)
    return estate


def test_everything_that_happens_by_itself_is_said_day_by_day(partner: Estate) -> None:
    said = partner.run("calendar")
    assert said.code == 0
    assert [re.sub(r"(?<=\S) +(?=catalog/)", "  ", line) for line in said.out.splitlines()] == [
        "Calendar of acme, 1 June 2026 to 30 August 2026",
        "",
        "Wednesday, 3 June 2026",
        "  ~ Heat Haze is announced in US purchase  catalog/heat.yaml:10",
        "",
        "Friday, 5 June 2026",
        "  ~ Heat Haze may be shown in US purchase  catalog/heat.yaml:11",
        "",
        "Wednesday, 10 June 2026",
        "  + Heat Haze opens in US purchase (HD, UHD; 9.99 USD)  catalog/heat.yaml:8",
        "",
        "Friday, 12 June 2026",
        "  + Heat Haze opens in US on Prime at 12:00 (HD)  catalog/heat.yaml:18",
        "",
        "Monday, 15 June 2026",
        "  + Heat Haze opens in US on Prime in UHD too  catalog/heat.yaml:19",
        "",
        "Saturday, 20 June 2026",
        "  ~ Heat Haze gets cheaper in US purchase in HD: 9.99 to 7.99 USD  catalog/heat.yaml:15",
        "",
        "Saturday, 27 June 2026",
        "  ~ Heat Haze gets more expensive in US purchase in HD: 7.99 to 9.99 USD  catalog/heat.yaml:15",
        "",
        "Wednesday, 1 July 2026",
        "  ~ Heat Haze changes other terms in US free viewing with ads (download)  catalog/heat.yaml:17",
        "  ~ Heat Haze is no longer New Release in US purchase  catalog/heat.yaml:12",
        "",
        "Saturday, 4 July 2026",
        "  + Both episodes of Avail Strikes Back: Season 1 open in CA and US free viewing with ads (HD)",
        "    catalog/asb.yaml:12",
        "",
        "Saturday, 1 August 2026",
        "  - Heat Haze leaves US purchase after this day  catalog/heat.yaml:9",
        "",
        "Calendar: 8 openings, 2 endings, 2 new prices, 7 other dates in 90 days, counted by transaction.",
    ]


def test_no_request_is_sent_for_it(partner: Estate) -> None:
    partner.run("calendar")
    assert partner.emulator.counters().requests == 0


def test_as_of_and_days_say_what_is_looked_at(partner: Estate) -> None:
    said = partner.run("calendar", "--as-of", "2026-06-20", "--days", "8", "--format", "json")
    assert [event["what"] for event in said.json["events"]] == ["price", "price"]
    assert said.json["from"] == "2026-06-20T00:00:00Z"
    assert said.json["until"] == "2026-06-28T00:00:00Z"


def test_a_selection_is_said(partner: Estate) -> None:
    said = partner.run("calendar", "--only", "ASB*", "--exclude", "territory=CA")
    assert "open in US free viewing with ads" in said.out
    assert "Heat Haze" not in said.out
    assert "Only a selection was looked at (--only alid=ASB* --exclude territory=CA)." in said.out


def test_the_certificate_is_an_event_where_it_can_be_read(partner: Estate) -> None:
    said = partner.run("calendar", "--as-of", "2026-06-01", "--days", "3660")
    assert "The client certificate of local ends at" in said.out
    (partner.root / ".pvsync/emulator/client.pem").unlink()
    assert "certificate" not in partner.run("calendar", "--as-of", "2026-06-01", "--days", "3660").out
    assert "certificate" not in partner.run("--env", "production", "calendar", "--days", "3660").out


def test_a_calendar_to_subscribe_to(partner: Estate) -> None:
    file = partner.root / "calendar.ics"
    said = partner.run("calendar", "--format", "ics", "--out", str(file))
    assert said.code == 0
    assert said.out == ""
    assert "Calendar: 8 openings" in said.err
    first = file.read_bytes()
    assert first.count(b"BEGIN:VEVENT\r\n") == 11
    partner.run("calendar", "--format", "ics", "--out", str(file))
    assert file.read_bytes() == first


def test_a_workbook_needs_a_file(partner: Estate) -> None:
    said = partner.run("calendar", "--format", "xlsx")
    assert said.code == 1
    assert "--out calendar.xlsx" in said.err
    file = partner.root / "calendar.xlsx"
    assert partner.run("calendar", "--format", "xlsx", "--out", str(file)).code == 0
    assert zipfile.is_zipfile(file)


def test_a_file_that_cannot_be_written_is_said(partner: Estate) -> None:
    said = partner.run("calendar", "--out", str(partner.root / "nowhere" / "calendar.txt"))
    assert said.code == 1
    assert "the file calendar.txt cannot be written" in said.err


def test_a_season_that_becomes_complete_changes_its_box_set(partner: Estate) -> None:
    partner.write(
        "catalog/set.yaml",
        """
        kind: series
        alid: LS
        title: Long Summer
        seasons: 1
        ---
        kind: season
        alid: LS-S1
        series: LS
        number: 1
        title: "Long Summer: Season 1"
        complete: 2026-07-10
        avails:
          - {license: EST, territories: [US], formats: [HD], start: 2026-01-01, end: 2030-12-31, wsp: 9.00 USD,
             srp: 14.99 USD, episode: {wsp: 1.00 USD, srp: 1.99 USD}}
        episodes:
          - {alid: LS-S1E1, number: 1, title: Pilot}
        ---
        kind: bundle
        series: LS
        avails:
          - {license: EST, territories: [US], formats: [Max], start: 2026-02-01, end: 2030-12-31, wsp: 8.00 USD,
             srp: 12.99 USD}
        """,
    )
    said = partner.run("calendar", "--only", "LS")
    assert said.code == 0, said.err
    assert "Friday, 10 July 2026\n  + Long Summer opens in US purchase (Max; 12.99 USD)" in said.out


@pytest.mark.parametrize("days", ["0", "-3", "3661"])
def test_days_that_make_no_sense_are_refused(partner: Estate, days: str) -> None:
    said = partner.run("calendar", "--days", days)
    assert said.code == 1
    assert "ask for 1 to 3660 days" in said.err


def test_the_end_of_time_is_no_fault(partner: Estate) -> None:
    assert partner.run("calendar", "--as-of", "9990-01-01", "--days", "3660").code == 0


def test_a_catalog_with_errors_has_no_calendar(partner: Estate) -> None:
    partner.edit("catalog/heat.yaml", "2026-08-01", "2026-02-30")
    said = partner.run("calendar")
    assert said.code == 1
    assert "there is no day 2026-02-30" in said.err
