from golden.cases import CASES

from pvsync.render.plan_comment import FORMAT, marker
from pvsync.render.screen import Screen
from pvsync.render.view import view_of


def test_each_licensor_and_environment_has_a_comment_of_its_own() -> None:
    assert marker("acme", "production") == "<!-- pvsync plan acme production -->\n"
    assert marker("a", "production") != marker("b", "production") != marker("b", "sandbox")


def test_a_name_cannot_end_the_hidden_line() -> None:
    assert marker("a --> <b>", "-- \n") == "<!-- pvsync plan a-b - -->\n"
    assert len(marker("x" * 5_000, "y")) < 200


def test_the_marker_is_the_first_line() -> None:
    said = FORMAT.render(view_of(CASES["one_price"]()), Screen(100))
    assert isinstance(said, str)
    assert said.startswith("<!-- pvsync plan acme production -->\n## Plan")
