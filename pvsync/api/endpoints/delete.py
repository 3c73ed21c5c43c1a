"""DELETE of one scope, or of one contract or channel in it (avails-api section 4)."""

from http import HTTPStatus

from pvsync.api.paths import VERSION, delete_path, not_found_sentence
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.model.call import DeleteCall
from pvsync.model.outcome import Accepted, Outcome, Rejected


def request(settings: ApiSettings, call: DeleteCall) -> Request:
    """Remove what the call names; only for what was never delivered (avails-api section 5)."""
    return Request("DELETE", VERSION + delete_path(settings, call))


def settled(settings: ApiSettings, call: DeleteCall, outcome: Outcome) -> Outcome:
    """The outcome, where the one sentence that means absence is what a DELETE wants to hear."""
    match outcome:
        case Rejected(words, HTTPStatus.NOT_FOUND) if words == not_found_sentence(settings, call.scope.alid):
            return Accepted(f"already absent: {words}")
        case _:
            return outcome
