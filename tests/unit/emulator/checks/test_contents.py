"""What a box set or a collection says that it holds."""

from typing import Any

import pytest
from unit.emulator.partner import LINES, Partner, a_bundle, a_row, an_avail, said

from pvsync.emulator.checks import findings
from pvsync.emulator.submission import submit
from pvsync.emulator.switches import settle


def maxed(**members: Any) -> dict[str, Any]:
    return a_row(FormatProfile={"value": "Max"}, **members)


@pytest.mark.parametrize("count", [None, 0, "00", "", "two", "1.5", True])
def test_a_box_set_counts_its_seasons(count: Any) -> None:
    metadata = {"SeriesContentID": "A-1", "NumberOfSeasons": count}
    avail = a_bundle(work_type="Series", Asset=[{"WorkType": "Series", "SeriesMetadata": metadata}])
    assert said(avail) == ["Asset[0].SeriesMetadata.NumberOfSeasons is not a number above zero"]


def test_a_box_set_is_its_series() -> None:
    metadata = {"SeriesContentID": "ELSE", "NumberOfSeasons": 1}
    avail = a_bundle(work_type="Series", Asset=[{"WorkType": "Series", "SeriesMetadata": metadata}])
    assert said(avail) == ["Asset[0].SeriesMetadata.SeriesContentID is not the ALID"]


@pytest.mark.parametrize("series", [None, "", " ", 5])
def test_a_box_set_without_its_series(series: Any) -> None:
    metadata = {"SeriesContentID": series, "NumberOfSeasons": 1}
    avail = a_bundle(work_type="Series", Asset=[{"WorkType": "Series", "SeriesMetadata": metadata}])
    assert said(avail) == ["Asset[0].SeriesMetadata.SeriesContentID is missing: it must be the ALID"]


@pytest.mark.parametrize("members", [(), (" ",)])
def test_a_collection_is_not_blank(members: tuple[str, ...]) -> None:
    assert said(a_bundle(work_type="Collection", members=members)) == ["Asset[0].BundledAsset is blank"]


@pytest.mark.parametrize("members", [("M-1",), ("M-1", "M-1"), ("M-1", " ")])
def test_a_collection_has_at_least_two_members(members: tuple[str, ...]) -> None:
    assert said(a_bundle(work_type="Collection", members=members)) == [
        "Asset[0].BundledAsset names only one title, and a collection has at least two"
    ]


def test_members_are_those_of_the_collection_that_is_held(partner: Partner) -> None:
    assert partner.put(a_bundle(work_type="Collection")).status_code == 200
    turned = a_bundle(work_type="Collection", members=("M-2", "M-1"))
    assert partner.put(turned).status_code == 200
    other = a_bundle(maxed(Territory=[{"country": "CA"}]), work_type="Collection", members=("M-1", "M-3"))
    answer = partner.put(other)
    assert answer.status_code == 400
    assert answer.json()["message"] == (
        "Asset[0].BundledAsset differs from the existing collection: its titles cannot be changed"
    )
    assert partner.validate(other).status_code == 400


def test_what_was_held_as_something_else_says_nothing_about_members() -> None:
    submission = submit(a_bundle(work_type="Collection"), "A-1", LINES, settle({}))
    assert findings(submission.beside((an_avail(), an_avail(work_type="Collection")))) == []
