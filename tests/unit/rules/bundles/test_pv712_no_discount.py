"""What needs no discount."""

from pathlib import Path

from unit.rules.bundles.said import collection, movie, said

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"


def test_a_bundle_that_is_not_offered_needs_none(tmp_path: Path) -> None:
    text = collection("A, B").replace("discount: 10\n", "")
    assert said(tmp_path, "PV712", movie("A", LONG), movie("B", LONG), text) == []
