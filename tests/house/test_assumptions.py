"""Every assumption about the service is one named member, with its number, and a switch of the emulator."""

import re
from pathlib import Path

from pvsync.emulator.switches import SWITCHES
from pvsync.model.assumptions import Assumption

QUESTIONS = Path(__file__).resolve().parents[3] / "shared" / "domain" / "open-questions.md"


def test_every_open_question_has_a_member(shared_data: Path) -> None:
    text = (shared_data.parent / "domain" / "open-questions.md").read_text(encoding="utf-8")
    asked = {int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)}
    assert asked
    assert asked <= {assumption.value.number for assumption in Assumption}


def test_every_reading_that_a_service_could_show_is_a_switch() -> None:
    wanted = {
        assumption.name.lower().replace("_", "-"): assumption.value
        for assumption in Assumption
        if assumption.value.others
    }
    assert SWITCHES.keys() == wanted.keys()
    for name, question in wanted.items():
        assert SWITCHES[name].number == question.number
        assert SWITCHES[name].taken == question.taken
        assert SWITCHES[name].others == question.others
