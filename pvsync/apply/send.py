"""One batch on its way: what each change sends, and what the answer, or the lack of one, says of its scope."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from pvsync.apply.gateway import Gateway
from pvsync.errors import ApiError, PvsyncError, RequestRejected
from pvsync.model.avail import Avail
from pvsync.model.call import DeleteCall, delete_calls
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Stale, Unknown
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope

_REFUSES_EVERYONE = frozenset({401, 403})

Body: TypeAlias = Avail | tuple[DeleteCall, ...] | NotTried | Accepted
"""A full extract, the calls of a delete, or why nothing is sent: it cannot be, or nothing has to be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a batch led to.

    Args:
        outcomes: An outcome for each scope that was in it.
        failure: What concerns every other scope too, so that the run cannot go on; None where nothing does.
    """

    outcomes: dict[Scope, Outcome]
    failure: PvsyncError | None = None


def body(change: Change) -> Body:
    """What is sent for a change, or why nothing is."""
    match change.action:
        case Action.CREATE | Action.REPLACE | Action.WITHDRAW:
            return change.sent or NotTried("the plan does not say what to send")
        case Action.DELETE:
            return (
                NotTried("the plan does not say what to delete")
                if change.before is None
                else delete_calls(change.before)
            )
        case Action.FORGET:
            return Accepted("left to itself; nothing is sent")
        case Action.KEEP:
            return NotTried("nothing is to be done")
        case _:
            assert_never(change.action)


def send(changes: Sequence[Change], gateway: Gateway) -> Answer:
    """Send the full extracts of some changes in one request, and their deletes in another, each once.

    Args:
        changes: Changes with something to send, each scope once.
        gateway: The service.

    Returns:
        An outcome for each change; `Unknown` wherever the service did not say.
    """
    bodies = {change.scope: body(change) for change in changes}
    avails = [what for what in bodies.values() if isinstance(what, Avail)]
    calls = [call for what in bodies.values() if isinstance(what, tuple) for call in what]
    answer = Answer({scope: what for scope, what in bodies.items() if isinstance(what, NotTried | Accepted)})
    if avails:
        written = _asked([avail.scope for avail in avails], lambda: gateway.write(avails))
        answer = Answer(answer.outcomes | written.outcomes, written.failure)
    if calls:
        scopes = list(dict.fromkeys(call.scope for call in calls))
        if answer.failure is None:
            deleted = _asked(scopes, lambda: _by_scope(calls, gateway.delete(calls)))
        else:
            deleted = Answer(_all(scopes, NotTried(f"not sent: {answer.failure.message}")))
        answer = Answer(answer.outcomes | deleted.outcomes, answer.failure or deleted.failure)
    return answer


def _asked(scopes: Sequence[Scope], ask: Callable[[], Mapping[Scope, Outcome]]) -> Answer:
    try:
        answers = ask()
    except RequestRejected as error:
        # A refusal of the whole request is a certain answer: the service did nothing with it.
        rejected = _all(scopes, Rejected(error.message, error.status))
        return Answer(rejected, error if error.status in _REFUSES_EVERYONE else None)
    except ApiError as error:
        return Answer(_all(scopes, Unknown(error.message)), None if error.may_retry else error)
    except PvsyncError as error:
        return Answer(_all(scopes, NotTried(f"not sent: {error.message}")))
    missing = Unknown("the answer of the service does not name this scope")
    return Answer({scope: answers.get(scope, missing) for scope in scopes})


def _by_scope(calls: Sequence[DeleteCall], answers: Mapping[DeleteCall, Outcome]) -> dict[Scope, Outcome]:
    """One outcome for each scope of several calls: accepted when all are, unknown when they went different ways."""
    missing = Unknown("the answer of the service does not name this delete")
    found: dict[Scope, Outcome] = {}
    for scope in dict.fromkeys(call.scope for call in calls):
        outcomes = [answers.get(call, missing) for call in calls if call.scope == scope]
        first = next((outcome for outcome in outcomes if not isinstance(outcome, Accepted)), outcomes[0])
        alike = all(type(outcome) is type(first) for outcome in outcomes)
        found[scope] = first if alike else Unknown(f"only a part was deleted: {_words(first)}")
    return found


def _words(outcome: Outcome) -> str:
    match outcome:
        case Accepted() | Rejected():
            return outcome.words
        case Unknown() | Stale() | NotTried():
            return outcome.why
        case _:
            assert_never(outcome)


def _all(scopes: Iterable[Scope], outcome: Outcome) -> dict[Scope, Outcome]:
    return dict.fromkeys(scopes, outcome)
