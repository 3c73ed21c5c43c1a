"""What each fault makes of an answer."""

import pytest

from pvsync.emulator.faults import KINDS, Fault, Stage
from pvsync.emulator.message import Answer
from pvsync.emulator.misfortune import Delivery, delivery, instead

WELL = Answer(200, b"{}")


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.stage is Stage.INSTEAD])
def test_every_fault_in_place_of_an_operation_is_one_delivery(name: str) -> None:
    made = instead(Fault(name=name))
    assert made.drop or made.answer.status in (200, 429, 500, 502, 503)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.stage is Stage.ANSWER])
def test_every_fault_on_the_way_back_changes_the_delivery(name: str) -> None:
    assert delivery(Fault(name=name), WELL) != Delivery(WELL)


def test_empty_body_is_cut_short_all_the_same() -> None:
    made = delivery(Fault(name="cut-body"), Answer(200))
    assert made.cut
    assert len(made.answer.body) == 2
