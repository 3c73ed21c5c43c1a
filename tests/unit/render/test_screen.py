from pvsync.render.screen import COLOR, EMPTY, NO_COLOR, Screen, Span, Tone, cells, padded, paint, wrapped

PLAIN = Screen(40)


def test_wide_and_combining_characters_are_measured_as_a_terminal_does() -> None:
    assert cells("abc") == 3
    assert cells("\u9ad8\u6e29") == 4
    assert cells("e\u0301") == 1
    assert cells("\x1b") == 4
    assert padded("\u9ad8", 4) == "\u9ad8  "
    assert padded("abcdef", 4) == "abcdef"


def test_paint_disarms_cuts_blanks_and_ends_lines() -> None:
    lines = [(Span("a\x1b[2J"), Span("  ")), EMPTY, (Span("b  "),), (Span(" "),)]
    assert paint(lines, PLAIN) == "a\\x1b[2J\n\nb\n\n"


def test_color_joins_equal_tones_and_leaves_plain_alone() -> None:
    line = (Span("a", Tone.BAD), Span("b", Tone.BAD), Span(" c"), Span("  ", Tone.BAD), Span("d"))
    assert paint([line], Screen(40, COLOR)) == "\x1b[1;31mab\x1b[0m c  d\n"
    assert paint([line], Screen(40, NO_COLOR)) == "ab c  d\n"


def test_a_line_wraps_between_words_and_hangs() -> None:
    line = (Span("  - ", Tone.ADDED), Span("one two three four"))
    assert paint(wrapped(line, 12, 4), PLAIN) == "  - one two\n    three\n    four\n"


def test_a_word_wider_than_the_screen_stays_whole() -> None:
    assert paint(wrapped((Span("x" * 50 + " y"),), 10, 2), PLAIN) == "x" * 50 + "\n  y\n"


def test_dates_amounts_and_options_are_never_torn() -> None:
    text = "from 1 October 2026 for 9.99 GBP with --approve going_dark=5 now"
    for width in range(5, 60):
        screen = paint(wrapped((Span(text),), width, 0), PLAIN)
        for whole in ("1 October 2026", "9.99 GBP", "--approve going_dark=5"):
            assert whole in screen


def test_an_empty_line_wraps_to_an_empty_line() -> None:
    assert paint(wrapped((Span(""),), 10, 0), PLAIN) == "\n"
