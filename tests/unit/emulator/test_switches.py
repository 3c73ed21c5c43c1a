"""The switches."""

import pytest

from pvsync.emulator.switches import SWITCHES, settle
from pvsync.errors import EmulatorError


def test_every_switch_is_set_to_what_is_taken_or_asked_for() -> None:
    assert settle({}) == {name: switch.taken for name, switch in SWITCHES.items()}
    assert settle({"echo": "supported"})["echo"] == "supported"


@pytest.mark.parametrize(
    ("assume", "reason"),
    [({"colour": "red"}, "no switch `colour`"), ({"echo": "red"}, "not one of all, supported")],
)
def test_switch_or_reading_that_does_not_exist_is_refused(assume: dict, reason: str) -> None:
    with pytest.raises(EmulatorError, match=reason):
        settle(assume)
