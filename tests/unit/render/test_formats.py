import pytest

from pvsync.errors import UsageError
from pvsync.render.formats import diagnostics_format, diagnostics_formats, plan_format, plan_formats


def test_every_format_is_named_as_its_file() -> None:
    assert [plan_format(name).name for name in plan_formats()] == list(plan_formats())
    assert [diagnostics_format(name).name for name in diagnostics_formats()] == list(diagnostics_formats())
    assert {"text", "json"} <= set(diagnostics_formats())


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no format `pigeon`") as caught:
        plan_format("pigeon")
    assert "text" in caught.value.advice
    with pytest.raises(UsageError):
        diagnostics_format("pigeon")
