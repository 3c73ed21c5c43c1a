from pvsync.diagnostics import Code, Severity
from pvsync.render import code_page_text
from pvsync.render.screen import COLOR, Screen

CODE = Code(
    "PV301",
    "ends-before-start",
    Severity.WARNING,
    "A window ends\nbefore it starts.\n\nMend it:\n* move the `end`,\n  or the start\n* delete the avail\n\nSource: none.\n",
    bad="\nend: 1  # \x1b[31m\n",
    good="end: 2\n",
    reasons=("A3", "A10"),
)


def test_paragraphs_are_wrapped_and_lists_and_examples_stay() -> None:
    assert code_page_text.render(CODE, Screen(30)) == (
        "warning PV301 ends-before-start\n\nA window ends before it\nstarts.\n\nMend it:\n"
        "* move the `end`, or the start\n* delete the avail\n\nSource: none.\n\nCatches: A3, A10\n\n"
        "Not like this:\n\n    end: 1  # \\x1b[31m\n\nLike this:\n\n    end: 2\n"
    )


def test_a_page_without_example_or_reason_ends_with_its_source() -> None:
    text = code_page_text.render(Code("PV001", "x", page="* one\n\nSource: none."), Screen(80))
    assert text == "error PV001 x\n\n* one\n\nSource: none.\n"


def test_color_only_repeats() -> None:
    assert "\x1b[31mNot like this:\x1b[0m" in code_page_text.render(CODE, Screen(80, COLOR)).replace(
        "1;31", "31"
    )
