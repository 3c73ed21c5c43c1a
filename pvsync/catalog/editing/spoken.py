"""What the service says of a transaction, in the words of the catalog."""

import re
from datetime import datetime

from pvsync.catalog.editing.operations import Plain
from pvsync.model.terms import TERMS
from pvsync.model.transaction import Language, Transaction
from pvsync.model.window import instant_text
from pvsync.model.zones import Zones

PRICES = ("wsp", "srp", "tier")
"""What a price line says."""

_LANGUAGES = ("asset", "allowed", "holdback")
_HOURS = re.compile(r"PT(\d+)H")
_HOURS_OF_A_DAY = 24
_OWN = frozenset(
    {"license", "format", "channel", "contract", "license_rights", "instructions", "other_terms"}
)
_OTHERS = ("license_rights", "instructions", "other_terms")


def key_of(path: str) -> str:
    """The key of an avail that says the value at a path of the normal form."""
    return path.partition(".")[0]


def spoken(key: str, row: Transaction, zones: Zones) -> "Plain | None":
    """The value of one key, None where the transaction has none.

    Args:
        key: Key of an avail.
        row: The transaction.
        zones: A day of the territory is written as a day, any other instant as an instant.
    """
    if key in _OWN:
        value: str | None = getattr(row, key)
        return value
    if key in ("start", "end"):
        return _moment(key, row, zones)
    if key == "languages":
        return _languages(row) or None
    return _value(key, row, zones)


def entry_of(row: Transaction, zones: Zones) -> dict[str, Plain]:
    """A whole entry of `avails:` that stands for one transaction."""
    entry: dict[str, Plain] = {
        "license": str(row.license),
        "territories": [row.territory],
        "formats": [str(row.format)],
    }
    for key in ("channel", "contract", "start", "end", *TERMS, "languages", *_OTHERS):
        value = spoken(key, row, zones)
        if value is not None:
            entry[key] = value
    return entry


def _moment(key: str, row: Transaction, zones: Zones) -> str | None:
    instant = row.window.start if key == "start" else row.window.end
    if instant is None:
        return None
    day = zones.day_of(instant, row.territory)
    edge = zones.start_of if key == "start" else zones.end_of
    return day.isoformat() if edge(day, row.territory) == instant else instant_text(instant)


def _value(key: str, row: Transaction, zones: Zones) -> str | None:
    """A term, or the discount of a bundle."""
    value = row.discount if key == "discount" else row.terms.get(key)
    if isinstance(value, datetime):
        day = zones.day_of(value, row.territory)
        return day.isoformat() if zones.start_of(day, row.territory) == value else instant_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else _in_days(str(value)) if key == "rental" else str(value)


def _in_days(duration: str) -> str:
    """How long a rental lasts: in days where it is whole days, as licences say it."""
    hours = _HOURS.fullmatch(duration)
    if hours is None or int(hours[1]) % _HOURS_OF_A_DAY:
        return duration
    return f"P{int(hours[1]) // _HOURS_OF_A_DAY}D"


def _languages(row: Transaction) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for name in _LANGUAGES:
        languages: tuple[Language, ...] = getattr(row, f"{name}_languages")
        if languages:
            found[name] = [
                {"tag": one.tag, "asset": one.asset} if one.asset else one.tag for one in sorted(languages)
            ]
    return found
