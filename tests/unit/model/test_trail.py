from dataclasses import replace

from builders import NOW

from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Receipt, Result
from pvsync.model.plan import Action
from pvsync.model.scope import Scope
from pvsync.model.trail import Entry, Service, Trail, address

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


def test_runs_of_earlier_versions_are_asked_for_by_environment_and_licensor() -> None:
    trail = Trail((OPEN, DONE))
    assert trail.of(Service("production", "acme", "https://a.example")) == (DONE,)
    assert trail.of(Service("production", "other", "https://a.example")) == ()


def test_a_service_is_its_address_and_licensor_whatever_the_environment_is_called() -> None:
    run = replace(DONE, url="https://A.Example:443/")
    trail = Trail((run,))
    for url in ("https://a.example", "HTTPS://a.example/", "https://a.example.:443", " https://a.example "):
        assert trail.of(Service("renamed", "acme", url)) == (run,)
    for url in ("http://a.example", "https://a.example:8443", "https://a.example/v2", "https://b.example"):
        assert trail.of(Service("production", "acme", url)) == ()
    assert trail.of(Service("production", "other", "https://a.example")) == ()
    assert Service("renamed", "other", "https://a.example").is_at(run)


def test_an_address_that_cannot_be_read_is_itself() -> None:
    assert address("https://a.example:port") == "https://a.example:port"
