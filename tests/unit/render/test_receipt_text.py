import pytest
from golden.runs import RECEIPTS

from pvsync.render import receipt_text
from pvsync.render.screen import Screen, cells


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    for text in receipt_text.render(RECEIPTS["receipt_mixed"], Screen(width)).splitlines():
        assert cells(text) <= width


def test_nothing_from_outside_reaches_the_screen_armed() -> None:
    said = receipt_text.render(RECEIPTS["receipt_mixed"], Screen(100))
    assert not {character for character in said if not character.isprintable() and character != "\n"}


def test_what_needs_a_person_comes_first_and_says_what_to_do() -> None:
    said = receipt_text.render(RECEIPTS["receipt_mixed"], Screen(100))
    assert said.index("Rejected") < said.index("Unknown") < said.index("Not tried") < said.index("Done")
    assert "`pvsync verify 20260601T120000Z-7c1e` reads what became of them." in said
