"""A small catalog to be drawn: every licence type, windows that are over, open and to come, and one without an end."""

from dataclasses import replace

from golden.cases import AS_OF, HEAT_HAZE, SUMMER, line

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.picture import Picture, PicturedTitle
from pvsync.model.scope import Scope
from pvsync.model.titles import Title
from pvsync.model.transaction import Transaction


def pictured(title: Title, *avails: tuple[str, BusinessLine, tuple[Transaction, ...]]) -> PicturedTitle:
    """A title with its scopes."""
    return PicturedTitle(
        title,
        tuple(
            Avail(Scope(title.alid, territory, business_line), "acme", title, transactions)
            for territory, business_line, transactions in avails
        ),
    )


def sold(territory: str) -> tuple[str, BusinessLine, tuple[Transaction, ...]]:
    """Purchase in two formats, with a promotion in one; a pre-order that is over; rental that never ends."""
    return (
        territory,
        BusinessLine.TVOD,
        (
            line(territory, "2024-06-01", "2024-12-31", kind="POEST"),
            line(territory, "2025-01-01", "2026-07-31", srp="9.99"),
            line(territory, "2026-08-01", "2026-08-31", srp="4.99"),
            line(territory, "2026-09-01", "2028-12-31", srp="9.99"),
            line(territory, "2025-01-01", "2028-12-31", quality="UHD", srp="12.99"),
            line(territory, "2027-01-01", None, kind="VOD", srp="3.99"),
        ),
    )


PICTURE = Picture(
    licensor="acme",
    as_of=AS_OF,
    selection=("--only alid=HEAT*",),
    titles=(
        pictured(
            HEAT_HAZE,
            sold("GB"),
            ("US", BusinessLine.PRIME_SUBSCRIPTION, (line("US", "2026-01-01", "2027-12-31", kind="SVOD"),)),
            sold("US"),
            ("US", BusinessLine.FVOD, (line("US", "2030-01-01", "2039-12-31", kind="FVOD"),)),
            ("US", BusinessLine.CHANNELS, (replace(line("US", "2019-01-01", "2020-12-31"), license="NEW"),)),
        ),
    ),
    zones={},
)
SEASON = pictured(SUMMER, sold("US"))
