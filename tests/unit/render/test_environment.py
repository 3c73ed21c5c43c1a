import pytest
from jinja2 import TemplateNotFound, UndefinedError

from pvsync.render.environment import html_template, markdown_template, source


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


def html(template: str, **values: object) -> str:
    return html_template("page.html.j2").environment.from_string(template).render(**values)


def test_a_page_escapes_every_text_and_writes_out_what_steers() -> None:
    assert html("{{ text }} {{ 3 }}", text="<b>\u202e") == "&lt;b&gt;\\u202e 3"


def test_backticks_of_a_sentence_become_code() -> None:
    assert html("{{ text | ticked }}", text="write `a<b` \x1b") == "write <code>a&lt;b</code> \\x1b"
    assert html("{{ text | ticked }}", text="one ` <alone>") == "one ` &lt;alone&gt;"


def test_a_style_sheet_is_given_as_it_is() -> None:
    assert ":root" in source("page.css")
