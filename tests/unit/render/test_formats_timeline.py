import argparse

import pytest

from pvsync.cli.commands.timeline import configure
from pvsync.errors import UsageError
from pvsync.render.formats_timeline import timeline_format, timeline_formats


def test_every_format_says_its_own_name() -> None:
    assert [timeline_format(name).name for name in timeline_formats()] == list(timeline_formats())


def test_the_command_offers_every_format() -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    for name in timeline_formats():
        assert parser.parse_args(["--format", name]).format == name


def test_a_format_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(UsageError) as raised:
        timeline_format("pdf")
    assert raised.value.advice == "formats: html, svg, text"
