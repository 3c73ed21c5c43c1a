"""Every endpoint, once: the table that routes requests and that the OpenAPI description is made of."""

from http import HTTPStatus

from pvsync.emulator.endpoint import Call, Endpoint
from pvsync.emulator.message import Answer, json_answer
from pvsync.emulator.openapi import describe
from pvsync.emulator.routes import batch, control, single


def _describe(call: Call) -> Answer:
    return json_answer(HTTPStatus.OK, describe(ENDPOINTS, call.service.switches))


ENDPOINTS: tuple[Endpoint, ...] = (
    *single.ENDPOINTS,
    *batch.ENDPOINTS,
    *control.ENDPOINTS,
    Endpoint(
        "openapi",
        "GET",
        "/openapi.json",
        "This description",
        _describe,
        refusals=((403, "the key is missing or wrong"),),
    ),
)


def find(method: str, path: str) -> tuple[Endpoint | None, tuple[str, ...]]:
    """The endpoint of a request.

    Args:
        method: HTTP method.
        path: Raw path.

    Returns:
        The endpoint, None where there is none, and the methods that the path takes.
    """
    there = [endpoint for endpoint in ENDPOINTS if endpoint.covers(path)]
    chosen = next((endpoint for endpoint in there if endpoint.method == method), None)
    return chosen, tuple(endpoint.method for endpoint in there)
