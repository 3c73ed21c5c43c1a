import argparse

import pytest

from pvsync.cli.commands.calendar import configure
from pvsync.errors import UsageError
from pvsync.render.formats_calendar import calendar_format, calendar_formats


def test_every_format_says_its_own_name() -> None:
    assert [calendar_format(name).name for name in calendar_formats()] == list(calendar_formats())


def test_the_command_offers_every_format() -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    for name in calendar_formats():
        assert parser.parse_args(["--format", name]).format == name


def test_a_format_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(UsageError) as raised:
        calendar_format("pdf")
    assert raised.value.advice == "formats: ics, json, text, xlsx"
