"""Single values that only bundles, seasons and rights have: percentages, completion, patterns of ALIDs."""

import re
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from pvsync.catalog.scalars import DATE_SCHEMA, TRUTH, choice, in_short, scalar, single_day, wrong

_HUNDRED = 100
_PERCENT = re.compile(r"0|[1-9]\d{0,2}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PATTERN = re.compile(r"[A-Za-z0-9._:@*?-]{1,255}")


def _percent(value: Any) -> int:
    text = scalar(value, "a percentage")
    if _PERCENT.fullmatch(text) is None or int(text) > _HUNDRED:
        raise wrong(
            f"`{in_short(text)}` is not a discount",
            "write a whole number of percent from 0 to 100, without a sign: `30`",
        )
    return int(text)


def _completion(value: Any) -> bool | date:
    text = scalar(value, "true or a day")
    known = TRUTH.get(text.casefold())
    if known is None and not _DATE.fullmatch(text):
        raise wrong(
            f"`{in_short(text)}` does not say when it is complete",
            "write `true`, or the day from which it is: `2026-05-10`",
        )
    return single_day(text) if known is None else known


def _title_pattern(value: Any) -> str:
    text = scalar(value, "an ALID")
    if _PATTERN.fullmatch(text) is None:
        raise wrong(
            f"`{in_short(text)}` cannot be an ALID or a pattern of ALIDs",
            "write an ALID, with `*` for any letters and `?` for one: `ASB-S1*`",
        )
    return text


Percent: TypeAlias = Annotated[
    int, PlainValidator(_percent), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _HUNDRED})
]
"""A discount; decimals and fractions are refused by the service (bundles, RetailerSpare1)."""

Completion: TypeAlias = Annotated[
    bool | date,
    PlainValidator(_completion),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, DATE_SCHEMA]}),
]
"""Whether a season is complete, or from which day on."""

TitlePattern: TypeAlias = Annotated[
    str, PlainValidator(_title_pattern), WithJsonSchema({"type": ["string", "number"]})
]
"""An ALID, or a pattern of ALIDs with `*` and `?`."""

_SPECIFICATIONS = ("global", "classic")
SpecificationText: TypeAlias = Annotated[
    str,
    PlainValidator(choice("a delivery specification", _SPECIFICATIONS)),
    WithJsonSchema({"enum": list(_SPECIFICATIONS)}),
]
"""The specification by which a title is delivered."""
