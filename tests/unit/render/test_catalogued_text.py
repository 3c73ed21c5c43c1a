"""The catalog dataset on a screen: each part only where it has something to say, and what cannot be told always."""

import json

from pvsync.model.catalogued import Catalogued, Doubt, Doubtful, Uncatalogued, Unmanaged
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.render.catalogued_json import catalogued_json
from pvsync.render.catalogued_text import CANNOT_TELL, catalogued_text
from pvsync.render.screen import Screen, cells

US = Scope("LOST", "US", BusinessLine.CHANNELS)
NOTHING = Catalogued("acme in local", 3, 3, (), (), (), 0, 0)
ALL = Catalogued(
    "acme in local",
    9,
    2,
    (
        Unmanaged("LOST", "Lost Haze", (1,), ("alpha",), (US,), (US,)),
        Unmanaged(
            "GONE", "Gone Haze", (1, 2), ("alpha", "beta"), (), (Scope("GONE", "US", US.business_line),)
        ),
        Unmanaged("FAR", "Far\x1b[31m Haze", (7,), ()),
    ),
    (Uncatalogued("NEW", "New Haze", "catalog/new.yaml", ("CA", "US")),),
    tuple(Doubtful(doubt, f"SKU-{index}", "Some Haze", "look at it") for index, doubt in enumerate(Doubt)),
    4,
    1,
    (("LOST CA CHANNELS", "the service failed"),),
    ("the store is behind with the catalog: `pvsync datasets pull`",),
)


def flat(found: Catalogued, width: int = 100) -> str:
    return " ".join(catalogued_text(found, Screen(width)).split())


def test_with_nothing_to_say_it_says_what_it_cannot_tell() -> None:
    said = flat(NOTHING)
    assert "no YAML" in said  # in the summary
    assert "Live, and in no YAML" not in said
    assert "Doubtful" not in said
    assert "Could not be read" not in said
    assert all(line in said for line in CANNOT_TELL)


def test_every_part_once_and_every_doubt_in_its_own() -> None:
    said = flat(ALL)
    assert "! LOST Lost Haze: live in US; catalogued on `alpha` in marketplace 1" in said
    assert (
        ". GONE Gone Haze: not live on a channel in US; catalogued on `alpha` and `beta` in marketplaces 1 and 2"
        in said
    )
    assert "nothing to ask for; catalogued in marketplace 7" in said
    assert "! NEW New Haze in CA and US (catalog/new.yaml)" in said
    assert said.count("Doubtful: ") == len(Doubt)
    assert "? LOST CA CHANNELS: the service failed" in said
    assert "The store is behind with the catalog" in said
    assert (
        "1 title live and in no YAML, 1 title open and never catalogued, 6 doubtful joins; 2 in both" in said
    )


def test_nothing_is_wider_than_the_screen_or_armed() -> None:
    said = catalogued_text(ALL, Screen(60))
    assert "\x1b" not in said
    assert all(cells(line) <= 60 for line in said.splitlines())


def test_for_machines() -> None:
    said = json.loads(json.dumps(catalogued_json(ALL)))
    assert [one["sku"] for one in said["unmanaged"] if one["live"]] == ["LOST"]
    assert {one["doubt"] for one in said["doubtful"]} == {str(doubt) for doubt in Doubt}
    assert said["summary"]["live"] == 1
    assert said["cannot_tell"] == list(CANNOT_TELL)
