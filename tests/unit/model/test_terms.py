"""The table of terms."""

from pvsync.catalog.documents.avail import AvailEntry
from pvsync.model.terms import CHANNEL_TERM, TERMS, TERMS_BY_WIRE


def test_every_term_has_one_name_of_ours_and_one_on_the_wire() -> None:
    assert len(TERMS) == len(TERMS_BY_WIRE)
    assert CHANNEL_TERM not in TERMS_BY_WIRE


def test_every_term_can_be_written_in_an_avail() -> None:
    assert set(TERMS) <= set(AvailEntry.model_fields)
