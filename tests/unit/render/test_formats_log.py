import pytest

from pvsync.errors import UsageError
from pvsync.render.formats_log import log_format, log_formats


def test_every_format_is_found_by_its_file() -> None:
    assert log_formats() == ("json", "markdown", "text")
    assert [log_format(name).suffix for name in log_formats()] == [".json", ".md", ".txt"]


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no format `xlsx`") as refused:
        log_format("xlsx")
    assert refused.value.advice == "formats: json, markdown, text"
