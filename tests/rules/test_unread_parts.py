"""A part that cannot be read: nothing is concluded of the family it may belong to, and that is said once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync.catalog.codes.examples import PRICE, SALE, SERIES, box_set, collection, movie, season
from pvsync.workflows.load_catalog import load_catalog

EPISODE = "episode: {wsp: 1.40 CAD, srp: 1.99 CAD}"
DEAR = f"{SALE}, wsp: 10.00 CAD, srp: 19.99 CAD, {EPISODE}"
SECOND = season(DEAR, episodes=("alid: ASB-S2E1, number: 1, title: Two",), keys="complete: true\n", number=2)
SECOND = SECOND.replace("number: 1\ntitle: The First", "number: 2\ntitle: The Second")
SEASONS = {
    "series.yaml": SERIES.replace("seasons: 1", "seasons: 2"),
    "first.yaml": season(DEAR, episodes=("alid: ASB-S1E1, number: 1, title: One",), keys="complete: true\n"),
    "second.yaml": SECOND,
    "box.yaml": box_set(f"{SALE}, wsp: 15.00 CAD, srp: 29.99 CAD".replace("[HD]", "[Max]")),
}


def found(files: dict[str, str], root: Path) -> list[str]:
    """The codes of what is wrong with a catalog, without the notice of metadata."""
    (root / "catalog").mkdir()
    (root / "pvsync.yaml").write_text("licensor: acme\nfan_out: ignore\n")
    for name, text in files.items():
        (root / "catalog" / name).write_text(text)
    said = load_catalog(root, datetime(2026, 6, 1, tzinfo=UTC)).findings
    return sorted(finding.code for finding in said if finding.code != "PV801")


def test_a_whole_family_is_judged(tmp_path: Path) -> None:
    assert found(SEASONS, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("number: 2", "numbeer: 2", ["PV012", "PV145"]),
        ("alid: ASB-S2\n", "alyd: ASB-S2\n", ["PV012", "PV145"]),
        ("start: 2026-01-15", "start: 2026-13-01", ["PV015", "PV145"]),
        ("series: ASB", "series: SERX", ["PV106", "PV145"]),
        ("series: ASB", "seris: ASB", ["PV012", "PV145"]),
        ("kind: season", "kind: saison", ["PV011", "PV145"]),
        ("[CA]", "[XQ]", ["PV107", "PV145"]),
        ("title: Two", "title: [Two", ["PV004", "PV145"]),
        ("- {license", "- {use: none, license", ["PV103", "PV145"]),
    ],
)
def test_a_season_with_an_error_is_not_taken_for_one_that_is_not_there(
    old: str, new: str, code: list[str], tmp_path: Path
) -> None:
    assert found({**SEASONS, "second.yaml": SECOND.replace(old, new, 1)}, tmp_path) == code


def test_no_season_that_can_be_read_is_not_called_no_season(tmp_path: Path) -> None:
    files = {**SEASONS, "second.yaml": SECOND.replace("number: 2", "numbeer: 2")}
    del files["first.yaml"]

    assert found(files, tmp_path) == ["PV012", "PV145"]


def test_a_collection_is_not_judged_without_a_member_that_cannot_be_read(tmp_path: Path) -> None:
    pair = f"{SALE}, wsp: 9.00 CAD, srp: 13.99 CAD".replace("[HD]", "[Max]")
    other = movie(f"{SALE}, {PRICE}", alid="HEATWAVE-2019", title="Heat Wave").replace("title:", "titel:")
    files = {
        "a.yaml": movie(f"{SALE}, {PRICE}"),
        "b.yaml": other,
        "c.yaml": collection("HEATHAZE-2024, HEATWAVE-2019", pair),
    }

    assert found(files, tmp_path) == ["PV012", "PV145"]


def test_another_title_does_not_keep_a_family_from_being_judged(tmp_path: Path) -> None:
    other = movie(f"{SALE}, {PRICE}").replace("title:", "titel:")
    box = {**SEASONS, "box.yaml": SEASONS["box.yaml"].replace("15.00", "25.00")}

    assert found({**box, "other.yaml": other}, tmp_path) == ["PV012", "PV705"]


def test_files_that_look_like_files_of_the_catalog_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    others = dict.fromkeys(("Heat.YAML", "x.YML", "heat.yaml.txt", "heat.json"), "{}")

    assert found({**SEASONS, **others, "notes.txt": "", ".x.json": "{}"}, tmp_path) == [
        "PV145",
        *["PV146"] * 4,
    ]
