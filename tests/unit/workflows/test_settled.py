import pytest
from builders import NOW

from pvsync.errors import RequestRejected, TimedOut
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Outcome, Receipt, Rejected, Result, Verification
from pvsync.model.plan import Action
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.workflows.settled import Patient, open_results, until_settled

SEEN, LATE = Verification.VERIFIED, Verification.SETTLING


class Service:
    """Shows one thing after the other; time passes only while someone waits."""

    def __init__(self, *looks: Verification | Exception) -> None:
        self.looks = list(looks)
        self.seconds = 0.0
        self.pauses: list[float] = []

    def look(self) -> Receipt:
        shown = self.looks.pop(0)
        if isinstance(shown, Exception):
            raise shown
        return receipt(Accepted(), shown)

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds

    def wait(self, minutes: float) -> Receipt:
        patient = Patient(60 * minutes, 30.0, lambda: self.seconds, self.pause)
        return until_settled(self.look, patient, Silent())


def receipt(outcome: Outcome, verification: Verification) -> Receipt:
    result = Result(
        Scope("A", "US", BusinessLine.TVOD), Action.CREATE, "A", outcome, verification=verification
    )
    return Receipt("r", "p", "1", "local", "acme", None, NOW, NOW, NOW, (result,))


def test_what_shows_at_once_is_not_waited_for() -> None:
    service = Service(SEEN)
    assert open_results(service.wait(5)) == 0
    assert service.pauses == []


def test_pauses_double_until_it_shows() -> None:
    service = Service(LATE, LATE, Verification.NOT_CHECKED, SEEN)
    assert open_results(service.wait(60)) == 0
    assert service.pauses == [30.0, 60.0, 120.0]


def test_it_ends_when_the_time_is_up() -> None:
    service = Service(*[LATE] * 9)
    assert open_results(service.wait(20)) == 1
    assert service.pauses == [30.0, 60.0, 120.0, 240.0, 300.0, 300.0, 150.0]


def test_without_time_there_is_one_look() -> None:
    service = Service(LATE)
    assert open_results(service.wait(0)) == 1


def test_a_later_look_may_fail() -> None:
    service = Service(LATE, TimedOut("late"), SEEN)
    assert open_results(service.wait(5)) == 0


@pytest.mark.parametrize(
    "looks", [(TimedOut("down"),), (LATE, RequestRejected("no", status=403))], ids=["first", "not let in"]
)
def test_what_will_not_pass_ends_it(looks: tuple[Verification | Exception, ...]) -> None:
    with pytest.raises((TimedOut, RequestRejected)):
        Service(*looks).wait(5)


def test_what_was_refused_is_not_waited_for() -> None:
    assert open_results(receipt(Rejected("no", 400), Verification.NOT_CHECKED)) == 0
