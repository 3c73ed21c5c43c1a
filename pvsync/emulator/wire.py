"""JSON as it travels: every number keeps its spelling, every object the order of its members.

An avail must come back as it was sent, so money is never a binary float here and `1.10` stays `1.10`.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Self, TypeAlias

JSON: TypeAlias = Any

DEEPEST = 64
"""Levels of nesting that are read; the official payload has eight."""


class NotJson(ValueError):
    """A body that is not one JSON value; its text is one plain sentence without the body."""


class Number(Decimal):
    """A JSON number that remembers how it was spelled.

    Args:
        lexeme: The number as it stood in the text.
    """

    __slots__ = ("lexeme",)
    lexeme: str

    def __new__(cls, lexeme: str) -> Self:
        """Read the number exactly."""
        number = super().__new__(cls, lexeme)
        number.lexeme = lexeme
        return number


def read_json(text: bytes) -> JSON:
    """Read one JSON value.

    Args:
        text: The body, UTF-8.

    Returns:
        Dicts, lists, strings, booleans, None and `Number`.

    Raises:
        NotJson: It is not JSON, or says one member twice, or is nested beyond `DEEPEST`.
    """
    try:
        value = json.loads(
            text.decode("utf-8"),
            parse_float=Number,
            parse_int=Number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
        _refuse_depth(value, DEEPEST)
    except NotJson:
        raise
    except UnicodeDecodeError as error:
        raise NotJson("it is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise NotJson(f"{error.msg} at line {error.lineno} column {error.colno}") from error
    except RecursionError as error:
        raise NotJson(f"it is nested deeper than {DEEPEST} levels") from error
    except InvalidOperation as error:
        raise NotJson("a number is out of range") from error
    return value


def write_json(value: JSON) -> str:
    """Write a value with every number as it was spelled, and the members in their order."""
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{json.dumps(name)}: {write_json(item)}" for name, item in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_json(item) for item in value) + "]"
    if isinstance(value, Number):
        return value.lexeme
    return json.dumps(value)


def member(value: JSON, *names: str) -> JSON:
    """The member at a path of names, None where any step of it is missing or is not an object."""
    for name in names:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def objects(value: JSON) -> list[dict[str, JSON]]:
    """The objects in a list, or one object alone as a list of one; all else is left out.

    The XML to JSON rules of the payload schemas let a repeated element stand once without its array
    (domain: data/payloads, the MDDF examples).
    """
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    return []


def digits(value: JSON) -> str:
    """A number or a text as text; everything else as one that is no number."""
    if isinstance(value, Number):
        return value.lexeme
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found: dict[str, JSON] = {}
    for name, value in pairs:
        if name in found:
            raise NotJson(f"the member {name!r} is given twice in one object")
        found[name] = value
    return found


def _refuse_constant(name: str) -> JSON:
    raise NotJson(f"{name} is not a JSON number")


def _refuse_depth(value: JSON, left: int) -> None:
    if left < 0:
        raise NotJson(f"it is nested deeper than {DEEPEST} levels")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_depth(item, left - 1)
    elif isinstance(value, list):
        for item in value:
            _refuse_depth(item, left - 1)
