"""JSON text in which a number is never a binary float: `6.90` stays 6.90 both ways."""

import json
import re
from decimal import Decimal, DecimalException
from typing import Any

from pvsync.errors import AnswerUnreadable

_LONGEST_NUMBER = 100
"""Digits and powers of ten that are read; money needs a dozen, and `1e999999999` would fill the memory."""

_DEEPEST = 64
"""Levels of nesting that are read; the official sample has eight."""

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def loads(body: bytes) -> Any:
    """Read one JSON value: objects, arrays, text, booleans, null, int and Decimal.

    Raises:
        AnswerUnreadable: If it is not UTF-8 or not JSON, says a member twice, is nested beyond reason, or holds a
            number or a character that no text can carry on.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_float=_number,
            parse_int=_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
        _refuse_depth(value, _DEEPEST)
        if _SURROGATE.search(body):
            dumps_readable(value).encode("utf-8")
    except (ValueError, RecursionError, DecimalException):
        raise AnswerUnreadable("the answer is not JSON that can be read exactly") from None
    return value


def dumps(value: Any) -> bytes:
    """Write one JSON value; a Decimal is written digit by digit.

    Raises:
        TypeError: If the value holds a float or anything else that JSON does not have.
        ValueError: If a Decimal is not finite.
    """
    return _text(value).encode("ascii")


def dumps_readable(value: Any) -> str:
    """The same with every character as itself, for people."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _text(value: Any) -> str:
    match value:
        case None | bool() | str() | int():
            return json.dumps(value)
        case Decimal():
            if not value.is_finite():
                raise ValueError("not a finite number")
            return f"{value:f}"
        case dict():
            return (
                "{" + ",".join(f"{json.dumps(str(name))}:{_text(item)}" for name, item in value.items()) + "}"
            )
        case list() | tuple():
            return "[" + ",".join(_text(item) for item in value) + "]"
        case _:
            raise TypeError(f"{type(value).__name__} has no exact JSON form")


def _number(lexeme: str) -> Decimal:
    number = Decimal(lexeme)
    if len(lexeme) > _LONGEST_NUMBER or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise ValueError("a number out of range")
    return number


def _integer(lexeme: str) -> int:
    if len(lexeme) > _LONGEST_NUMBER:
        raise ValueError("a number out of range")
    return int(lexeme)


def _refuse_constant(_name: str) -> Any:
    raise ValueError("not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is given twice in one object")
    return found


def _refuse_depth(value: Any, left: int) -> None:
    if left < 0:
        raise ValueError("nested too deep")
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _refuse_depth(item, left - 1)
