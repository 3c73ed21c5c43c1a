"""Derived ids, lines and languages of a transaction."""

import pytest
from builders import a_transaction, a_window

from pvsync.model.transaction import Language, derived_id


@pytest.mark.parametrize(
    "changes",
    [
        {"territory": "CA"},
        {"license": "VOD"},
        {"channel": "x"},
        {"contract": "CPH"},
        {"format": "SD"},
        {"window": a_window(-9)},
    ],
)
def test_what_makes_a_transaction_itself_makes_its_id(changes: dict[str, object]) -> None:
    plain = derived_id("A", a_transaction())

    assert derived_id("A", a_transaction(**changes)) != plain != derived_id("B", a_transaction())
    assert derived_id("A", a_transaction(), 1) != plain
    assert len(plain) == 12


def test_price_end_and_stated_id_do_not_make_it_another() -> None:
    same = a_transaction(id="x", terms={}, window=a_window(-10, 99), license_rights="DAB")

    assert derived_id("A", same) == derived_id("A", a_transaction())


def test_a_live_row_without_start_has_an_id_too() -> None:
    assert derived_id("A", a_transaction(window=a_window().__class__(None, None)))


def test_a_line_is_licence_channel_contract_and_format() -> None:
    assert a_transaction().line == ("EST", "", "", "HD")
    assert a_transaction(channel="prime", contract="CPH").line == ("EST", "prime", "CPH", "HD")


def test_a_language_reads_with_its_asset() -> None:
    assert [str(Language("fr")), str(Language("fr", "audio"))] == ["fr", "fr:audio"]
