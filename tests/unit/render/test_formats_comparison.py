"""Formats of a comparison are found by their file names."""

import pytest

from pvsync.errors import UsageError
from pvsync.render.formats_comparison import comparison_format


@pytest.mark.parametrize("name", ["text", "json", "html", "xlsx"])
def test_a_format_is_found_by_name(name: str) -> None:
    assert comparison_format(name).name == name


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as raised:
        comparison_format("pdf")
    assert raised.value.advice == "formats: html, json, text, xlsx"
