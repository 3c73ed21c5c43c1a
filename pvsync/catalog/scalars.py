"""The types of single values in YAML: text in, typed value out, with a sentence and a hint where it is wrong."""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pvsync.model.duration import canonical_duration
from pvsync.model.licence import BusinessLine, Contract, Format, License
from pvsync.model.scope import is_alid
from pvsync.model.standing import Foreign
from pvsync.model.window import read_instant

OPEN: Literal["open"] = "open"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"0|[1-9]\d{0,8}")
_TERRITORY = re.compile(r"[A-Z]{2}")
TRUTH = {"true": True, "yes": True, "false": False, "no": False}
"""What words mean where true or false is asked for."""
_EXAMPLES_SHOWN = 8
_SHOWN = 80
_FIRST_YEAR, _LAST_YEAR = 1900, 9998
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def wrong(message: str, hint: str) -> PydanticCustomError:
    """An error that carries our own sentence and hint through pydantic."""
    return PydanticCustomError("pvsync", "{message}", {"message": message, "hint": hint})


def in_short(text: str) -> str:
    """The beginning of a text of any length, for a message."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a person most likely meant, None where nothing is near."""
    by_case = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_case, n=1, cutoff=0.6)
    return by_case[found[0]] if found else None


def suggestion(word: str, known: Iterable[str], *, what: str) -> str:
    """A hint for a word that is not known: the nearest one, or the list."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return f"did you mean `{near}`?"
    if not names:
        return f"there are no {what} yet"
    more = ", ..." if len(names) > _EXAMPLES_SHOWN else ""
    return f"{what}: " + ", ".join(f"`{name}`" for name in names[:_EXAMPLES_SHOWN]) + more


def scalar(value: Any, want: str) -> str:
    """A value that is one text, without blanks around it."""
    if type(value) is str and (plain := value.strip()):
        return plain
    if isinstance(value, dict):
        raise wrong(f"a group of keys stands where {want} belongs", f"write {want} on one line")
    if isinstance(value, list):
        raise wrong(f"a list stands where {want} belongs", f"write {want} without brackets or dashes")
    text = str(value).strip()
    if not text:
        raise wrong(f"nothing is written where {want} belongs", f"write {want}, or remove the key")
    return text


def _text(value: Any) -> str:
    return scalar(value, "a text")


def _alid(value: Any) -> str:
    text = scalar(value, "an id")
    if not is_alid(text):
        raise wrong(
            f"`{in_short(text)}` cannot be an id",
            "use 1 to 255 letters, digits and . _ : @ - (no blanks, no slashes)",
        )
    return text


def _whole(value: Any) -> int:
    text = scalar(value, "a whole number")
    if _WHOLE.fullmatch(text) is None:
        raise wrong(
            f"`{in_short(text)}` is not a whole number", "write digits only, without a leading zero: `8`"
        )
    return int(text)


def _flag(value: Any) -> bool:
    text = scalar(value, "true or false")
    if text.casefold() not in TRUTH:
        raise wrong(f"`{in_short(text)}` is neither true nor false", "write `true` or `false`")
    return TRUTH[text.casefold()]


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise wrong(
            f"there is no day {text}", "write year-month-day with a day of that month: `2026-02-28`"
        ) from None
    _refuse_far(day, text)
    return day


def _refuse_far(day: date, text: str) -> None:
    # Beyond these years a day in a territory has no instant in UTC that a clock can show.
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise wrong(
            f"the year of `{text}` is out of range",
            f"write a year from {_FIRST_YEAR} to {_LAST_YEAR}: the day that the licence states",
        )


def _moment(value: Any) -> date | datetime:
    text = scalar(value, "a date")
    if _DATE.fullmatch(text):
        return _day(text)
    try:
        instant = read_instant(text)
    except ValueError:
        raise wrong(
            f"`{in_short(text)}` is not a date",
            "write a day `2026-01-15`, or an instant with its zone `2026-01-15T05:00:00Z`",
        ) from None
    _refuse_far(instant, text)
    if instant.microsecond:
        raise wrong(
            f"`{in_short(text)}` has parts of a second", "write whole seconds: `2026-01-15T05:00:00Z`"
        )
    return instant


def single_day(value: Any) -> date:
    """A bare date."""
    text = scalar(value, "a date")
    if not _DATE.fullmatch(text):
        raise wrong(f"`{in_short(text)}` is not a day", "write year-month-day: `2026-01-15`")
    return _day(text)


def _end(value: Any) -> date | datetime | Literal["open"]:
    text = scalar(value, "a date")
    return OPEN if text.casefold() == OPEN else _moment(text)


def _language_tag(value: Any) -> str:
    text = scalar(value, "a language tag")
    if _LANGUAGE.fullmatch(text) is None:
        raise wrong(
            f"`{in_short(text)}` is not a language tag",
            "write it as in BCP 47: `en-US`; for one asset only, `{tag: en-US, asset: subtitle}`",
        )
    return text


def _count(value: Any) -> int:
    number = _whole(value)
    if number == 0:
        raise wrong("this must be at least 1", "write a number above zero: `8`")
    return number


def _duration(value: Any) -> str:
    text = scalar(value, "a duration")
    try:
        return canonical_duration(text)
    except ValueError:
        raise wrong(
            f"`{in_short(text)}` is not a duration",
            "write it as ISO 8601: `PT48H` is 48 hours, `P30D` is 30 days",
        ) from None


def _yes_no_text(value: Any) -> str:
    text = scalar(value, "Yes or No")
    known = TRUTH.get(text.casefold())
    return text if known is None else "Yes" if known else "No"


def _territory(value: Any) -> str:
    return _named_territory(scalar(value, "a territory"))


@lru_cache(maxsize=4096)  # as with prices: few different ones, many times
def _named_territory(text: str) -> str:
    if not _TERRITORY.fullmatch(text) and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", text):
        raise wrong(
            f"`{in_short(text)}` is not a territory",
            "write two capital letters (`US`) or the name of a territory group",
        )
    return text


def choice(what: str, names: Iterable[str]) -> Callable[[Any], str]:
    """A validator that takes one of several words."""
    known = tuple(str(name) for name in names)

    def validate(value: Any) -> str:
        text = scalar(value, what)
        if text not in known:
            raise wrong(f"`{in_short(text)}` is not {what}", suggestion(text, known, what="one of"))
        return text

    return validate


def _words(names: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"enum": [str(name) for name in names]})


_STRING = {"type": ["string", "number"]}
DATE_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"}
"""A day or an instant, for editors."""

Text: TypeAlias = Annotated[str, PlainValidator(_text), WithJsonSchema(_STRING)]
AlidText: TypeAlias = Annotated[str, PlainValidator(_alid), WithJsonSchema(_STRING)]
Whole: TypeAlias = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Count: TypeAlias = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
LanguageTag: TypeAlias = Annotated[str, PlainValidator(_language_tag), WithJsonSchema({"type": "string"})]
Flag: TypeAlias = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Moment: TypeAlias = Annotated[date | datetime, PlainValidator(_moment), WithJsonSchema(DATE_SCHEMA)]
Day: TypeAlias = Annotated[date, PlainValidator(single_day), WithJsonSchema(DATE_SCHEMA)]
End: TypeAlias = Annotated[
    date | datetime | Literal["open"],
    PlainValidator(_end),
    WithJsonSchema({"anyOf": [DATE_SCHEMA, {"const": "open"}]}),
]
DurationText: TypeAlias = Annotated[
    str, PlainValidator(_duration), WithJsonSchema({"type": "string", "pattern": "^P"})
]
YesNo: TypeAlias = Annotated[
    str, PlainValidator(_yes_no_text), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "boolean"}]})
]
Territory: TypeAlias = Annotated[str, PlainValidator(_territory), WithJsonSchema({"type": "string"})]
LicenseText: TypeAlias = Annotated[str, PlainValidator(choice("a licence type", License)), _words(License)]
FormatText: TypeAlias = Annotated[str, PlainValidator(choice("a format", Format)), _words(Format)]
ContractText: TypeAlias = Annotated[str, PlainValidator(choice("a contract", Contract)), _words(Contract)]
_ASSETS = ("subtitle", "audio", "subdub")
AssetText: TypeAlias = Annotated[str, PlainValidator(choice("a kind of asset", _ASSETS)), _words(_ASSETS)]
_ECOSYSTEMS = ("DMA", "MA", "UVVU")
Ecosystem: TypeAlias = Annotated[
    str, PlainValidator(choice("an ecosystem", _ECOSYSTEMS)), _words(_ECOSYSTEMS)
]
BusinessLineText: TypeAlias = Annotated[
    str, PlainValidator(choice("a business line", BusinessLine)), _words(BusinessLine)
]
_STATES = ("withdrawn", "deleted")
StateText: TypeAlias = Annotated[str, PlainValidator(choice("a state", _STATES)), _words(_STATES)]
ForeignText: TypeAlias = Annotated[
    str, PlainValidator(choice("an answer to what others made", Foreign)), _words(Foreign)
]
ManageText: TypeAlias = Annotated[
    str, PlainValidator(choice("a way to manage", ("observe",))), _words(("observe",))
]
