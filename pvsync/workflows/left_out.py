"""`--no-removals`: changes that would take something off Prime Video are left out of a plan, and named in it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.window import WindowState
from pvsync.model.zones import Zones
from pvsync.plan.order import in_order
from pvsync.rules.safety.open_windows import open_windows
from pvsync.workflows.compared import Compared
from pvsync.workflows.request import Request

_REMOVALS = {Action.WITHDRAW: "would be withdrawn", Action.DELETE: "would be deleted"}
_LOSES = "would lose a line that customers have or will have"
_NAMED = 100


def leave_out_removals(compared: Compared, request: Request, zones: Zones) -> None:
    """Where it is asked for, take out of what was compared every change that takes something away.

    Each that waits for one of these goes with it.

    A full extract replaces its whole scope: one that would drop a line cannot be sent without it, and is left out whole.

    Args:
        compared: What was compared; its changes are those that go on.
        request: What the plan is asked for.
        zones: Days of the territories.
    """
    if not request.no_removals:
        return
    at = request.as_of
    ordered = in_order(compared.changes, at, zones)
    why = {change.scope: reason for change in ordered if (reason := _removal(change, at))}
    while waiting := {change.scope: _waits(change, why) for change in ordered if _is_stuck(change, why)}:
        why |= waiting
    compared.changes = [change for change in compared.changes if change.scope not in why]
    compared.left_out = tuple(_sentences(sorted(why.items())))


def _removal(change: Change, at: datetime) -> str:
    """Why a change takes something away, empty where it does not."""
    if change.action in _REMOVALS:
        return _REMOVALS[change.action]
    dark = any(one.after is None for one in open_windows(change, at))
    return _LOSES if dark or any(_lost_before_it_opens(change, at)) else ""


def _lost_before_it_opens(change: Change, at: datetime) -> Iterator[bool]:
    """Of each transaction that is still to open and is not sent any more, whether no other of its line is open then."""
    sent = () if change.after is None else change.after.transactions
    kept = {row.before for row in change.rows if row.after is not None}
    for index, row in enumerate(() if change.before is None else change.before.transactions):
        start = row.window.start
        if index not in kept and start is not None and row.window.state(at) is WindowState.FUTURE:
            heirs = (other for other in sent if other.customer_line == row.customer_line)
            yield not any(heir.window.state(start) is WindowState.OPEN for heir in heirs)


def _is_stuck(change: Change, why: dict[Scope, str]) -> bool:
    return change.scope not in why and any(scope in why for scope in change.needs)


def _waits(change: Change, why: dict[Scope, str]) -> str:
    first = next(scope for scope in change.needs if scope in why)
    return f"waits for {first}, which is left out"


def _sentences(left: Sequence[tuple[Scope, str]]) -> Iterator[str]:
    for scope, reason in left[:_NAMED]:
        yield f"Left out by `--no-removals`: {scope} {reason}."
    if len(left) > _NAMED:
        yield f"Left out by `--no-removals`: {len(left) - _NAMED:,} more."
