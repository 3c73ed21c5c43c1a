"""Full extract: what stays and what goes."""

from unit.emulator.partner import NOW, a_row, an_avail, svod

from pvsync.emulator.extract import replaced, without
from pvsync.emulator.switches import settle

TAKEN = settle({})
OVER = {"Start": "2025-01-01", "End": "2025-12-31"}


def ids(avail: dict | None) -> list[str]:
    assert avail is not None
    return [row["_TransactionID"] for row in avail["Transaction"]]


def test_current_and_future_transactions_are_replaced_and_over_ones_stay() -> None:
    held = an_avail(
        a_row("over", **OVER), a_row("open"), a_row("future", Start="2031-02-01", End="2032-01-01")
    )
    assert ids(replaced(held, an_avail(a_row("new")), NOW, TAKEN)) == ["new", "over"]


def test_over_transaction_that_the_payload_speaks_of_is_replaced() -> None:
    held = an_avail(
        a_row("same", **OVER),
        a_row("covered", **OVER, LicenseType="VOD"),
        a_row(None, **OVER, LicenseType="POEST"),
    )
    sent = an_avail(a_row("same"), a_row("longer", LicenseType="VOD", Start="2025-06-01"))
    kept = replaced(held, sent, NOW, TAKEN)
    assert [row.get("_TransactionID") for row in kept["Transaction"]] == ["same", "longer", None]


def test_first_full_extract_is_held_as_sent() -> None:
    sent = an_avail()
    assert replaced(None, sent, NOW, TAKEN) is sent


def test_other_channels_stay_by_switch() -> None:
    held = an_avail(svod("a", "mgm"), svod("b", "starz"))
    sent = an_avail(svod("new", "mgm"))
    assert ids(replaced(held, sent, NOW, TAKEN)) == ["new"]
    assert ids(replaced(held, sent, NOW, settle({"channel-scope": "channel"}))) == ["new", "b"]


def test_delete_leaves_what_does_not_match() -> None:
    held = an_avail(svod("a", "mgm"), svod("b", "starz"))
    left, missing = without(held, "CHANNELS", None, "mgm", TAKEN)
    assert (ids(left), missing) == (["b"], [])
    assert without(held, "CHANNELS", None, "hbo", TAKEN) == (held, [])
    assert without(held, "CHANNELS", None, None, TAKEN) == (held, ["channelIdentity"])
    assert without(an_avail(), "TVOD", None, None, TAKEN) == (None, [])


def test_scope_without_transactions_is_deleted_whole() -> None:
    assert without(an_avail(Transaction=[]), "TVOD", None, None, TAKEN) == (None, [])
