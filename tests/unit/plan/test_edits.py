"""What one commit changed about a scope: laws on two avails."""

from dataclasses import replace
from decimal import Decimal

from builders import NOW, a_movie, a_transaction, a_window, an_avail

from pvsync.model.licence import License
from pvsync.model.money import Money
from pvsync.model.plan import Action
from pvsync.model.zones import Zones
from pvsync.plan.compare import Setting
from pvsync.plan.edits import Said, edits

SETTING = Setting(NOW, Zones())
AVAIL = an_avail(a_transaction(), a_transaction(format="UHD"))
SCOPE = AVAIL.scope


def told(before: Said | None, after: Said | None) -> list[tuple[str, str, object, object]]:
    return [(edit.offer, edit.path, edit.before, edit.after) for edit in edits(SCOPE, before, after, SETTING)]


def test_the_same_is_no_edit_whatever_the_order_and_the_ids() -> None:
    one, two = AVAIL.transactions
    other = replace(AVAIL, transactions=(replace(two, id="x"), one))
    assert told(Said(AVAIL), Said(other)) == []
    assert told(None, None) == []


def test_a_value_a_title_and_a_paper_of_the_partners_own() -> None:
    one, two = AVAIL.transactions
    dear = replace(two, terms={**two.terms, "srp": Money("USD", Decimal("12.99"))})
    after = replace(AVAIL, transactions=(one, dear), title=a_movie(title="Heat"))
    assert told(Said(AVAIL, {0: "s. 3"}), Said(after, {0: "s. 4"})) == [
        ("", "title", "Heat Haze", "Heat"),
        ("EST HD", "reference", "s. 3", "s. 4"),
        ("EST UHD", "srp", "9.99 USD", "12.99 USD"),
    ]


def test_windows_that_are_over_are_told_too() -> None:
    over = replace(AVAIL, transactions=(a_transaction(window=a_window(-100, -50)),))
    dearer = replace(over, transactions=(replace(over.transactions[0], terms={}),))
    assert [path for _, path, _, _ in told(Said(over), Said(dearer))] == ["srp", "wsp"]


def test_what_comes_and_goes_is_told_whole() -> None:
    rent = replace(AVAIL, transactions=(AVAIL.transactions[0], a_transaction(license=License.VOD)))
    window = "2026-05-22T12:00:00Z to 2026-07-01T12:00:00Z, wsp 6.99 USD srp 9.99 USD"
    assert told(Said(AVAIL), Said(rent)) == [("EST UHD", "", window, None), ("VOD HD", "", None, window)]
    assert [offer for offer, _, _, _ in told(None, Said(AVAIL))] == ["EST HD", "EST UHD"]
    assert told(Said(AVAIL), None) == [("EST HD", "", window, None), ("EST UHD", "", window, None)]


def test_a_removal_is_one_edit_and_coming_back_tells_what_came() -> None:
    gone = Said(None, removal=Action.WITHDRAW)
    assert told(Said(AVAIL), gone) == [("", "state", None, "withdrawn")]
    assert told(gone, Said(None, removal=Action.DELETE)) == [("", "state", "withdrawn", "deleted")]
    assert [(offer, path) for offer, path, _, _ in told(gone, Said(AVAIL))] == [
        ("", "state"),
        ("EST HD", ""),
        ("EST UHD", ""),
    ]
    assert told(gone, None) == [("", "state", "withdrawn", "no longer mentioned")]
