"""`pvsync explain`: every code by code and by name, in every format."""

import io
import json
from datetime import UTC, datetime

import pytest

from pvsync.cli.main import main
from pvsync.cli.screen import Screen
from pvsync.render.formats import code_page_formats
from pvsync.workflows.all_codes import all_codes


def run(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    screen = Screen(
        out,
        err,
        100,
        colour=False,
        err_colour=False,
        interactive=False,
        now=lambda: datetime(2026, 6, 1, tzinfo=UTC),
    )
    return main(["explain", *argv], screen), out.getvalue(), err.getvalue()


@pytest.mark.parametrize("code", all_codes())
@pytest.mark.parametrize("name", code_page_formats())
def test_every_code_in_every_format(code: str, name: str) -> None:
    done, text, said = run(code, "--format", name)
    assert (done, said) == (0, "")
    assert code in text
    assert "Source: " in text


@pytest.mark.parametrize("word", ["PV301", "pv301", "window-ends-before-start", "Window-Ends-Before-Start"])
def test_code_and_name_are_the_same(word: str) -> None:
    assert run(word)[1].startswith("error PV301 window-ends-before-start\n")


def test_json_has_everything() -> None:
    document = json.loads(run("PV101", "--format", "json")[1])
    assert list(document) == ["format_version", "code", "name", "severity", "page", "bad", "good", "reasons"]
    assert (document["format_version"], document["name"], document["reasons"]) == (
        "1",
        "duplicate-alid",
        ["A8"],
    )


def test_markdown_is_the_page_of_the_reference() -> None:
    text = run("PV301", "--format", "markdown")[1]
    assert text.startswith("# PV301 window-ends-before-start\n\nSeverity: error\n\n")
    assert "```yaml" in text


@pytest.mark.parametrize(
    ("word", "near"),
    [("PV3O1", "`PV3"), ("windows-ends-before-start", "`PV301`"), ("zzz", "pvsync validate")],
)
def test_an_unknown_code_suggests_the_nearest(word: str, near: str) -> None:
    done, text, said = run(word)
    assert (done, text) == (1, "")
    assert f"there is no code `{word}`" in said
    assert near in said
