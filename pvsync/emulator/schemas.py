"""The bodies that travel, as JSON Schema: what a PUT must hold, and what each endpoint answers.

An avail's schema asks for what the checks ask for and lets everything else through.
"""

from collections.abc import Mapping

from pvsync.emulator.faults import ENDPOINTS, KINDS
from pvsync.emulator.wire import JSON

_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 0}
_NAME_OR_NULL = {"type": ["string", "null"]}


def schemas(switches: Mapping[str, str]) -> dict[str, JSON]:
    """Every schema by name, as the switches in force have it."""
    return {
        "Message": _record(message=_TEXT),
        "AvailData": _avail_data(),
        "Avail": _record(avail=_ref("AvailData")),
        "Read": _record(avail={"type": "object"})
        if switches["get-wrapper"] == "avail"
        else {"type": "object"},
        "Written": _written(switches),
        "Batch": _batch(switches, _item()),
        "BatchOfAvails": _batch(switches, _item(body=_record(avails=_several(_ref("AvailData"))))),
        "BatchRead": _array(
            _record(
                requestItemId=_TEXT,
                success={"type": "boolean"},
                avail={"type": ["object", "null"]},
                errorMessage=_NAME_OR_NULL,
            )
        ),
        "BatchWritten": _array(
            _record(
                requestId=_TEXT,
                statusCode={"type": "integer"},
                body={"type": ["object", "null"]},
                errorMessage=_NAME_OR_NULL,
            )
        ),
        **_control(),
    }


def _avail_data() -> JSON:
    transaction = _record(
        LicenseType={"enum": ["EST", "VOD", "POEST", "SVOD", "FVOD"]},
        Territory=_several(_record(country=_TEXT)),
        Start=_TEXT,
        End=_TEXT,
        FormatProfile=_record(value={"enum": ["SD", "HD", "UHD", "4K", "Max"]}),
    )
    return _record(
        ALID={"type": "string", "pattern": "^[A-Za-z0-9._:@-]{1,255}$"},
        Disposition=_record(EntryType={"const": "FullExtract"}),
        Licensor=_record(DisplayName=_TEXT),
        Asset=_several({"type": "object"}),
        Transaction=_several(transaction),
    )


def _written(switches: Mapping[str, str]) -> JSON:
    match switches["write-answer"]:
        case "echo":
            return _record(avail={"type": "object"})
        case "empty":
            return {}
        case _:
            return _ref("Message")


def _batch(switches: Mapping[str, str], item: JSON) -> JSON:
    items = {**_array(item), "maxItems": int(switches["batch-size"])}
    wrapped = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": items}
    return {"anyOf": [items, wrapped]} if switches["batch-body"] == "array" else wrapped


def _item(**more: JSON) -> JSON:
    return _record(requestId=_TEXT, path=_TEXT, **more)


def _control() -> dict[str, JSON]:
    fault = {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {"enum": list(KINDS)},
            "count": {"type": ["integer", "null"], "minimum": 1},
            "endpoint": {"enum": [*ENDPOINTS, None]},
            "alid": _NAME_OR_NULL,
            "probability": {"type": "number", "minimum": 0, "maximum": 1},
            "seed": {"type": "integer"},
            "seconds": {"type": ["number", "null"], "minimum": 0},
            "items": {"type": "integer", "minimum": 1},
        },
    }
    entry = _record(
        licensor=_TEXT, alid=_TEXT, territory=_TEXT, businessLine=_TEXT, avail={"type": ["object", "null"]}
    )
    counts = {"type": "object", "additionalProperties": _COUNT}
    return {
        "Counters": _record(
            requests=_COUNT,
            throttled=_COUNT,
            max_per_second=_COUNT,
            max_open=_COUNT,
            by_endpoint=counts,
            by_status=counts,
        ),
        "Fault": {"anyOf": [{"type": "string", "pattern": "^[^:@]+(:[1-9][0-9]*)?(@.+)?$"}, fault]},
        "Faults": _record(faults=_array({"type": "object"})),
        "State": _record(scopes=_array(entry)),
    }


def _ref(name: str) -> JSON:
    return {"$ref": f"#/components/schemas/{name}"}


def _array(items: JSON) -> dict[str, JSON]:
    return {"type": "array", "items": items}


def _several(items: JSON) -> JSON:
    return {**_array(items), "minItems": 1}


def _record(**properties: JSON) -> JSON:
    return {"type": "object", "required": list(properties), "properties": properties}
