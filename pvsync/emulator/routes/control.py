"""The emulator's own endpoints: what came in, what goes wrong, and what is held, seen and changed from outside.

They stand outside the limits and the counters, and are no part of the Avails API.
"""

from dataclasses import asdict, fields
from http import HTTPStatus
from typing import Any

from pvsync.emulator.endpoint import Call, Endpoint
from pvsync.emulator.faults import Fault, parse_fault
from pvsync.emulator.message import Answer, json_answer, problem
from pvsync.emulator.scopes import Scope
from pvsync.emulator.store import Store
from pvsync.emulator.wire import JSON, NotJson, Number, member, read_json
from pvsync.errors import EmulatorError

PREFIX = "/_emulator/"
_OK = HTTPStatus.OK.value
_BAD = ((400, "the body is not as it must be"), (403, "the key is missing or wrong"))
_WHOLE = frozenset({"count", "seed", "items"})


def dumped(store: Store) -> list[JSON]:
    """Every scope that holds an avail, as JSON."""
    return [
        {
            "licensor": held.scope.licensor,
            "alid": held.scope.alid,
            "territory": held.scope.territory,
            "businessLine": held.scope.business_line,
            "avail": held.avail,
            "writtenAt": None if held.written_at is None else held.written_at.isoformat(),
        }
        for held in store.all()
    ]


def seed(store: Store, entries: JSON, *, replace: bool) -> None:
    """Change what is held behind the service's back, unchecked.

    Args:
        store: The store.
        entries: Scopes as `dumped` gives them; `avail` null removes one.
        replace: Whether everything else is forgotten.

    Raises:
        EmulatorError: An entry is not of that form; then nothing has changed.
    """
    if not isinstance(entries, list):
        raise EmulatorError("`scopes` is not a list")
    read = [_entry(at, entry) for at, entry in enumerate(entries)]
    with store.writing():
        if replace:
            store.clear()
        for scope, avail in read:
            store.seed(scope, avail)


def read_fault(value: JSON) -> Fault:
    """A fault from its JSON, or from the text that the command line takes.

    Raises:
        EmulatorError: It is neither, or means nothing.
    """
    if isinstance(value, str):
        return parse_fault(value)
    known = {field.name for field in fields(Fault)}
    if not isinstance(value, dict) or "name" not in value or not known.issuperset(value):
        raise EmulatorError(f"a fault is a text or an object with name and maybe {', '.join(sorted(known))}")
    return Fault(**{name: _fault_value(name, item) for name, item in value.items()})


def _entry(at: int, entry: JSON) -> tuple[Scope, dict[str, JSON] | None]:
    names = ("licensor", "alid", "territory", "businessLine")
    key = [member(entry, name) for name in names]
    avail = member(entry, "avail")
    if not all(isinstance(part, str) and part for part in key):
        raise EmulatorError(f"scope {at} does not have {', '.join(names)}")
    if avail is not None and not isinstance(avail, dict):
        raise EmulatorError(f"the avail of scope {at} is neither an object nor null")
    return Scope(*key), avail


def _fault_value(name: str, item: JSON) -> Any:
    if isinstance(item, Number):
        if name in _WHOLE and item != item.to_integral_value():
            raise EmulatorError(f"`{name}` of a fault is {item.lexeme}, not a whole number")
        item = int(item) if name in _WHOLE else float(item)
    right = (str,) if name in ("name", "endpoint", "alid") else (int, float)
    may_miss = name not in ("name", "probability", "seed", "items")
    if isinstance(item, bool) or not (isinstance(item, right) or (item is None and may_miss)):
        raise EmulatorError(f"`{name}` of a fault is of the wrong type")
    return item


def _read_counters(call: Call) -> Answer:
    return json_answer(_OK, asdict(call.backstage.gate.counters()))


def _reset_counters(call: Call) -> Answer:
    call.backstage.gate.reset()
    return _read_counters(call)


def _list_faults(call: Call) -> Answer:
    listed = [
        {**fault, "probability": Number(repr(fault["probability"])), "seconds": _seconds(fault["seconds"])}
        for fault in call.backstage.faults.listed()
    ]
    return json_answer(_OK, {"faults": listed})


def _seconds(value: float | None) -> Number | None:
    return None if value is None else Number(repr(value))


def _add_fault(call: Call) -> Answer:
    try:
        call.backstage.faults.add(read_fault(read_json(call.request.body)))
    except (NotJson, EmulatorError) as bad:
        return problem(HTTPStatus.BAD_REQUEST, str(bad))
    return _list_faults(call)


def _clear_faults(call: Call) -> Answer:
    call.backstage.faults.clear()
    return _list_faults(call)


def _dump(call: Call) -> Answer:
    return json_answer(_OK, {"scopes": dumped(call.service.store)})


def _seed(call: Call) -> Answer:
    try:
        entries = member(read_json(call.request.body), "scopes")
        seed(call.service.store, entries, replace=call.request.method == "PUT")
    except (NotJson, EmulatorError) as bad:
        return problem(HTTPStatus.BAD_REQUEST, str(bad))
    return _dump(call)


def _empty(call: Call) -> Answer:
    call.service.store.clear()
    return _dump(call)


def _row(
    method: str,
    what: str,
    summary: str,
    handle: Any,
    takes: str = "",
    refusals: tuple[tuple[int, str], ...] = _BAD[1:],
) -> Endpoint:
    return Endpoint(
        f"control/{what}/{method.lower()}",
        method,
        f"{PREFIX}{what}",
        summary,
        handle,
        takes=takes,
        gives=what.capitalize(),
        refusals=refusals,
    )


ENDPOINTS = (
    _row("GET", "counters", "What came in", _read_counters),
    _row("DELETE", "counters", "Count from zero", _reset_counters),
    _row("GET", "faults", "The faults in force", _list_faults),
    _row("POST", "faults", "Put a fault in force", _add_fault, "Fault", _BAD),
    _row("DELETE", "faults", "Let everything go well again", _clear_faults),
    _row("GET", "state", "Every scope that is held", _dump),
    _row("POST", "state", "Change some scopes behind the service's back", _seed, "State", _BAD),
    _row("PUT", "state", "Hold these scopes and nothing else", _seed, "State", _BAD),
    _row("DELETE", "state", "Hold nothing", _empty),
)
