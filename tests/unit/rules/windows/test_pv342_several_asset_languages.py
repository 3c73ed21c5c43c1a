"""Delivered languages on each licence type, and on the official payload."""

import json
from pathlib import Path

import pytest
from unit.catalog.reading import EST, NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv342_several_asset_languages import check

TWO = "languages: {asset: [en, {tag: fr, asset: audio}]}"


@pytest.mark.parametrize(
    ("license_type", "more", "message"),
    [
        ("EST", TWO, "EST names 2 delivered languages, where the standard has one"),
        ("FVOD", TWO, "FVOD names 2 delivered languages, where the standard has one"),
        ("SVOD", f"channel: prime, contract: CPH, category: sub, {TWO}", None),
        ("EST", "languages: {asset: [en], holdback: [fr, de]}", None),
        ("EST", "download: Yes", None),
    ],
)
def test_only_a_subscription_has_several(license_type: str, more: str, message: str | None) -> None:
    (title,), findings = read(movie(f"{EST.replace('EST', license_type)}, {more}"))

    assert findings == ()
    assert [remark.message for remark in check(title, Setting(NOW))] == ([message] if message else [])


def test_the_official_payload_has_several_on_a_subscription(shared_data: Path) -> None:
    payload = shared_data / "payloads" / "put_full_extract_channels_svod_episode.closed.json"
    (transaction,) = json.loads(payload.read_text(encoding="utf-8"))["avail"]["Transaction"]

    assert (transaction["LicenseType"], len(transaction["AssetLanguage"])) == ("SVOD", 3)


def test_the_first_one_is_the_main_one() -> None:
    (title,), _ = read(movie(f"{EST}, {TWO}"))

    (remark,) = check(title, Setting(NOW))
    assert remark.hint == "keep the main one: `asset: [en]`"
