"""Values of the catalog as cells."""

from datetime import UTC, date, datetime

import pytest

from pvsync.formats.ema.out_cells import asset_languages, first_moment, hours, language_list, last_moment
from pvsync.model.transaction import Language
from pvsync.model.zones import Zones

ZONES = Zones()


def test_a_day_in_the_territory_is_a_day() -> None:
    assert first_moment(datetime(2026, 1, 15, 5, tzinfo=UTC), "US", ZONES) == date(2026, 1, 15)
    assert last_moment(datetime(2031, 1, 15, 4, 59, 59, tzinfo=UTC), "US", ZONES) == date(2031, 1, 14)


def test_any_other_instant_keeps_its_time() -> None:
    instant = datetime(2026, 1, 15, 9, tzinfo=UTC)
    assert first_moment(instant, "US", ZONES) == "2026-01-15T09:00:00Z"
    assert last_moment(instant, "US", ZONES) == "2026-01-15T09:00:00Z"


def test_days_in_utc_are_written_with_their_time() -> None:
    """Whoever reads the sheet counts days in the territory (data dictionary, Start)."""
    assert first_moment(datetime(2026, 1, 15, tzinfo=UTC), "US", Zones(utc=True)) == "2026-01-15T00:00:00Z"
    assert (
        last_moment(datetime(2026, 1, 15, 23, 59, 59, tzinfo=UTC), "US", Zones(utc=True))
        == "2026-01-15T23:59:59Z"
    )


@pytest.mark.parametrize(
    ("length", "cell"), [("PT720H", 720), ("PT36H30M", "36:30:00"), ("PT45M", "0:45:00"), ("x", "x")]
)
def test_lengths_are_hours(length: str, cell: object) -> None:
    assert hours(length) == cell


def test_languages_say_which_track_they_are_about() -> None:
    english, french = Language("en-US"), Language("fr-CA", "subtitle")
    assert language_list([english, french]) == "en-US, fr-CA:sub"
    assert asset_languages([french, Language("ja", "subtitle")]) == ("fr-CA, ja", "sub")
    assert asset_languages([english, french]) == ("en-US, fr-CA:sub", "")
    assert asset_languages([english]) == ("en-US", "")
