"""What a member of a collection is, and where the finding points."""

from pathlib import Path

import pytest
from unit.rules.bundles.said import SERIES, box_set, collection, movie, said, season

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"


@pytest.mark.parametrize(
    ("member", "document", "what"),
    [
        ("ASB", SERIES + "---\n" + season(1, LONG), "a series"),
        ("ASB-S1", SERIES + "---\n" + season(1, LONG), "a season"),
        ("SPARK", movie("SPARK", LONG, keys="work_type: Short\n"), "a short"),
        ("MORE", collection("A, B", OFFER, alid="MORE"), "a collection"),
        (
            "T",
            f"kind: supplemental\nalid: T\nof: A\ntype: trailer\ntitle: T\navails: [{{license: EST, formats: [HD], {LONG}}}]\n",
            "a trailer",
        ),
        (
            "E1",
            SERIES
            + "---\n"
            + season(1, LONG).replace("episodes: []", "episodes: [{alid: E1, number: 1, title: One}]"),
            "an episode",
        ),
    ],
)
def test_what_a_member_is(tmp_path: Path, member: str, document: str, what: str) -> None:
    text = collection(f"A, A, {member}, B", OFFER)
    (finding,) = said(tmp_path, "PV707", movie("A", LONG), movie("B", LONG), document, text)

    assert finding.message == f"`{member}` is {what}, and a collection holds movies only"
    assert finding.place is not None
    line = (tmp_path / "catalog" / "a.yaml").read_text(encoding="utf-8").splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 : finding.place.end_column - 1] == member


def test_the_seasons_of_a_box_set_are_no_members(tmp_path: Path) -> None:
    assert said(tmp_path, "PV707", SERIES, season(1, LONG), season(2, LONG), box_set(OFFER)) == []


def test_a_member_that_nothing_declares_is_told_by_another_rule(tmp_path: Path) -> None:
    assert said(tmp_path, "PV707", movie("A", LONG), collection("A, NOBODY", OFFER)) == []
