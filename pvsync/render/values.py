"""Values of a plan as people write them: days in the territory, money, lengths of time, lists."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache

from pvsync.model.assumptions import ASSUMED_PATHS
from pvsync.model.normal import Value, cut, transaction_table
from pvsync.model.transaction import Transaction
from pvsync.model.window import Window, instant_text, read_instant
from pvsync.render.days import Edge, local_text

NOT_SET = "not set"
"""What stands where a side has no value."""

_INSTANTS = {
    "start": Edge.START,
    "end": Edge.END,
    "announce": Edge.START,
    "suppression_lift": Edge.START,
}
_HOURS = re.compile(r"PT(\d+)H")
_DAY_HOURS, _SEVERAL_DAYS = 24, 72
_OWN_COLUMN = frozenset({"license", "territory", "channel", "format", "start", "end", "srp", "wsp"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it is shown.

    Args:
        text: In words.
        utc: The exact instant, where the value is a date.
    """

    text: str
    utc: str = ""


@dataclass(frozen=True, slots=True)
class OfferView:
    """A transaction in one line, and what else it says.

    Args:
        period: From when to when, in the territory's days.
        utc: The same as instants.
        price: Retail and wholesale, empty where it has none.
        terms: Everything else by name.
    """

    period: str
    utc: str
    price: str
    terms: tuple[tuple[str, str], ...]


def shown(name: str, value: Value | None, zone: tzinfo) -> Shown:
    """One side of a difference."""
    if value is None:
        return Shown(NOT_SET)
    if isinstance(value, bool):
        return Shown("yes" if value else "no")
    if isinstance(value, tuple):
        return Shown(", ".join(item_text(name, item) for item in value) or NOT_SET)
    if isinstance(value, str) and name in _INSTANTS:
        return _instant(name, value, zone)
    return Shown(_length(value) if isinstance(value, str) else str(value))


def item_text(name: str, item: str) -> str:
    """One item of a list; a language of one asset only is written `fr-CA subtitle`."""
    return item.replace(":", " ") if name.startswith("languages.") else item


def offer_view(transaction: Transaction, zone: tzinfo) -> OfferView:
    """A transaction as one line."""
    window = transaction.window
    opens = instant_text(window.start) if window.start else ""
    closes = instant_text(window.end) if window.end else ""
    terms = transaction.terms
    said = {path: cut(item.text) for path, item in transaction.unclear.items()}
    prices = [
        f"{label} {said.get(name) or terms[name]}"
        for name, label in (("srp", "retail"), ("wsp", "wholesale"))
        if name in terms or name in said
    ]
    others = tuple(
        (name, shown(name, value, zone).text + (" (assumed place)" if name in ASSUMED_PATHS else ""))
        for name, value in (transaction_table(transaction) | said).items()
        if name not in _OWN_COLUMN
    )
    return OfferView(period_text(window, zone), _period(opens, closes), ", ".join(prices), others)


@lru_cache(maxsize=4096)
def period_text(window: Window, zone: tzinfo) -> str:
    """From when to when, in the territory's days; many transactions share their window."""
    first = local_text(window.start, zone, Edge.START) if window.start else ""
    last = local_text(window.end, zone, Edge.END) if window.end else ""
    return _period(first, last)


def _period(first: str, last: str) -> str:
    if first and last:
        return f"{first} to {last}"
    if first:
        return f"{first}, no end date"
    return f"until {last}" if last else "no dates"


def _instant(name: str, value: str, zone: tzinfo) -> Shown:
    try:
        instant = read_instant(value)
    except ValueError:
        return Shown(value)
    return Shown(local_text(instant, zone, _INSTANTS[name]), value)


def _length(value: str) -> str:
    match = _HOURS.fullmatch(value)
    if match is None:
        return value
    hours = int(match[1])
    if hours >= _SEVERAL_DAYS and hours % _DAY_HOURS == 0:
        return f"{hours // _DAY_HOURS} days"
    return f"{hours} hour" if hours == 1 else f"{hours} hours"
