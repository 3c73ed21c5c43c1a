"""The four operations on many avails: a list of items in, a list of answers out, one for each.

domain: Avails API section 4. `batch/get` answers `requestItemId` and `success`, the others `requestId`
and `statusCode`; the difference is the service's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from pvsync.emulator.endpoint import Call, Endpoint
from pvsync.emulator.message import Answer, json_answer, problem
from pvsync.emulator.routes import delete, get, put, validate
from pvsync.emulator.service import Outcome, Service, refused
from pvsync.emulator.target import BadTarget, Target, read_target
from pvsync.emulator.wire import JSON, NotJson, read_json

_PREFIX = "/v1"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a batch.

    Args:
        request_id: What its answer is known by.
        path: The path with its query; None where it is not text.
        body: Its body; None where it has none.
    """

    request_id: str
    path: str | None
    body: JSON


class BadBatch(ValueError):
    """A batch that cannot be taken apart; its text is one plain sentence."""


def read_items(body: bytes, service: Service) -> list[Item]:
    """Take a batch apart.

    Args:
        body: A list of items, or an object whose only member is that list (open question 8).
        service: Its switches say how many items are allowed and whether a bare list is.

    Raises:
        BadBatch: It is not of that form, too long, or an item has no id of its own.
    """
    try:
        entries = _entries(read_json(body), array_allowed=service.switches["batch-body"] == "array")
    except NotJson as bad:
        raise BadBatch(f"the body is not JSON: {bad}") from bad
    most = int(service.switches["batch-size"])
    if len(entries) > most:
        raise BadBatch(f"the batch has {len(entries)} items, not at most {most}")
    items = []
    for at, entry in enumerate(entries):
        request_id = entry.get("requestId") if isinstance(entry, dict) else None
        if not isinstance(request_id, str) or not request_id:
            raise BadBatch(f"item {at} has no requestId")
        path = entry.get("path")
        items.append(Item(request_id, path if isinstance(path, str) else None, entry.get("body")))
    if len({item.request_id for item in items}) < len(items):
        raise BadBatch("two items have the same requestId")
    return items


def item_alid(item: Item, service: Service) -> str | None:
    """The ALID of an item, None where its path does not name one."""
    path, _, _ = (item.path or "").partition("?")
    try:
        return read_target(_without_prefix(path, service), "", ()).alid
    except BadTarget:
        return None


def _entries(body: JSON, *, array_allowed: bool) -> list[JSON]:
    if isinstance(body, list) and array_allowed:
        return body
    if isinstance(body, dict) and len(body) == 1:
        (value,) = body.values()
        if isinstance(value, list):
            return value
    raise BadBatch(
        "the body is not a list of items" if array_allowed else "the body is not an object around a list"
    )


def _without_prefix(path: str, service: Service) -> str:
    """The path from `/avails` on; whether `/v1` stands before it is open question 8."""
    if service.switches["batch-path"] == "without-v1":
        return path
    if not path.startswith(f"{_PREFIX}/"):
        raise BadTarget(f"the path of the item does not begin with {_PREFIX}")
    return path.removeprefix(_PREFIX)


def _target(item: Item, service: Service, allowed: tuple[str, ...], *, validate: bool) -> Target:
    if item.path is None:
        raise BadTarget("the item has no path")
    path, _, query = item.path.partition("?")
    target = read_target(_without_prefix(path, service), query, allowed)
    if target.validate != validate:
        raise BadTarget(
            "the path ends in /validate" if target.validate else "the path does not end in /validate"
        )
    return target


def _read(call: Call, item: Item) -> Outcome:
    target = _target(item, call.service, get.QUERY, validate=False)
    return get.get(call.service, target, call.effects.stale_for(target.alid))


def _deleted(call: Call, item: Item) -> Outcome:
    return delete.delete(call.service, _target(item, call.service, delete.QUERY, validate=False))


def _put(call: Call, item: Item) -> Outcome:
    target = _target(item, call.service, put.QUERY, validate=False)
    avails = validate.unwrapped_avails(item.body)
    return avails if isinstance(avails, Outcome) else put.put(call.service, target, avails)


def _validated(call: Call, item: Item) -> Outcome:
    target = _target(item, call.service, validate.QUERY, validate=True)
    avails = validate.unwrapped_avails(item.body)
    return avails if isinstance(avails, Outcome) else validate.validate(call.service, target, avails)


def _batch(
    operation: Callable[[Call, Item], Outcome], written: Callable[[Item, Outcome], JSON], call: Call
) -> Answer:
    try:
        items = read_items(call.request.body, call.service)
    except BadBatch as bad:
        return problem(HTTPStatus.BAD_REQUEST, str(bad))
    struck = _struck(call, items)
    # One transaction for the batch: items stand alone, but a killed process leaves all of them or none.
    with call.service.store.writing():
        answers = list(_answers(operation, written, call, items, struck))
    return json_answer(HTTPStatus.OK, answers[::-1] if call.effects.items == "reordered-items" else answers)


def _answers(
    operation: Callable[[Call, Item], Outcome],
    written: Callable[[Item, Outcome], JSON],
    call: Call,
    items: list[Item],
    struck: frozenset[str],
) -> Iterator[JSON]:
    seen: set[str] = set()
    for item in items:
        fault = call.effects.items if item.request_id in struck else ""
        if fault == "partial-batch":
            continue
        if fault == "failed-items":
            yield written(item, refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error"))
            continue
        answer = written(item, _outcome(operation, call, item, seen))
        if fault != "partial-answer":
            yield answer
        if fault == "duplicate-item":
            yield answer


def _outcome(operation: Callable[[Call, Item], Outcome], call: Call, item: Item, seen: set[str]) -> Outcome:
    alid = item_alid(item, call.service)
    if alid is not None and alid in seen and call.service.switches["batch-same-alid"] == "no":
        return refused(HTTPStatus.BAD_REQUEST, f"the batch has another item of ALID {alid}")
    if alid is not None:
        seen.add(alid)
    try:
        return operation(call, item)
    except BadTarget as bad:
        return refused(HTTPStatus.BAD_REQUEST, str(bad))


def _struck(call: Call, items: list[Item]) -> frozenset[str]:
    """The ids of the items that the fault on items strikes: the first ones, or the last ones."""
    effects = call.effects
    able = [item.request_id for item in items if effects.item_alid in (None, item_alid(item, call.service))]
    count = effects.item_count
    return frozenset(able[:count] if effects.items == "duplicate-item" else able[max(0, len(able) - count) :])


def _as_read(item: Item, outcome: Outcome) -> JSON:
    return {
        "requestItemId": item.request_id,
        "success": outcome.error is None,
        "avail": outcome.body,
        "errorMessage": outcome.error,
    }


def _as_written(item: Item, outcome: Outcome) -> JSON:
    return {
        "requestId": item.request_id,
        "statusCode": outcome.status,
        "body": outcome.body,
        "errorMessage": outcome.error,
    }


def _row(name: str, operation: Callable[[Call, Item], Outcome], summary: str) -> Endpoint:
    reads = name == "get"
    return Endpoint(
        f"batch/{name}",
        "POST",
        f"/v1/avails/full-extract/batch/{name}",
        summary,
        partial(_batch, operation, _as_read if reads else _as_written),
        takes="BatchOfAvails" if name in ("put", "validate") else "Batch",
        gives="BatchRead" if reads else "BatchWritten",
        refusals=(
            (400, "the batch cannot be taken apart, or is too long"),
            (403, "the key is missing or wrong"),
            (415, "the body is not declared as application/json"),
            (429, "over the limits"),
        ),
    )


ENDPOINTS = (
    _row("get", _read, "Read many scopes"),
    _row("put", _put, "Replace what many scopes hold"),
    _row("delete", _deleted, "Delete many scopes"),
    _row("validate", _validated, "Judge many avails and keep nothing"),
)
