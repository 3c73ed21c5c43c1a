from dataclasses import replace

from builders import a_transaction, an_avail

from pvsync.model.titles import Collection
from pvsync.model.unshown import assumed_values, with_unshown

SENT = an_avail(
    a_transaction(id="a", discount=25),
    a_transaction(id="b", format="UHD", other_terms="Excluded"),
    title=Collection("C", "C", "Both", ("ONE", "TWO")),
)
SHOWN = an_avail(
    a_transaction(id="a"), a_transaction(id="b", format="UHD"), title=Collection("C", "C", "Both", ())
)


def test_what_was_sent_takes_the_place_of_what_live_never_shows() -> None:
    values = assumed_values(SENT)
    assert values == {"members": ("ONE", "TWO"), "a.discount": 25, "b.other_terms": "Excluded"}
    assert with_unshown(SHOWN, values) == SENT


def test_what_live_shows_stands() -> None:
    live = replace(
        SENT,
        title=Collection("C", "C", "Both", ("ONE", "THREE")),
        transactions=(
            a_transaction(id="a", discount=20),
            a_transaction(id="b", format="UHD", other_terms="x"),
        ),
    )
    assert with_unshown(live, assumed_values(SENT)) == live


def test_a_place_that_live_fills_for_one_transaction_is_one_that_it_shows() -> None:
    live = replace(SHOWN, transactions=(a_transaction(id="a"), a_transaction(id="b", discount=5)))
    assert [row.discount for row in with_unshown(live, assumed_values(SENT)).transactions] == [None, 5]


def test_a_transaction_of_another_id_is_not_taken_for_ours() -> None:
    live = replace(SHOWN, transactions=(a_transaction(id="z"),))
    assert with_unshown(live, {"a.discount": 25}).transactions == live.transactions
