"""The mapping table as a filter."""

import json
from pathlib import Path

from unit.emulator.partner import a_row, an_avail

from pvsync.emulator.echo import only_supported


def test_members_and_terms_outside_the_table_are_left_out() -> None:
    terms = [
        {"_termName": "WSP", "Money": {"value": 1, "_currency": "USD", "note": "x"}, "note": "x"},
        {"_termName": "Mood", "Text": "x"},
    ]
    seen = only_supported(an_avail(a_row(Terms=terms, RetailerSpare1=30), BundledAsset=[1]))
    assert seen == an_avail(a_row(Terms=[{"_termName": "WSP", "Money": {"value": 1, "_currency": "USD"}}]))


def test_malformed_member_is_shown_as_it_is() -> None:
    assert only_supported({"Transaction": [1], "Asset": "x"}) == {"Transaction": [1], "Asset": "x"}


def test_official_payload_has_only_supported_members(shared_data: Path) -> None:
    path = shared_data / "payloads/put_full_extract_channels_svod_episode.closed.json"
    avail = json.loads(path.read_text())["avail"]
    assert only_supported(avail) == avail
