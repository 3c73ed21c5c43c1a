from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from golden.cases import HEAT_HAZE
from golden.pictures import PICTURE, pictured, sold

from pvsync.errors import UsageError
from pvsync.render.screen import Screen
from pvsync.render.timeline_svg import FORMAT
from pvsync.render.view_timeline import timeline_view

SVG = "{http://www.w3.org/2000/svg}"


def test_one_title_is_a_well_formed_picture_that_fetches_nothing() -> None:
    hostile = pictured(replace(HEAT_HAZE, title="<script>&\u202e"), sold("US"))
    said = FORMAT.render(timeline_view(replace(PICTURE, titles=(hostile,))), Screen(100))
    root = ET.fromstring(said)  # noqa: S314 - written just now
    assert root.tag == f"{SVG}svg"
    assert root.find(f".//{SVG}script") is None
    assert "http" not in said.replace("http://www.w3.org/2000/svg", "")
    assert "\u202e" not in said


def test_several_titles_are_no_picture() -> None:
    with pytest.raises(UsageError) as raised:
        FORMAT.render(timeline_view(replace(PICTURE, titles=PICTURE.titles * 2)), Screen(100))
    assert str(raised.value) == "a picture shows one title, and 2 match"
