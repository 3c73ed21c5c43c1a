"""A collection that is not cheaper has a rule of its own, and not that of box sets, PV705."""

from pathlib import Path

import pytest
from unit.rules.bundles.said import collection, movie, said

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"


@pytest.mark.parametrize(("code", "spoken"), [("PV705", 0), ("PV715", 1)])
def test_it_is_told_once(tmp_path: Path, code: str, spoken: int) -> None:
    dear = collection("A, B", OFFER.replace("15.99", "19.98"))
    assert len(said(tmp_path, code, movie("A", LONG), movie("B", LONG), dear)) == spoken
