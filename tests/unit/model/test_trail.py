from builders import NOW

from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Receipt, Result
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry, Trail

US = Scope("HEAT", "US", BusinessLine.TVOD)
RESULT = Result(US, Action.CREATE, "Heat", Accepted())
RECEIPT = Receipt("r2", "p", "0", "production", "acme", "c", NOW, NOW, NOW, (RESULT,))
OPEN = Entry("r1", "sandbox", "acme", "c", "p", NOW, NOW, (US,))
DONE = Entry("r2", "production", "acme", "c", "p", NOW, NOW, (US,), RECEIPT)


def test_a_run_without_receipt_is_open_and_has_no_results() -> None:
    assert OPEN.is_open
    assert OPEN.results() == {}
    assert not DONE.is_open
    assert DONE.results() == {US: RESULT}


def test_runs_are_asked_for_by_environment_and_licensor() -> None:
    trail = Trail((OPEN, DONE))
    assert trail.of("production", "acme") == (DONE,)
    assert trail.of("production", "other") == ()
