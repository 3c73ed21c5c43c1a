"""The shapes that a member can have on the wire, each read and written in one place."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from pvsync.api.wire.tree import TEXT_MEMBER
from pvsync.model.assumptions import Assumption
from pvsync.model.money import CURRENCIES, Money
from pvsync.model.transaction import Language, canonical_tag
from pvsync.model.window import read_instant

UNCLEAR: Final = object()
"""What a shape reads where the value is not in that shape; the member is then kept verbatim."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DIGITS = re.compile(r"\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?")
_MEMBER_ALID = Assumption.BUNDLE_MEMBERS_PLACE.taken.rpartition(".")[2]
_YES = frozenset({"true", "yes", "y"})
_NO = frozenset({"false", "no", "n"})


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of value stands on the wire.

    Args:
        read: From JSON to our value, `UNCLEAR` where it is not in this shape.
        write: From our value to JSON.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _read_text(value: Any) -> Any:
    return value if isinstance(value, str) else UNCLEAR


def _read_alias(value: Any) -> Any:
    match value:
        case str():
            return value
        case [str() as only]:
            return only
        case _:
            return UNCLEAR


def _read_integer(value: Any) -> Any:
    match value:
        case bool():
            return UNCLEAR
        case int():
            return value
        case str() if _DIGITS.fullmatch(value.strip()):
            return int(value)
        case _:
            return UNCLEAR


def read_boolean(value: Any) -> Any:
    """A truth value, or the words that XML and spreadsheets use for one."""
    match value:
        case bool():
            return value
        case str() if value.strip().casefold() in _YES | {"1"}:
            return True
        case str() if value.strip().casefold() in _NO | {"0"}:
            return False
        case _:
            return UNCLEAR


def yes_or_no(text: str) -> str:
    """`Yes` and `No` in one spelling (the official sample's); any other text as it is."""
    word = text.strip().casefold()
    return "Yes" if word in _YES else "No" if word in _NO else text


def _read_money(value: Any) -> Any:
    if not isinstance(value, dict) or value.keys() != {TEXT_MEMBER, "_currency"}:
        return UNCLEAR
    amount, currency = value[TEXT_MEMBER], value["_currency"]
    if isinstance(amount, str) and _NUMBER.fullmatch(amount.strip()):
        amount = Decimal(amount.strip())
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return UNCLEAR
    if not isinstance(currency, str) or currency not in CURRENCIES:
        return UNCLEAR
    return Money(currency, Decimal(amount))


def _write_money(money: Money) -> dict[str, Any]:
    return {TEXT_MEMBER: money.amount, "_currency": money.currency}


def _read_languages(value: Any) -> Any:
    """A set of languages; one that is named twice is not understood."""
    entries = value if isinstance(value, list) else [value]
    found = tuple(_language(entry) for entry in entries)
    return UNCLEAR if None in found or len(set(found)) < len(found) else found


def _language(entry: Any) -> Language | None:
    match entry:
        case str():
            return Language(canonical_tag(entry))
        case {"value": str() as tag, **rest} if not rest:
            return Language(canonical_tag(tag))
        case {"value": str() as tag, "_asset": str() as asset, **rest} if asset and not rest:
            return Language(canonical_tag(tag), asset)
        case _:
            return None


def _read_members(value: Any) -> Any:
    entries = value if isinstance(value, list) else [value]
    found = tuple(_member(entry) for entry in entries)
    return UNCLEAR if None in found else found


def _member(entry: Any) -> str | None:
    """The ALID of a bundled asset; MDDF's `sequence` says once more where it stands in the array."""
    if not isinstance(entry, dict) or not entry.keys() <= {_MEMBER_ALID, "_sequence"}:
        return None
    alid = entry.get(_MEMBER_ALID)
    return alid if isinstance(alid, str) else None


def _write_members(members: tuple[str, ...]) -> list[dict[str, str]]:
    return [{_MEMBER_ALID: member} for member in members]


def _write_languages(languages: tuple[Language, ...]) -> list[dict[str, str]]:
    return [
        {TEXT_MEMBER: language.tag} | ({"_asset": language.asset} if language.asset else {})
        for language in languages
    ]


def read_moment(value: Any, day_to_instant: Callable[[date], datetime]) -> Any:
    """A date and time with a zone; or a bare date, read as the day in the territory (open question 10).

    Args:
        value: The member.
        day_to_instant: What a bare date means.
    """
    if not isinstance(value, str):
        return UNCLEAR
    text = value.strip()
    try:
        return day_to_instant(date.fromisoformat(text)) if _DATE.fullmatch(text) else read_instant(text)
    except (ValueError, OverflowError):
        return UNCLEAR


TEXT = Shape(_read_text, str)
PROFILE = Shape(_read_text, lambda profile: {TEXT_MEMBER: profile})
"""Text that is written as an object."""
ALIAS = Shape(_read_alias, lambda title: [title])
"""An array of titles; one is known, several are kept verbatim."""
INTEGER = Shape(_read_integer, int)
BOOLEAN = Shape(read_boolean, bool)
MONEY = Shape(_read_money, _write_money)
LANGUAGES = Shape(_read_languages, _write_languages)
MEMBERS = Shape(_read_members, _write_members)
"""An array of objects that hold an ALID and nothing else; one with more is kept verbatim."""
DIGITS = Shape(_read_integer, str)
"""A whole number written as text, as in the cell of a spreadsheet."""
