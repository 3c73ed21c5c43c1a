"""The four operations on one avail, as endpoints of their own."""

from collections.abc import Callable
from http import HTTPStatus

from pvsync.emulator.endpoint import Call, Endpoint
from pvsync.emulator.message import Answer, json_answer, problem
from pvsync.emulator.routes import delete, get, put, validate
from pvsync.emulator.service import Outcome, Service
from pvsync.emulator.target import DELETE_QUERY, SCOPE_QUERY, BadTarget, Target, read_target
from pvsync.emulator.wire import JSON, NotJson, read_json

_PATH = "/v1/avails/{licensor}/full-extract/{alid}"
_BAD = (400, "the path, the query or the avail is not as it must be")
_ABSENT = (404, "nothing is held there, in the documented sentence")
_FORBIDDEN = (403, "the key is missing, wrong, or not for this licensor")
_THROTTLED = (429, "over the limits")
_NOT_JSON = (415, "the body is not declared as application/json")
_READ = (_BAD, _FORBIDDEN, _ABSENT, _THROTTLED)
_WRITE = (_BAD, _FORBIDDEN, _NOT_JSON, _THROTTLED)


def target_of(request_path: str, query: str, allowed: tuple[str, ...]) -> Target:
    """The target of a single request: its path stands under `/v1`.

    Raises:
        BadTarget: The path or the query is not as documented.
    """
    return read_target(request_path.removeprefix("/v1"), query, allowed)


def _get(call: Call) -> Answer:
    try:
        target = target_of(call.request.path, call.request.query, get.QUERY)
    except BadTarget as bad:
        return problem(HTTPStatus.BAD_REQUEST, str(bad))
    outcome = get.get(call.service, target, call.effects.stale_for(target.alid))
    if outcome.error is None and call.service.switches["get-wrapper"] == "avail":
        return json_answer(outcome.status, {"avail": outcome.body})
    return _answer(outcome)


def _delete(call: Call) -> Answer:
    try:
        target = target_of(call.request.path, call.request.query, delete.QUERY)
    except BadTarget as bad:
        return problem(HTTPStatus.BAD_REQUEST, str(bad))
    return _answer(delete.delete(call.service, target))


def _put(call: Call) -> Answer:
    return _with_avail(call, put.put)


def _validate(call: Call) -> Answer:
    return _with_avail(call, validate.validate)


def _with_avail(call: Call, operation: Callable[[Service, Target, list[dict[str, JSON]]], Outcome]) -> Answer:
    try:
        target = target_of(call.request.path, call.request.query, ())
        body = read_json(call.request.body)
    except BadTarget as bad:
        return problem(HTTPStatus.BAD_REQUEST, str(bad))
    except NotJson as bad:
        return problem(HTTPStatus.BAD_REQUEST, f"the body is not JSON: {bad}")
    avails = validate.unwrapped_avail(body)
    if isinstance(avails, Outcome):
        return _answer(avails)
    return _answer(operation(call.service, target, avails))


def _answer(outcome: Outcome) -> Answer:
    if outcome.error is not None:
        return problem(outcome.status, outcome.error)
    return Answer(outcome.status) if outcome.body is None else json_answer(outcome.status, outcome.body)


_SCOPE = tuple((name, True) for name in SCOPE_QUERY)

ENDPOINTS = (
    Endpoint("get", "GET", _PATH, "Read one scope of an avail", _get, _SCOPE, gives="Read", refusals=_READ),
    Endpoint(
        "put",
        "PUT",
        _PATH,
        "Replace what the scope of a full extract holds",
        _put,
        takes="Avail",
        gives="Written",
        refusals=_WRITE,
    ),
    Endpoint(
        "delete",
        "DELETE",
        _PATH,
        "Delete a scope, or one contract or channel in it",
        _delete,
        tuple((name, name in SCOPE_QUERY) for name in DELETE_QUERY),
        gives="Written",
        refusals=_READ,
    ),
    Endpoint(
        "validate",
        "POST",
        f"{_PATH}/validate",
        "Judge an avail and keep nothing",
        _validate,
        takes="Avail",
        gives="Written",
        refusals=_WRITE,
    ),
)
