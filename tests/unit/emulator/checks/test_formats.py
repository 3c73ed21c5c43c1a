"""Format profiles by work type."""

import pytest
from unit.emulator.partner import a_bundle, a_row, an_avail, said


@pytest.mark.parametrize("work_type", ["Movie", "Season", "Episode", "Supplemental"])
def test_max_is_for_bundles_only(work_type: str) -> None:
    avail = an_avail(a_row(FormatProfile={"value": "Max"}), work_type=work_type)
    assert said(avail) == ["Transaction[0].FormatProfile Max is not one of 4K, HD, SD, UHD"]


@pytest.mark.parametrize("work_type", ["Series", "series", "collection"])
@pytest.mark.parametrize("value", ["SD", "HD", "UHD", "4K", "Max"])
def test_bundle_takes_every_format(work_type: str, value: str) -> None:
    assert said(a_bundle(a_row(FormatProfile={"value": value}), work_type=work_type)) == []


def test_bundle_takes_no_other_format() -> None:
    avail = a_bundle(a_row(FormatProfile={"value": "max"}), work_type="series")
    assert said(avail) == ["Transaction[0].FormatProfile max is not one of 4K, HD, Max, SD, UHD"]
