"""The events of a journal as JSON objects, read back strictly: exactly these members, of exactly these types."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias, assert_never

from pvsync.apply.events import (
    BatchIntent,
    Event,
    Intended,
    RunFinished,
    RunInterrupted,
    RunResumed,
    RunStarted,
    ScopeOutcome,
    Verified,
)
from pvsync.apply.outcome_json import outcome_members
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown, Verification
from pvsync.model.scope import Scope
from pvsync.model.transaction import Json
from pvsync.model.window import instant_text, read_instant

FORMAT_VERSION = "1"
"""Version of the journal, in its first line; a reader refuses another."""

Members: TypeAlias = dict[str, Json]


def event_to_json(event: Event) -> Members:
    """An event as a JSON object; its `event` member says which."""
    match event:
        case RunStarted():
            return _started(event)
        case BatchIntent():
            items: list[Json] = [
                {"scope": _scope(item.scope), "before": item.before, "after": item.after}
                for item in event.items
            ]
            place: Members = {"number": event.number, "attempt": event.attempt}
            return {"event": "intent", **place, "items": items, "at": instant_text(event.at)}
        case ScopeOutcome():
            told: Members = {"scope": _scope(event.scope), "outcome": outcome_members(event.outcome)}
            which: Members = {"first": True} if event.is_first else {}
            return {"event": "outcome", **told, "at": instant_text(event.at), "note": event.note, **which}
        case Verified():
            seen: Members = {"scope": _scope(event.scope), "verification": str(event.verification)}
            return {"event": "verified", **seen, "at": instant_text(event.at)}
        case RunResumed() | RunFinished() | RunInterrupted():
            return _turn(event)
        case _:
            assert_never(event)


def event_from_json(value: Json) -> Event:
    """Read an event.

    Raises:
        ValueError: If a member is missing, unknown or of the wrong type.
    """
    members = _object(value)
    reader = _READERS.get(_text(members, "event"))
    if reader is None:
        raise ValueError("an event of an unknown kind")
    return reader(members)


def _started(event: RunStarted) -> Members:
    return {
        "event": "started",
        "format_version": FORMAT_VERSION,
        "run": event.run,
        "plan_id": event.plan_id,
        "environment": event.environment,
        "licensor": event.licensor,
        "commit": event.commit,
        "as_of": instant_text(event.as_of),
        "version": event.version,
        "at": instant_text(event.at),
        **({"approvals": dict(sorted(event.approvals.items()))} if event.approvals else {}),
        **({"url": event.url} if event.url else {}),
        **({"tree": event.tree} if event.tree else {}),
    }


def _turn(event: RunResumed | RunFinished | RunInterrupted) -> Members:
    at = instant_text(event.at)
    match event:
        case RunResumed():
            return {"event": "resumed", "version": event.version, "at": at}
        case RunFinished():
            return {"event": "finished", "at": at, "requests": event.requests, "stopped": event.stopped}
        case RunInterrupted():
            return {"event": "interrupted", "at": at, "requests": event.requests}
        case _:
            assert_never(event)


def _scope(scope: Scope) -> Members:
    return {"alid": scope.alid, "territory": scope.territory, "business_line": str(scope.business_line)}


def _read_started(members: Members) -> Event:
    names = ("format_version", "run", "plan_id", "environment", "licensor", "commit", "as_of", "version")
    approvals = _object(members.get("approvals", {}))
    later = [name for name in ("url", "tree") if members.get(name)]
    _exactly(members, "event", *names, "at", *(["approvals"] if approvals else []), *later)
    if _text(members, "format_version") != FORMAT_VERSION:
        raise ValueError("written by another version of pvsync")
    return RunStarted(
        run=_text(members, "run"),
        plan_id=_text(members, "plan_id"),
        environment=_text(members, "environment"),
        licensor=_text(members, "licensor"),
        commit=None if members["commit"] is None else _text(members, "commit"),
        as_of=_instant(members, "as_of"),
        version=_text(members, "version"),
        at=_instant(members, "at"),
        approvals={guard: _count(approvals, guard) for guard in approvals},
        url=_text(members, "url") if "url" in later else "",
        tree=_text(members, "tree") if "tree" in later else "",
    )


def _read_intent(members: Members) -> Event:
    _exactly(members, "event", "number", "attempt", "items", "at")
    items = members["items"]
    if not isinstance(items, list):
        raise ValueError("`items` is not a list")  # noqa: TRY004 - one class for everything that does not parse
    return BatchIntent(
        number=_count(members, "number"),
        attempt=_count(members, "attempt"),
        items=tuple(_read_intended(_object(item)) for item in items),
        at=_instant(members, "at"),
    )


def _read_intended(members: Members) -> Intended:
    _exactly(members, "scope", "before", "after")
    return Intended(_read_scope(members), _text(members, "before"), _text(members, "after"))


def _read_scope_outcome(members: Members) -> Event:
    is_first = members.get("first") is True
    _exactly(members, "event", "scope", "outcome", "at", "note", *(("first",) if is_first else ()))
    outcome = _read_outcome(_object(members["outcome"]))
    at, note = _instant(members, "at"), _text(members, "note")
    return ScopeOutcome(_read_scope(members), outcome, at, note, is_first)


def _read_verified(members: Members) -> Event:
    _exactly(members, "event", "scope", "verification", "at")
    verification = Verification(_text(members, "verification"))
    return Verified(_read_scope(members), verification, _instant(members, "at"))


def _read_resumed(members: Members) -> Event:
    _exactly(members, "event", "version", "at")
    return RunResumed(_text(members, "version"), _instant(members, "at"))


def _read_finished(members: Members) -> Event:
    _exactly(members, "event", "at", "requests", "stopped")
    return RunFinished(_instant(members, "at"), _count(members, "requests"), _text(members, "stopped"))


def _read_interrupted(members: Members) -> Event:
    _exactly(members, "event", "at", "requests")
    return RunInterrupted(_instant(members, "at"), _count(members, "requests"))


_READERS: Mapping[str, Callable[[Members], Event]] = {
    "started": _read_started,
    "intent": _read_intent,
    "outcome": _read_scope_outcome,
    "verified": _read_verified,
    "resumed": _read_resumed,
    "finished": _read_finished,
    "interrupted": _read_interrupted,
}


_REASONS: Mapping[str, Callable[[str], Outcome]] = {"unknown": Unknown, "stale": Stale, "not_tried": NotTried}


def _read_outcome(members: Members) -> Outcome:
    kind = _text(members, "kind")
    match kind:
        case "accepted":
            _exactly(members, "kind", "words")
            return Accepted(_text(members, "words"))
        case "rejected":
            _exactly(members, "kind", "words", "status")
            return Rejected(_text(members, "words"), _count(members, "status"))
        case "unknown" | "stale" | "not_tried":
            _exactly(members, "kind", "why")
            return _REASONS[kind](_text(members, "why"))
        case _:
            raise ValueError("an outcome of an unknown kind")


def _read_scope(members: Members) -> Scope:
    scope = _object(members["scope"])
    _exactly(scope, "alid", "territory", "business_line")
    return Scope(_text(scope, "alid"), _text(scope, "territory"), BusinessLine(_text(scope, "business_line")))


def _object(value: Json) -> Members:
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - one class for everything that does not parse
    return value


def _exactly(members: Members, *names: str) -> None:
    if set(members) != set(names):
        raise ValueError("members are missing or unknown")


def _text(members: Members, name: str) -> str:
    value = members.get(name)
    if not isinstance(value, str):
        raise ValueError(f"`{name}` is not text")  # noqa: TRY004 - one class for everything that does not parse
    return value


def _count(members: Members, name: str) -> int:
    value = members[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"`{name}` is not a count")
    return value


def _instant(members: Members, name: str) -> datetime:
    return read_instant(_text(members, name))
