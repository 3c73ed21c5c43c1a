import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.diagnostics import Place
from pvsync.render.screen import Screen, Tone, cells, paint
from pvsync.render.snippet import snippet


def shown(place: Place, lines: list[str] | None, width: int = 40) -> list[str]:
    return paint(snippet(place, lines, width, Tone.BAD), Screen(width)).splitlines()


def test_carets_stand_under_the_range() -> None:
    assert shown(Place("a", 1, 6, 1, 9), ["end: now"]) == ["  |", "1 | end: now", "  |      ^^^"]


def test_tabs_and_wide_characters_keep_the_carets_in_place() -> None:
    assert shown(Place("a", 1, 4, 1, 5), ["\t\u9ad8 x"]) == ["  |", "1 |     \u9ad8 x", "  |        ^"]
    assert shown(Place("a", 1, 2, 1, 4), ["a\tb"])[2] == "  |  ^^^^"


def test_an_empty_range_and_one_past_the_end_still_have_a_caret() -> None:
    assert shown(Place("a", 1, 1, 1, 1), ["end"])[2] == "  | ^"
    assert shown(Place("a", 1, 9, 1, 12), ["end"])[2] == "  |    ^"


def test_a_range_over_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    assert shown(Place("a", 1, 3, 2, 2), ["a: |  ", "  b"])[2] == "  |   ^^"


@pytest.mark.parametrize("lines", [None, [], ["one"]])
def test_a_line_that_is_not_there_is_left_out(lines: list[str] | None) -> None:
    assert shown(Place("a", 2, 1, 2, 2), lines) == []


def test_a_long_line_is_cut_around_the_carets() -> None:
    line = "b" * 100 + "MARK" + "a" * 100
    _, text, carets = shown(Place("a", 1, 101, 1, 105), [line])
    assert text == "1 | ...bbbbbbbbbbbbMARKaaaaaaaaaaaaa..."
    assert text[carets.index("^") : carets.rindex("^") + 1] == "MARK"


def test_a_line_that_is_long_only_behind_the_carets_keeps_its_beginning() -> None:
    assert shown(Place("a", 1, 1, 1, 5), ["MARK" + "a" * 100])[1] == "1 | MARK" + "a" * 28 + "..."


def test_a_long_range_is_cut_too() -> None:
    _, text, carets = shown(Place("a", 1, 1, 1, 200), ["m" * 300])
    assert text.startswith("1 | mmm")
    assert "..." in text
    assert cells(carets) <= 40


@given(
    st.text(alphabet=st.characters(blacklist_characters="\n"), max_size=120),
    st.integers(1, 130),
    st.integers(0, 130),
    st.integers(30, 120),
)
def test_no_line_is_wider_than_the_screen(line: str, column: int, length: int, width: int) -> None:
    for text in shown(Place("a", 1, column, 1, column + length), [line], width):
        assert cells(text) <= width
