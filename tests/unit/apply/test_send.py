from collections.abc import Mapping, Sequence

import pytest
from unit.apply.stand_ins import Service, VirtualClock, a_change, a_scope, priced, reprices

from pvsync.apply.send import Answer, body, send
from pvsync.errors import CertificateRefused, PvsyncError, RequestRejected, TimedOut, UsageError
from pvsync.model.avail import Avail
from pvsync.model.call import DeleteCall
from pvsync.model.outcome import Accepted, NotTried, Outcome, Rejected, Unknown
from pvsync.model.plan import Action


@pytest.mark.parametrize(
    ("action", "what"),
    [
        (Action.CREATE, priced("8.99")),
        (Action.REPLACE, priced("8.99")),
        (Action.WITHDRAW, priced("8.99")),
        (Action.DELETE, (DeleteCall(priced("6.99").scope),)),
        (Action.FORGET, Accepted("left to itself; nothing is sent")),
        (Action.KEEP, NotTried("nothing is to be done")),
    ],
)
def test_what_an_action_sends(action: Action, what: Avail | tuple[DeleteCall, ...] | NotTried) -> None:
    assert body(a_change(priced("6.99"), priced("8.99"), action)) == what


def test_a_write_with_nothing_to_send() -> None:
    assert body(a_change(priced("6.99"), None)) == NotTried("the plan does not say what to send")


class Answering(Service):
    def __init__(self, answer: Mapping[object, Outcome] | PvsyncError) -> None:
        super().__init__(VirtualClock())
        self.answer = answer

    def write(self, avails: Sequence[Avail]) -> object:
        assert avails
        if isinstance(self.answer, PvsyncError):
            raise self.answer
        return self.answer


def test_scopes_that_the_answer_does_not_name_are_unknown() -> None:
    service = Answering({a_scope(1): Accepted("OK"), a_scope(9): Accepted("whose?")})
    assert send(reprices(2), service) == Answer(
        {
            a_scope(0): Unknown("the answer of the service does not name this scope"),
            a_scope(1): Accepted("OK"),
        }
    )


FORBIDDEN = RequestRejected("forbidden", status=403)
CERTIFICATE = CertificateRefused("the certificate was refused")


@pytest.mark.parametrize(
    ("error", "outcome", "failure"),
    [
        (TimedOut("no answer"), Unknown("no answer"), None),
        (CERTIFICATE, Unknown("the certificate was refused"), CERTIFICATE),
        (RequestRejected("too large", status=413), Rejected("too large", 413), None),
        (
            UsageError("an ALID that no path can hold"),
            NotTried("not sent: an ALID that no path can hold"),
            None,
        ),
        (FORBIDDEN, Rejected("forbidden", 403), FORBIDDEN),
    ],
)
def test_a_failure_of_the_request(error: PvsyncError, outcome: Outcome, failure: PvsyncError | None) -> None:
    assert send(reprices(1), Answering(error)) == Answer({a_scope(0): outcome}, failure)
