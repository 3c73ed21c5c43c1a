"""The day in a territory: every second belongs to one day, and the table comes from the IANA list."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from pvsync.model.zones import EASTERN_MOST, Zones

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
BY_ZONE = {zone: territory for territory, zone in sorted(EASTERN_MOST.items(), reverse=True)}
JANUARY, JULY = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_days_follow_each_other_without_gap_or_overlap_everywhere(year: int) -> None:
    zones = Zones()
    for zone, territory in BY_ZONE.items():
        day, start = date(year, 1, 1), zones.start_of(date(year, 1, 1), territory)
        while day.year == year:
            following = zones.start_of(day + DAY, territory)
            assert zones.end_of(day, territory) + SECOND == following, (zone, day)
            assert start < following
            assert zones.day_of(start, territory) == day == zones.day_of(following - SECOND, territory)
            day, start = day + DAY, following


def _standard(zone: str) -> timedelta:
    offsets = [instant.astimezone(ZoneInfo(zone)).utcoffset() for instant in (JANUARY, JULY)]
    return min(offset for offset in offsets if offset is not None)


def test_the_table_is_the_eastern_most_zone_of_the_iana_list() -> None:
    listed: dict[str, list[str]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text().splitlines():
        if not line.startswith("#"):
            territory, _, zone = line.split("\t")[:3]
            listed.setdefault(territory, []).append(zone)
    derived = {territory: max(zones, key=_standard) for territory, zones in listed.items()}

    assert derived | {"UA": "Europe/Kyiv"} == EASTERN_MOST


def test_the_configuration_comes_before_the_table_and_utc_before_both() -> None:
    day = date(2026, 7, 1)
    assert Zones().name("CA") == "America/St_Johns"
    assert Zones({"CA": "America/Toronto"}).start_of(day, "CA") == datetime(2026, 7, 1, 4, tzinfo=UTC)
    assert Zones({"CA": "America/Toronto"}, utc=True).end_of(day, "CA") == datetime(
        2026, 7, 1, 23, 59, 59, tzinfo=UTC
    )
    assert Zones(utc=True).name("CA") == "UTC"


def test_a_territory_that_only_live_knows_has_days_in_utc() -> None:
    assert Zones().start_of(date(2026, 7, 1), "ZZ") == datetime(2026, 7, 1, tzinfo=UTC)
    with pytest.raises(KeyError):
        Zones().name("ZZ")


def test_midnight_that_does_not_exist_and_midnight_that_comes_twice() -> None:
    """Cairo skips the first hour of 24 April 2026; in Havana 1 November 2026 has its first hour twice."""
    zones = Zones()
    assert zones.start_of(date(2026, 4, 24), "EG") == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert zones.start_of(date(2026, 11, 1), "CU") == datetime(2026, 11, 1, 4, tzinfo=UTC)


def test_yesterday_ends_a_second_before_today() -> None:
    zones = Zones()
    for hour in range(48):
        at = datetime(2026, 3, 7, 12, tzinfo=UTC) + timedelta(hours=hour)
        end = zones.end_of_yesterday(at, "US")
        assert end < at
        assert (
            zones.day_of(end, "US") == zones.day_of(end + SECOND, "US") - DAY == zones.day_of(at, "US") - DAY
        )


def test_the_ends_of_time_have_a_day_everywhere() -> None:
    assert Zones().day_of(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), "JP") == date(9999, 12, 31)
    assert Zones().day_of(datetime(1, 1, 1, tzinfo=UTC), "US") == date(1, 1, 1)
