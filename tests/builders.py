"""Short, valid, overridable values for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine, License
from pvsync.model.money import Money
from pvsync.model.scope import Scope
from pvsync.model.titles import Movie
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def a_window(start: int = -10, end: int | None = 30) -> Window:
    """A window in days around NOW."""
    return Window(NOW + start * DAY, None if end is None else NOW + end * DAY)


def a_transaction(**changes: Any) -> Transaction:
    """An EST HD line in the US, open now."""
    base = Transaction(
        id=None,
        license=License.EST,
        territory="US",
        format="HD",
        window=a_window(),
        terms={"wsp": Money("USD", Decimal("6.99")), "srp": Money("USD", Decimal("9.99"))},
    )
    return replace(base, **changes)


def a_movie(alid: str = "HEATHAZE-2024", **changes: Any) -> Movie:
    """A movie."""
    return replace(Movie(alid=alid, content_id=alid, title="Heat Haze"), **changes)


def an_avail(*transactions: Transaction, **changes: Any) -> Avail:
    """A movie's avail in the US, TVOD."""
    base = Avail(
        scope=Scope("HEATHAZE-2024", "US", BusinessLine.TVOD),
        licensor="acme",
        title=a_movie(),
        transactions=transactions or (a_transaction(),),
    )
    return replace(base, **changes)
