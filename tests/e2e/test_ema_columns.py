"""The page of columns says where the Avails API has each: that is what goes out, and all of it."""

from collections.abc import Iterator
from typing import Any

from e2e.estate import Estate
from e2e.test_ema import CATALOG, TRAILER

from pvsync.formats.ema.json_places import JSON_PLACES

EVERYTHING = """
    kind: movie
    alid: ALL
    title: All
    entitlements: [{ecosystem: DMA, id: X}, {ecosystem: UVVU, id: Y}]
    avails:
      - license: EST
        territories: [US]
        formats: [HD]
        start: 2026-01-15
        end: 2031-01-14
        tier: "3"
        srp: 9.99 USD
        exclusive: true
        exclusive_attributes: x
        download: Yes
        instructions: i
        announce: 2026-01-01
        suppression_lift: 2026-01-02
        license_rights: New Release
        languages: {asset: [{tag: en, asset: audio}], allowed: [en]}
      - license: VOD
        territories: [CA]
        formats: [HD]
        start: 2026-01-15
        end: 2031-01-14
        wsp: 9.99 CAD
        rental: P30D
        watch: PT48H
        languages: {holdback: [{tag: fr, asset: audio}]}
      - license: SVOD
        territories: [US]
        formats: [HD]
        channel: starz
        contract: FIXED_FEE
        category: sub
        start: 2026-01-15
        end: 2031-01-14
"""


def paths(value: Any, path: str = "") -> Iterator[str]:
    match value:
        case dict():
            for name, inside in value.items():
                if name != "_termName":
                    yield from paths(inside, f"{path}.{name}" if path else name)
        case list():
            for item in value:
                name = item.get("_termName", "") if isinstance(item, dict) else ""
                yield from paths(item, f"{path}[{name}]")
        case _:
            yield path


def test_the_page_of_columns_says_what_goes_out(estate: Estate) -> None:
    estate.write("catalog/a.yaml", CATALOG)
    estate.write("catalog/b.yaml", TRAILER)
    estate.write("catalog/c.yaml", EVERYTHING)
    estate.commit()
    estate.apply()
    sent = {path for scope in estate.emulator.dump() for path in paths(scope["avail"])}
    told = {place for places in JSON_PLACES.values() for place in places}
    whole = {place for place in told if not any(other.startswith(f"{place}.") for other in told)}
    assert whole == sent
