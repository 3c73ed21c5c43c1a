"""One request: what a change sends, and what its answer, or the lack of one, says of each scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from pvsync.apply.gateway import Gateway
from pvsync.errors import ApiError, PvsyncError, RequestRejected
from pvsync.model.avail import Avail
from pvsync.model.outcome import NotTried, Outcome, Rejected, Unknown
from pvsync.model.plan import Action, Change
from pvsync.model.scope import Scope

_REFUSES_EVERYONE = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request led to.

    Args:
        outcomes: An outcome for each scope that was in it.
        failure: What concerns every other scope too, so that the run cannot go on; None where nothing does.
    """

    outcomes: dict[Scope, Outcome]
    failure: PvsyncError | None = None


def body(change: Change) -> Avail | NotTried:
    """What is sent for a change, or why nothing is."""
    match change.action:
        case Action.CREATE | Action.REPLACE | Action.WITHDRAW:
            return change.after or NotTried("the plan does not say what to send")
        case Action.DELETE:
            return NotTried("deleting is not part of this version")
        case Action.FORGET:
            return NotTried("forgetting is not part of this version")
        case Action.KEEP:
            return NotTried("nothing is to be done")
        case _:
            assert_never(change.action)


def send(changes: Sequence[Change], gateway: Gateway) -> Answer:
    """Send the full extracts of some changes in one request, once.

    Args:
        changes: Changes with something to send, each scope once.
        gateway: The service.

    Returns:
        An outcome for each change; `Unknown` wherever the service did not say.
    """
    avails = [avail for avail in map(body, changes) if isinstance(avail, Avail)]
    scopes = [change.scope for change in changes]
    try:
        answers = gateway.write(avails)
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


def _all(scopes: Iterable[Scope], outcome: Outcome) -> dict[Scope, Outcome]:
    return dict.fromkeys(scopes, outcome)
