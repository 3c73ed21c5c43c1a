"""Every assumption says what is taken."""

import pytest

from pvsync.model.assumptions import Assumption


@pytest.mark.parametrize("assumption", list(Assumption))
def test_each_has_a_number_a_question_and_readings_of_its_own(assumption: Assumption) -> None:
    assert assumption.value.number >= 1
    assert assumption.value.question
    assert assumption.taken
    assert assumption.taken not in assumption.value.others
