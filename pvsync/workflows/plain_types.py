"""The type of a key of the catalog in plain words, as its reference says it."""

import re
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import WithJsonSchema

from pvsync.catalog import scalars
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.metadata_scalars import OnlyTrue
from pvsync.catalog.price_scalars import Price
from pvsync.render.english import listed

_TYPES: tuple[tuple[Any, str], ...] = (
    (scalars.AlidText, "id"),
    (scalars.Text, "text"),
    (scalars.Whole, "whole number"),
    (scalars.Count, "whole number above zero"),
    (scalars.LanguageTag, "language tag"),
    (scalars.Flag, "`true` or `false`"),
    (scalars.Moment, "day or instant"),
    (scalars.End, "day or instant"),
    (scalars.Day, "day"),
    (Price, "amount and currency"),
    (scalars.DurationText, "ISO 8601 duration"),
    (scalars.YesNo, "`Yes` or `No`"),
    (OnlyTrue, "`true`"),
    (scalars.Territory, "territory or group"),
)
_JSON_TYPES = {"integer": "whole number", "number": "number", "boolean": "`true` or `false`"}


def group_name(model: type[Keys]) -> str:
    """The kind of a document; of a group its name in words: `price line`."""
    kind = getattr(model, "KIND", None)
    return str(kind) if kind else re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()


def plain_type(hint: Any) -> str:
    """The words for a type; a scalar that has none of its own goes by its JSON Schema."""
    known = next((said for alias, said in _TYPES if hint == alias), None)
    if known is not None:
        return known
    if isinstance(hint, type) and issubclass(hint, Keys):
        name = group_name(hint)
        return f"[{name}](#{name.replace(' ', '-')})"
    return _composed(get_origin(hint), get_args(hint))


def _composed(origin: Any, arguments: tuple[Any, ...]) -> str:
    if origin is Annotated:
        schemas = [one.json_schema for one in arguments[1:] if isinstance(one, WithJsonSchema)]
        return _of_schema(schemas[0]) if schemas and schemas[0] else plain_type(arguments[0])
    if origin in {Union, UnionType}:
        return " or ".join(dict.fromkeys(plain_type(one) for one in arguments if one is not NoneType))
    if origin is list:
        return f"list: {plain_type(arguments[0])}"
    if origin is dict:
        return "keys of its own" if arguments[1] is Any else f"{plain_type(arguments[1])} by name"
    return _one_of(arguments) if origin is Literal else "text"


def _of_schema(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return _one_of(schema["enum"])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_of_schema(one) for one in schema["anyOf"]))
    if schema == scalars.DATE_SCHEMA:
        return "day"
    return _JSON_TYPES.get(str(schema.get("type")), "text")


def _one_of(items: Any) -> str:
    return " or".join(listed([f"`{item}`" for item in items]).rsplit(" and", 1))
