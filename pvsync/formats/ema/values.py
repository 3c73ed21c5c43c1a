"""What cells mean: dates, money, lengths, languages and words, as a catalog file writes them.

Each function gives the text for the catalog, and a message with a hint where the cell does not say what its column takes.
What is not understood is handed on as it stands.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from pvsync.formats.ema.cells import Value, text_of
from pvsync.formats.ema.days_meant import day_hint
from pvsync.model.duration import canonical_duration
from pvsync.model.licence import Format, License
from pvsync.model.money import Money, exact_text, minor_units
from pvsync.model.window import instant_text, read_instant

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.0+)?")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_HOURS = re.compile(r"(\d+):(\d{2})(?::(\d{2}))?")
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_SPLIT = re.compile(r"[,;|]")
_ASSETS = {"sub": "subtitle", "subtitle": "subtitle", "dub": "audio", "audio": "audio", "subdub": "subdub"}
_TRUE = frozenset({"yes", "y", "true", "t", "1"})
_FALSE = frozenset({"no", "n", "false", "f", "0"})
_REGION_LENGTH, _SCRIPT_LENGTH = 2, 4
_FORMATS = {name.casefold(): str(name) for name in Format}
_LICENSES = {name.casefold(): str(name) for name in License}
_LICENSE_HINTS = {
    "avod": "write `FVOD` for free viewing with ads",
    "pre-release": "write `POEST` for a pre-order",
    "tvod": "write `EST` for purchase, `VOD` for rental",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell is not understood.

    Args:
        message: What is.
        hint: What to write.
    """

    message: str
    hint: str


def moment(value: Value, *, is_end: bool = False) -> tuple[str, Doubt | None]:
    """A day as a day, an instant in UTC; `Open` as the catalog has it. A time without zone is in UTC."""
    if isinstance(value, datetime):
        text = text_of(value)
        return (text[:10] if value.time() == time() else f"{text}Z"), None
    if isinstance(value, str):
        return _written_moment(text_of(value), is_end=is_end)
    return (value.isoformat(), None) if isinstance(value, date) else _no_date(value)


def _written_moment(text: str, *, is_end: bool) -> tuple[str, Doubt | None]:
    if is_end and text.casefold() == "open":
        return "open", None
    if _DAY.fullmatch(text) and _is_day(text):
        return text, None
    try:
        clock = _CLOCK.fullmatch(text)
        return instant_text(read_instant(f"{clock[1]}T{clock[2]}Z" if clock else text)), None
    except ValueError:
        return text, Doubt(f"`{text}` is not a date", _day_hint(text, is_end=is_end))


def _day_hint(text: str, *, is_end: bool) -> str:
    if is_end and text.casefold() == "immediate":
        return "write the last day; for what shall end at once, yesterday"
    meant = day_hint(text)
    return (
        f"write {meant}, with the year first"
        if meant
        else "write year-month-day: `2026-01-15`, or an instant `2026-01-15T05:00:00Z`"
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _no_date(value: Value) -> tuple[str, Doubt | None]:
    text = text_of(value)
    if isinstance(value, float | int) and _FIRST_SERIAL < value < _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(value))
        return text, Doubt(
            f"`{text}` is a number, not a date", f"write `{day}`, or give the cell the format of a date"
        )
    return text, Doubt(f"`{text}` is not a date", "write year-month-day: `2026-01-15`")


def amount(text: str, currency: str) -> tuple[str, Doubt | None]:
    """An amount with its currency."""
    if _NUMBER.fullmatch(text) is None:
        return f"{text} {currency}".strip(), Doubt(
            f"`{text}` is not an amount", "write digits and a point: `6.99`"
        )
    if not currency:
        return text, None
    exact = Decimal(exact_text(Decimal(text)))
    if -int(exact.as_tuple().exponent) > minor_units(currency):
        return f"{text} {currency}", Doubt(
            f"`{text}` has more decimal places than {currency}", "round it to what a customer can pay"
        )
    return str(Money(currency, exact)), None


def duration(value: Value) -> tuple[str, Doubt | None]:
    """Hours, or `hh:mm:ss`, or an ISO 8601 duration (data dictionary, RentalDuration)."""
    text = text_of(value)
    if text.isascii() and text.isdigit():
        return canonical_duration(f"PT{text}H"), None
    if clock := _HOURS.fullmatch(text):
        return canonical_duration(f"PT{clock[1]}H{clock[2]}M{clock[3] or 0}S"), None
    try:
        return canonical_duration(text), None
    except ValueError:
        return text, Doubt(f"`{text}` is not a length of time", "write it in hours: `720` is 30 days")


def languages(text: str, offering: str = "") -> list[tuple[str, str]]:
    """The languages of a list with the asset that each is about, empty for all.

    Args:
        text: The list; separated by commas, by bars in 1.6.
        offering: `LocalizationType` of the row, which counts where a language says nothing itself.
    """
    found: dict[tuple[str, str], None] = {}
    usual = _ASSETS.get(offering.casefold(), "")
    for part in _SPLIT.split(text):
        tag, _, asset = (piece.strip() for piece in part.partition(":"))
        if tag:
            found[as_tag(tag), _ASSETS.get(asset.casefold(), asset) if asset else usual] = None
    return list(found)


def as_tag(text: str) -> str:
    """A language tag in its usual case, which means nothing: `EN-us` is `en-US` (RFC 5646, 2.1.1)."""
    first, *rest = text.split("-")
    parts = [first.lower()]
    for part in rest:
        if len(part) == _REGION_LENGTH:
            parts.append(part.upper())
        else:
            parts.append(part.title() if len(part) == _SCRIPT_LENGTH and part.isalpha() else part.lower())
    return "-".join(parts)


def is_offering(text: str) -> bool:
    """Whether a text is a value of `LocalizationType`; `any` is what an empty cell means."""
    return text.casefold() in {*_ASSETS, "any"}


def flag(text: str) -> str:
    """`true` or `false`; the text itself where it is neither."""
    word = text.casefold()
    return "true" if word in _TRUE else "false" if word in _FALSE else text


def yes_no(text: str) -> str:
    """`Yes` or `No`; the text itself where it is neither."""
    return {"true": "Yes", "false": "No"}.get(flag(text), text)


def license_type(text: str) -> tuple[str, Doubt | None]:
    """A licence type as the catalog spells it."""
    known = _LICENSES.get(text.casefold())
    if known:
        return known, None
    hint = _LICENSE_HINTS.get(text.casefold(), "write one of `EST`, `VOD`, `POEST`, `SVOD` or `FVOD`")
    return text, Doubt(f"`{text}` is not a licence type that Prime Video takes", hint)


def format_profile(text: str) -> tuple[str, Doubt | None]:
    """A format as the catalog spells it."""
    known = _FORMATS.get(text.casefold())
    if known:
        return known, None
    return text, Doubt(
        f"`{text}` is not a format that Prime Video takes",
        "write one of `SD`, `HD`, `UHD`, `4K`, or `Max` for a bundle",
    )


def eidr(text: str) -> str:
    """An EIDR as it is written; empty where it is another kind of id."""
    return text if text.casefold().startswith(("10.5240/", "urn:eidr:")) else ""
