"""Which starts are near, and until when metadata is due."""

import pytest
from unit.catalog.reading import season
from unit.rules.seasons.families import AS_OF, FREE, family, starting

from pvsync.rules.rule import Setting
from pvsync.rules.seasons.pv607_sports_data_metadata import check

SPORTS = "sports_data_platform: true\n"


@pytest.mark.parametrize(
    ("start", "hint"),
    [
        ("2026-06-01T00:00:00Z", None),
        ("2026-06-01T00:00:01Z", "deliver its metadata now"),
        ("2026-06-02T00:00:00Z", "deliver it by 1 June 2026, 00:00 UTC"),
        ("2026-06-03", "deliver it by 2 June 2026, 04:00 UTC"),
        ("2026-06-04T00:00:00Z", "deliver it by 3 June 2026, 00:00 UTC"),
        ("2026-06-04T00:00:01Z", None),
    ],
)
def test_a_near_start(start: str, hint: str | None) -> None:
    text = season(FREE, episodes=("", starting(start, "free")), keys=SPORTS)

    assert [remark.hint for remark in check(family(text), Setting(AS_OF))] == [hint] * (hint is not None)


def test_the_next_start_is_named_and_whether_it_is_too_late_for_it() -> None:
    text = season(
        FREE, episodes=(starting("2026-06-03", "free"), starting("2026-06-01T12:00:00Z", "free")), keys=SPORTS
    )
    (remark,) = check(family(text), Setting(AS_OF))

    assert remark.message == (
        "`ASB-S1E2` of the Sports Data Platform starts in US on 1 June 2026, which is less than 24 hours from now: "
        "its metadata is due 24 hours before"
    )
    assert remark.place.line == 16


def test_same_day_production_has_the_same_letters_and_is_not_meant() -> None:
    text = season(f"{FREE}, license_rights: SDP", episodes=(starting("2026-06-03", "free"),))

    assert list(check(family(text), Setting(AS_OF))) == []
