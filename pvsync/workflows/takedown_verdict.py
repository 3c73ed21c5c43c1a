"""Whether a title is down: a read of every scope that a takedown concerns, after everything was sent."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from pvsync.api.client import AvailsClient
from pvsync.config.environment import Environment
from pvsync.model.avail import Absent, Present, Reading, Unread
from pvsync.model.clocks import skew_sentence
from pvsync.model.outcome import Accepted
from pvsync.model.scope import Scope
from pvsync.model.takedown import ScopeState, TakedownState, TakedownVerdict
from pvsync.workflows.apply import Applied
from pvsync.workflows.takedown import Prepared, read_all

_LONGEST_POLL = 1.0
_MAY_CHANGE = frozenset({TakedownState.NOT_VISIBLE, TakedownState.UNREAD})


def verdict(
    prepared: Prepared,
    applied: Applied,
    environment: Environment,
    connect: Callable[[], AvailsClient],
    *,
    now: Callable[[], datetime],
) -> TakedownVerdict:
    """What a read of every scope shows in the end; until the settling time is up, it is made again.

    A failed read is a state of the scopes and no exception: whoever is on call has to hear that the title may be open.
    """
    takedown, target = prepared.takedown, prepared.target
    scopes = sorted({*target.scopes, *(change.scope for change in prepared.plan.changes)})
    seconds = environment.settling.total_seconds()
    end, pause = time.monotonic() + seconds, min(_LONGEST_POLL, seconds / 4)
    states: dict[Scope, ScopeState] = {}
    waits = scopes
    while True:
        readings, failed, there = read_all(waits, connect)
        at = now()
        # What one of two clocks shows as over may be open by the other, and the service goes by its own.
        early = at if there is None else min(at, there)
        clocks = None if there is None else skew_sentence(there, at)
        for scope in waits:
            states[scope] = _state(
                scope, readings.get(scope), prepared, applied, early, failed or clocks or ""
            )
        waits = [scope for scope, one in states.items() if one.state in _MAY_CHANGE]
        if not waits or time.monotonic() >= end:
            break
        time.sleep(pause)
    shown = tuple(states[scope] for scope in scopes)
    found = TakedownVerdict(
        takedown.alid,
        takedown.territories,
        None if failed else at,
        shown,
        business_line=takedown.business_line,
    )
    return found if found.is_down else replace(found, advice=_next(prepared, applied, found, environment))


def _state(
    scope: Scope,
    reading: Reading | None,
    prepared: Prepared,
    applied: Applied,
    at: datetime,
    doubt: str,
) -> ScopeState:
    match reading:
        case None:
            return ScopeState(scope, TakedownState.UNREAD, doubt or "no answer")
        case Unread():
            return ScopeState(scope, TakedownState.UNREAD, reading.why)
        case Absent() if scope in prepared.target.unproven:
            return ScopeState(scope, TakedownState.NOT_VISIBLE, "live does not show what a run sent lately")
        case Absent():
            return ScopeState(scope, TakedownState.GONE)
        case Present():
            rows = [row for row in reading.avail.transactions if not row.window.is_over(at)]
            if not rows:
                return ScopeState(scope, TakedownState.GONE)
            offers = dict.fromkeys(f"{row.license} {row.format} {row.channel or ''}".strip() for row in rows)
            words = f"{', '.join(offers)}; {doubt}" if doubt else ", ".join(offers)
            return ScopeState(scope, _why_open(scope, prepared, applied), words)
        case _:
            assert_never(reading)


def _why_open(scope: Scope, prepared: Prepared, applied: Applied) -> TakedownState:
    result = next((one for one in applied.receipt.results if one.scope == scope), None)
    change = next((one for one in prepared.plan.changes if one.scope == scope), None)
    if result is None or change is None:
        others = scope not in prepared.target.ours or prepared.target.is_observed(scope)
        return TakedownState.OTHERS if others else TakedownState.OPEN
    if not isinstance(result.outcome, Accepted):
        return TakedownState.OPEN
    kept = change.after is not None and any(
        not row.window.is_over(prepared.plan.as_of) for row in change.after.transactions
    )
    return TakedownState.OTHERS if kept else TakedownState.NOT_VISIBLE


def _next(prepared: Prepared, applied: Applied, found: TakedownVerdict, environment: Environment) -> str:
    """The command to type next."""
    takedown, states = prepared.takedown, {one.state for one in found.left}
    if TakedownState.UNREAD in states or TakedownState.OPEN in states:
        held = (one.scope for one in prepared.plan.unread if prepared.target.avail(one.scope) is not None)
        others = TakedownState.OTHERS in states or any(True for _ in held)
        command = takedown.command(environment.name, *(("--with-others",) if others else ()))
        return f"`{command}` again; `pvsync doctor` says whether the service answers"
    if TakedownState.NOT_VISIBLE in states and applied.receipt.run:
        env = "" if environment.name == "local" else f"--env {environment.name} "
        return f"`pvsync {env}verify {applied.receipt.run} --wait` reads until it shows"
    return f"`{takedown.command(environment.name, '--with-others')}` ends what others made too"
