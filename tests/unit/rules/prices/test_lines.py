"""Which lines customers pay for, and what is an amount of money."""

from unit.catalog.reading import EST, FVOD, movie, read

from pvsync.rules.prices.lines import money, paid_rows


def test_only_what_is_paid_for() -> None:
    (title,), _ = read(movie(f"{EST}, tier: T, srp: 9 USD", FVOD))
    ((_, row, transaction),) = paid_rows(title)

    assert (row, transaction.license) == (0, "EST")
    assert str(money(transaction, "srp")) == "9.00 USD"
    assert money(transaction, "wsp") is None
    assert money(transaction, "tier") is None
