import pytest
from jinja2 import TemplateNotFound, UndefinedError

from pvsync.render.environment import markdown_template


def test_a_text_without_a_filter_is_safe_all_the_same() -> None:
    template = markdown_template("plan.md.j2").environment.from_string("{{ text }} {{ text | cell }} {{ 3 }}")
    assert template.render(text="a|b") == "a\\|b a\\|b 3"


def test_a_name_that_does_not_exist_is_an_error() -> None:
    template = markdown_template("plan.md.j2").environment.from_string("{{ nobody }}")
    with pytest.raises(UndefinedError):
        template.render()


def test_a_template_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        markdown_template("nothing.md.j2")
