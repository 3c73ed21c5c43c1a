"""How a member of a collection is spelled."""

from pathlib import Path

from unit.rules.bundles.said import collection, movie, said

LONG = "territories: [CA], start: 2026-01-01, end: 2030-12-31, wsp: 9.99 CAD"
OFFER = "territories: [CA], start: 2026-07-01, end: 2030-06-30, wsp: 15.99 CAD"


def test_every_other_character_is_named_once(tmp_path: Path) -> None:
    odd = "A:1.b.c@d_e-f"
    (finding,) = said(
        tmp_path, "PV708", movie("B", LONG), movie(f'"{odd}"', LONG), collection(f'B, "{odd}"', OFFER)
    )

    assert finding.message.startswith(f"`{odd}` has `:`, `.`, `@` in it")
