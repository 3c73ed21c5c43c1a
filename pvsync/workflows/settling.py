"""What a run sent and live does not show yet: inside the propagation time that is no drift, and nothing is sent twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.apply.receipt import sent_digest
from pvsync.config.environment import Environment
from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Result, Stale
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope
from pvsync.model.standing import Settling
from pvsync.model.trail import Entry
from pvsync.workflows.compared import Compared
from pvsync.workflows.project import Project
from pvsync.workflows.recent import own_receipts
from pvsync.workflows.request import Request

_ENDS_ALIKE = frozenset({Action.WITHDRAW, Action.DELETE})
"""Of these, the day of the plan decides what is sent: the same on another day is no other change."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """A write that the service accepted and no read has shown.

    Args:
        run: The run.
        at: When the run was done.
        result: What became of the scope.
    """

    run: str
    at: datetime
    result: Result


def unseen(
    project: Project, environment: Environment, entries: Sequence[Entry], now: datetime
) -> dict[Scope, Unseen]:
    """By scope, the last write of the environment's propagation time, where no read has shown it.

    Args:
        project: Where runs of this machine are kept.
        environment: The service.
        entries: Its runs that the notes tell of, oldest first.
        now: The instant.
    """
    after = now - environment.propagation
    receipts: dict[str, Receipt | None] = {entry.run: entry.receipt for entry in entries}
    for receipt in own_receipts(project, receipts.keys(), after):
        if environment.service.is_of(receipt):
            receipts[receipt.run] = receipt
    began = {entry.run: entry.scopes for entry in entries if entry.is_open}
    found: dict[Scope, Unseen] = {}
    for run in sorted(receipts):
        for scope in began.get(run, ()):
            found.pop(scope, None)
        said = receipts[run]
        if said is not None:
            _take(said, found)
    return {scope: one for scope, one in found.items() if one.at > after}


def _take(receipt: Receipt, found: dict[Scope, Unseen]) -> None:
    for result in receipt.results:
        match result.outcome:
            case Accepted() if result.before:
                found[result.scope] = Unseen(receipt.run, receipt.finished_at, result)
            case Rejected() | Stale() | NotTried() if not result.is_half:
                continue
            case _:
                found.pop(result.scope, None)


def leave_out_settling(compared: Compared, sent: Mapping[Scope, Unseen], request: Request) -> None:
    """Take out of what was compared every change that a run has sent already, where live shows what was there before.

    Args:
        compared: What was compared; its changes are those that go on.
        sent: What no read has shown yet.
        request: The instant, and the environment, which says how long that may be.
    """
    compared.settling = list(_settling(compared.changes, sent, request))
    repeated = {one.scope for one in compared.settling if one.is_all}
    compared.changes = [
        _without_needs(change, repeated) for change in compared.changes if change.scope not in repeated
    ]


def _without_needs(change: Change, sent: set[Scope]) -> Change:
    """The change, which waits no longer for what was accepted before."""
    if sent.isdisjoint(change.needs):
        return change
    return replace(change, needs=tuple(scope for scope in change.needs if scope not in sent))


def _settling(
    changes: Sequence[Change], sent: Mapping[Scope, Unseen], request: Request
) -> Iterator[Settling]:
    for change in changes:
        one = sent.get(change.scope)
        if one is not None and one.result.before == change.fingerprint and change.action is not Action.FORGET:
            until = one.at + request.environment.propagation
            is_all = _is_repeated(change, one.result, request.as_of)
            yield Settling(change.scope, change.title, one.run, one.at, until, is_all)


def _is_repeated(change: Change, result: Result, at: datetime) -> bool:
    if change.action in _ENDS_ALIKE and change.action is result.action:
        return True
    return sent_digest(change, at) == result.sent
