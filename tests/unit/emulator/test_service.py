"""The words of the service."""

from pvsync.emulator.service import Outcome, not_found
from pvsync.emulator.target import Target


def test_absence_is_said_in_the_documented_sentence() -> None:
    sentence = "Title not found for ALID some-test-alid and Licensor acme"
    assert not_found(Target("acme", "some-test-alid")) == Outcome(404, error=sentence)
