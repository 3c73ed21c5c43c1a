from dataclasses import replace

from golden.cases import AS_OF
from golden.pictures import PICTURE, SEASON

from pvsync.render.screen import Screen
from pvsync.render.timeline_text import FORMAT
from pvsync.render.view_timeline import timeline_view


def lines(width: int) -> list[str]:
    return FORMAT.render(timeline_view(PICTURE), Screen(width)).splitlines()


def test_now_is_one_column_and_windows_begin_with_a_bracket() -> None:
    bars = [text for text in lines(100) if text.startswith("    ") and "," in text and "|" in text]
    assert len({text.index("|") for text in bars}) == 1
    [purchase] = [text for text in bars if "purchase, HD" in text]
    assert purchase.count("[") == 2  # the promotion of August takes less than a character


def test_a_narrow_screen_still_has_a_picture() -> None:
    assert len([text for text in lines(30) if "|" in text]) > 3


def test_nothing_to_draw_says_so() -> None:
    nothing = timeline_view(replace(PICTURE, titles=(), selection=()))
    said = FORMAT.render(nothing, Screen(100))
    assert said.splitlines() == [
        "Timeline of acme, as of 1 June 2026, 12:00 UTC", "", "Nothing is offered in what was looked at.",
    ]  # fmt: skip


def test_years_that_have_no_room_are_left_out() -> None:
    view = timeline_view(replace(PICTURE, titles=(SEASON,), as_of=AS_OF))
    crowded = replace(view, axis=replace(view.axis, last=view.axis.last.replace(year=2036)))
    assert "2024" in FORMAT.render(crowded, Screen(20))
