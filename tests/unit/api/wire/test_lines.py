"""The wire's literals, and where the unconfirmed ones come from."""

import pytest

from pvsync.api.wire.lines import LINE_LITERALS, WORK_TYPE_LITERALS, is_full_extract, work_type_of
from pvsync.model.assumptions import Assumption
from pvsync.model.licence import BusinessLine, WorkType


def test_every_member_has_a_literal() -> None:
    assert LINE_LITERALS.keys() == set(BusinessLine)
    assert WORK_TYPE_LITERALS.keys() == set(WorkType)


def test_assumed_literals_are_the_assumptions() -> None:
    assert LINE_LITERALS[BusinessLine.FVOD] == Assumption.FREE_BUSINESS_LINE.taken
    assert LINE_LITERALS[BusinessLine.CHANNELS] == Assumption.CHANNELS_BUSINESS_LINE.taken


@pytest.mark.parametrize("literal", ["Movie", "movie", " MOVIE\t"])
def test_work_types_are_read_whatever_their_case(literal: str) -> None:
    assert work_type_of(literal) is WorkType.MOVIE


def test_other_work_types_are_not_known() -> None:
    assert work_type_of("Non-episodic Show") is None


@pytest.mark.parametrize("literal", ["FullExtract", "Full Extract", "fullextract"])
def test_a_full_extract_in_any_spelling(literal: str) -> None:
    assert is_full_extract(literal)


def test_a_full_delete_is_none() -> None:
    assert not is_full_extract("FullDelete")
