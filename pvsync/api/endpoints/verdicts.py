"""What the answer to a write, or to one item of a batch of them, says became of it."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pvsync.api.answers import Answer, presentable, texts
from pvsync.api.wire.shapes import UNCLEAR, read_boolean
from pvsync.model.outcome import Accepted, Outcome, Rejected, Unknown

_DIGITS = re.compile(r"\d{1,9}", re.ASCII)


def of_answer(answer: Answer) -> Outcome:
    """What a single PUT, DELETE or validate came to (the body is open question 1)."""
    if not answer.succeeded:
        return Rejected(_words(answer.payload, answer.status), answer.status)
    denied = _denied(answer.payload)
    return Unknown(f"answered {answer.status}, but says: {denied}") if denied else Accepted(answer.words)


def of_item(item: Mapping[str, Any] | str) -> Outcome:
    """What one item of a batch came to: `{requestId, statusCode, body, errorMessage}` (avails-api section 4)."""
    if isinstance(item, str):
        return Unknown(item)
    status = status_of(item)
    match status:
        case None:
            return Unknown("its answer in the batch has no status")
        case _ if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            denied = _denied(item)
            words = presentable(next(texts(item.get("body")), ""))
            return Unknown(f"answered {status}, but says: {denied}") if denied else Accepted(words)
        case _ if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return Rejected(_words(item, status), status)
        case _:
            return Unknown(f"the service failed at it ({status}): {_words(item, status)}")


def status_of(item: Mapping[str, Any]) -> int | None:
    """The status of an item, a number or its digits (the documents print a quoted placeholder)."""
    match item.get("statusCode"):
        case bool():
            return None
        case int() as status:
            return status
        case str() as text if _DIGITS.fullmatch(text.strip()):
            return int(text)
        case _:
            return None


def _denied(payload: Any) -> str:
    """Why a success is none after all: it carries an error message, or says `success` false."""
    if not isinstance(payload, Mapping):
        return ""
    message = payload.get("errorMessage")
    if isinstance(message, str) and message.strip():
        return presentable(message)
    success = read_boolean(payload["success"]) if "success" in payload else True
    return "" if success is True else "not successful" if success is not UNCLEAR else "unclear success"


def _words(payload: Any, status: int) -> str:
    return presentable(next((text for text in texts(payload) if text), "")) or f"refused with {status}"
