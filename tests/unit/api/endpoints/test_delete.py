"""What a single delete sends, and what it wants to hear."""

import pytest
from unit.api.services import settings_of

from pvsync.api.endpoints import delete
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Outcome, Rejected, Unknown
from pvsync.model.scope import Scope

SETTINGS = settings_of("https://h")
CALL = DeleteCall(Scope("X", "US", BusinessLine.CHANNELS), contract="CPH", channel="mgm")
SENTENCE = "Title not found for ALID X and Licensor acme"


def test_the_request() -> None:
    asked = delete.request(SETTINGS, CALL)
    assert (asked.method, asked.body) == ("DELETE", None)
    query = "territory=US&businessLine=CHANNELS&channelIdentity=mgm"
    assert asked.path == f"/v1/avails/acme/full-extract/X?{query}"


def test_absent_already_is_what_was_wanted() -> None:
    assert delete.settled(SETTINGS, CALL, Rejected(SENTENCE, 404)) == Accepted(f"already absent: {SENTENCE}")


@pytest.mark.parametrize(
    "outcome", [Rejected("Not Found", 404), Rejected(SENTENCE, 400), Unknown(SENTENCE), Accepted()], ids=str
)
def test_every_other_outcome_stays(outcome: Outcome) -> None:
    assert delete.settled(SETTINGS, CALL, outcome) is outcome
