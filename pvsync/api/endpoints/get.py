"""GET of one scope: the avail, or the one sentence that means absence (avails-api sections 1 and 4)."""

from typing import Any

from pvsync.api.answers import Answer
from pvsync.api.paths import SMOKE_ALID, VERSION, not_found_sentence, scope_path
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.api.wire.avail import decode
from pvsync.api.wire.transactions import Conventions
from pvsync.errors import AnswerUnreadable
from pvsync.model.avail import Absent, Present
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope

SMOKE_SCOPE = Scope(SMOKE_ALID, "US", BusinessLine.PRIME_SUBSCRIPTION)
"""The scope of the smoke test (avails-api section 1)."""


def request(settings: ApiSettings, scope: Scope) -> Request:
    """Ask for one scope."""
    return Request("GET", VERSION + scope_path(settings, scope))


def reading(settings: ApiSettings, scope: Scope, answer: Answer) -> Present | Absent:
    """What the answer says.

    Raises:
        RequestRejected: If it is a refusal other than absence.
        AnswerUnreadable: If it is not this scope's avail.
    """
    if answer.status == 404 and answer.says(not_found_sentence(settings, scope.alid)):  # noqa: PLR2004 - as documented
        return Absent()
    if not answer.succeeded:
        raise answer.rejection()
    return present(settings, scope, answer.payload)


def present(settings: ApiSettings, scope: Scope, payload: Any) -> Present:
    """A scope that the service holds.

    Raises:
        AnswerUnreadable: If the payload is not this scope's avail.
    """
    if payload is None:
        raise AnswerUnreadable("the answer is empty")
    return Present(decode(scope, payload, Conventions(settings.benefits, settings.zones)))
