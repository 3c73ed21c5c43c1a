from pvsync.model.check import Check, CheckState
from pvsync.render import checks_text
from pvsync.render.screen import Screen


def test_no_checks_are_in_order() -> None:
    assert checks_text.render((), Screen(80)).endswith("Everything is in order: 0 checks passed.\n")


def test_a_warning_alone_is_counted() -> None:
    said = checks_text.render([Check("clock", CheckState.WARN, "late")], Screen(80))
    assert said == "warn     clock  late\n\nChecks: 1 to watch.\n"
