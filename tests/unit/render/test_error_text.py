from pvsync.errors import JournalError, UsageError
from pvsync.render import error_text
from pvsync.render.screen import COLOR, Screen


def test_message_and_advice_are_two_lines() -> None:
    said = error_text.render(UsageError("no environment `live`"), Screen(80))
    assert said == "error: no environment `live`\nadvice: see `pvsync --help`\n"


def test_without_advice_it_is_one_line() -> None:
    assert error_text.render(JournalError("no run"), Screen(80)) == "error: no run\n"


def test_text_from_outside_is_disarmed() -> None:
    said = error_text.render(UsageError("bad\x1b[2J\n\u202ename", advice="x\ry"), Screen(80))
    assert said == "error: bad\\x1b[2J\\x0a\\u202ename\nadvice: x\\x0dy\n"


def test_color() -> None:
    said = error_text.render(JournalError("no run"), Screen(80, COLOR))
    assert said == "\x1b[1;31merror: \x1b[0mno run\n"
