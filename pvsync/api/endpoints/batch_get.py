"""POST batch/get: many scopes in one request; an item without a clear answer has none (avails-api section 4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from pvsync.api.answers import Answer
from pvsync.api.endpoints import get
from pvsync.api.endpoints.items import Items, match, pack
from pvsync.api.paths import batch_path, item_path, not_found_sentence, scope_path
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.api.wire.shapes import read_boolean
from pvsync.errors import AnswerUnreadable
from pvsync.model.avail import Absent, Reading, Unread
from pvsync.model.scope import Scope


def request(settings: ApiSettings, scopes: Sequence[Scope]) -> tuple[Items, Request]:
    """Ask for many scopes."""
    items = pack(settings, [{"path": item_path(settings, scope_path(settings, scope))} for scope in scopes])
    return items, Request("POST", batch_path("get"), items.body)


def readings(settings: ApiSettings, scopes: Sequence[Scope], items: Items, answer: Answer) -> list[Reading]:
    """What the answer says of each scope, in their order; unread where it is not clear.

    Raises:
        RequestRejected: If the batch as a whole was refused.
        AnswerUnreadable: If the answer is not a list of answers.
    """
    if not answer.succeeded:
        raise answer.rejection()
    found = match(items, answer, "requestItemId")
    return [_reading(settings, scope, item) for scope, item in zip(scopes, found, strict=True)]


def _reading(settings: ApiSettings, scope: Scope, item: Mapping[str, Any] | str) -> Reading:
    if isinstance(item, str):
        return Unread(item)
    success, message = read_boolean(item.get("success")), item.get("errorMessage")
    if success is False and not item.get("avail") and _is_absence(settings, scope, message):
        return Absent()
    if success is not True or message:
        return Unread("its answer in the batch is neither the avail nor the sentence that means absence")
    try:
        return get.present(settings, scope, item.get("avail"))
    except AnswerUnreadable as error:
        return Unread(error.message)


def _is_absence(settings: ApiSettings, scope: Scope, message: Any) -> bool:
    return isinstance(message, str) and message.strip() == not_found_sentence(settings, scope.alid)
