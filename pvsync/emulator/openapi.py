"""The OpenAPI description of the emulator, made from the table that also routes its requests."""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from pvsync.emulator.endpoint import Endpoint
from pvsync.emulator.schemas import schemas
from pvsync.emulator.wire import JSON

_ABOUT = (
    "A local stand-in for the Prime Video Avails API. What the partner documents leave open is a switch; "
    "the switches in force are listed under `x-switches`. Paths under /_emulator are the stand-in's own."
)


def describe(endpoints: Iterable[Endpoint], switches: Mapping[str, str]) -> JSON:
    """The description, as JSON.

    Args:
        endpoints: Every endpoint.
        switches: Every switch with its value; bodies follow them.
    """
    throttled = 503 if switches["throttling"] == "503" else 429
    paths: dict[str, JSON] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, throttled)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Avails API emulator", "version": "1", "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": schemas(switches),
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
                "certificate": {"type": "mutualTLS"},
            },
        },
        "security": [{"key": [], "certificate": []}],
        "x-switches": dict(switches),
    }


def _operation(endpoint: Endpoint, throttled: int) -> JSON:
    operation: dict[str, JSON] = {
        "operationId": endpoint.name.replace("/", "-"),
        "summary": endpoint.summary,
        "parameters": [
            *(_parameter(name, "path", needed=True) for name in re.findall(r"\{(\w+)\}", endpoint.path)),
            *(_parameter(name, "query", needed=needed) for name, needed in endpoint.query),
        ],
        "responses": {
            "200": {"description": "done", **_content(endpoint.gives)},
            **{
                str(throttled if status == HTTPStatus.TOO_MANY_REQUESTS else status): {
                    "description": why,
                    **_content("Message"),
                }
                for status, why in endpoint.refusals
            },
        },
    }
    if endpoint.takes:
        operation["requestBody"] = {"required": True, **_content(endpoint.takes)}
    return operation


def _parameter(name: str, place: str, *, needed: bool) -> JSON:
    schema: JSON = {"type": "string", "minLength": 1}
    if name == "alid":
        schema = {"type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9._:@-]{1,255}$"}
    return {"name": name, "in": place, "required": needed, "schema": schema}


def _content(schema: str) -> dict[str, JSON]:
    if not schema:
        return {}
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
