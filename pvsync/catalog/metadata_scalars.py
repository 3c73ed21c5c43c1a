"""Single values that only a collection's metadata has: years, partial dates, words of fixed lists."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from pvsync.catalog.scalars import choice, in_short, scalar, single_day, wrong

_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_YEAR_DATE = re.compile(r"\d{4}(?:-\d{2}-\d{2})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)

RELEASE_TYPES = (
    "original",
    "Broadcast",
    "DVD",
    "Blu-ray",
    "PayTV",
    "InternetBuy",
    "InternetRent",
    "Theatrical",
    "SVOD",
)
"""What Prime Video takes as the type of a release (bundles, MEC fields for collections)."""

JOBS = ("Director", "Producer", "Actor", "Writer", "Creator")
"""What Prime Video takes as a job (bundles, MEC fields for collections)."""

PURPOSES = ("cover", "boxart", "poster", "hero", "title")
"""What a picture is for (bundles, artwork for collections)."""

NAMESPACES = ("EIDR", "ISAN", "IMDB", "ORG")
"""Where an id comes from (bundles, MEC fields for collections)."""

GENDERS = ("male", "female", "neutral", "plural")
"""What Common Metadata 2.6 takes as a gender."""


def _year(value: Any) -> int:
    text = scalar(value, "a year")
    if _YEAR.fullmatch(text) is None:
        raise wrong(f"`{in_short(text)}` is not a year", "write four digits, from 1900 to 2099: `2026`")
    return int(text)


def _year_or_day(value: Any) -> str:
    text = scalar(value, "a year or a day")
    if _YEAR_DATE.fullmatch(text) is None:
        raise wrong(
            f"`{in_short(text)}` is neither a year nor a day",
            "write `2026` or `2026-12-11`, as exactly as you know it; a month alone has no place in the metadata file",
        )
    try:
        date.fromisoformat(f"{text}-01-01"[: len("2026-01-01")])
    except ValueError:
        raise wrong(
            f"there is no day {text}", "write year-month-day with a day of that month: `2026-02-28`"
        ) from None
    return text


def _release_day(value: Any) -> str:
    return single_day(value).isoformat()


def _true(value: Any) -> bool:
    text = scalar(value, "true")
    if text != "true":
        raise wrong(
            f"`{in_short(text)}` stands where only `true` has a meaning",
            "write `true` in small letters, or remove the key",
        )
    return True


def _country(value: Any) -> str:
    text = scalar(value, "a country")
    if _COUNTRY.fullmatch(text) is None:
        raise wrong(
            f"`{in_short(text)}` is not a country",
            "write two capital letters (`US`); territory groups have no meaning here",
        )
    return text


def _level(value: Any) -> int:
    return int(choice("a level of a genre", ("0", "1"))(value))


def _one_of(what: str, names: tuple[str, ...]) -> tuple[Callable[[Any], str], WithJsonSchema]:
    return choice(what, names), WithJsonSchema({"enum": list(names)})


_IS_RELEASE, _RELEASES = _one_of("a type of release", RELEASE_TYPES)
_IS_JOB, _JOBS = _one_of("a job that Prime Video takes", JOBS)
_IS_PURPOSE, _PURPOSES = _one_of("a purpose of a picture", PURPOSES)
_IS_NAMESPACE, _NAMESPACES = _one_of("a namespace", NAMESPACES)
_IS_DETAIL, _DETAILS = _one_of("a kind of collection", ("franchise",))
_IS_GENDER, _GENDERS = _one_of("a gender", GENDERS)

Year: TypeAlias = Annotated[
    int, PlainValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2099})
]
YearOrDay: TypeAlias = Annotated[
    str, PlainValidator(_year_or_day), WithJsonSchema({"type": ["string", "number"]})
]
ReleaseDay: TypeAlias = Annotated[
    str,
    PlainValidator(_release_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
OnlyTrue: TypeAlias = Annotated[bool, PlainValidator(_true), WithJsonSchema({"const": True})]
"""The metadata file writes `true` in small letters; it has no word for false."""

Country: TypeAlias = Annotated[
    str, PlainValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
"""A country as ISO 3166-1 has it; parts of countries are not supported by Prime Video here."""

GenreLevel: TypeAlias = Annotated[
    int, PlainValidator(_level), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 1})
]
ReleaseType: TypeAlias = Annotated[str, PlainValidator(_IS_RELEASE), _RELEASES]
Job: TypeAlias = Annotated[str, PlainValidator(_IS_JOB), _JOBS]
Purpose: TypeAlias = Annotated[str, PlainValidator(_IS_PURPOSE), _PURPOSES]
Namespace: TypeAlias = Annotated[str, PlainValidator(_IS_NAMESPACE), _NAMESPACES]
WorkTypeDetail: TypeAlias = Annotated[str, PlainValidator(_IS_DETAIL), _DETAILS]
Gender: TypeAlias = Annotated[str, PlainValidator(_IS_GENDER), _GENDERS]
