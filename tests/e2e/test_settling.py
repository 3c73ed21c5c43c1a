"""What was sent and does not show yet is no drift, is not sent again, and is said."""

from datetime import timedelta

import pytest
from e2e.estate import Estate
from e2e.machines import Fleet
from e2e.test_causes import by_hand
from e2e.test_converges import MOVIE

HOUR = 3600.0
PRODUCTION = ("--env", "production")


@pytest.fixture
def late(estate: Estate) -> Estate:
    """A title is live; from now on the service shows a write two hours after it was made."""
    estate.configure(propagation_hours=24)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit("one title")
    estate.apply()
    estate.now += timedelta(hours=25)
    estate.fault(name="stale-reads", seconds=2 * HOUR)
    return estate


def cheaper(estate: Estate) -> str:
    """A lower price, applied; the run."""
    estate.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    estate.commit("cheaper")
    estate.apply()
    estate.now += timedelta(minutes=1)
    return newest(estate)


def newest(estate: Estate) -> str:
    return max(path.name for path in (estate.root / ".pvsync/runs").glob("20*"))


def settling(estate: Estate) -> list[tuple[str, bool]]:
    said = estate.run("plan", "--format", "json")
    return [(one["run"], one["is_all"]) for one in said.json.get("settling", [])]


def test_nothing_is_sent_again_and_drift_is_none(late: Estate) -> None:
    run = cheaper(late)

    said, drift = late.run("plan", "--detailed-exitcode"), late.run("drift")

    assert (said.code, drift.code) == (0, 0)
    for text in (said.out, drift.out):
        words = " ".join(text.split())
        assert f"Heat Haze, HEAT in US TVOD: run {run} sent it on 2 June 2026, 13:00 UTC" in words
        assert (
            "live still shows what was there before; until 3 June 2026, 13:00 UTC that is no drift" in words
        )
        assert "nothing is sent again" in words
    assert "1 scope sent before cannot be seen yet." in said.out
    assert settling(late) == [(run, True)]
    late.emulator.reset_counters()
    late.apply()
    assert not {"put", "batch/put"} & late.emulator.counters().by_endpoint.keys()


def test_after_the_propagation_time_it_is_drift(late: Estate) -> None:
    before = late.emulator.dump()
    cheaper(late)
    late.emulator.faults.clear()
    late.emulator.seed(before)
    assert settling(late) == [(newest(late), True)]

    late.now += timedelta(hours=24)

    assert settling(late) == []
    assert {item["cause"] for change in late.changes() for item in change["fields"]} == {"drift"}
    assert late.run("drift").code == 2


def test_what_a_read_has_shown_has_arrived_and_is_drift_when_it_goes_back(late: Estate) -> None:
    before = late.emulator.dump()
    late.emulator.faults.clear()
    cheaper(late)
    late.emulator.seed(before)

    assert settling(late) == []
    assert {item["cause"] for change in late.changes() for item in change["fields"]} == {"drift"}


def test_what_somebody_changed_meanwhile_is_drift(late: Estate) -> None:
    cheaper(late)
    late.emulator.faults.clear()
    by_hand(late, "WSP", "1.23")

    assert settling(late) == []
    assert late.run("drift").code == 2


def test_what_git_says_since_is_sent_and_is_intent(late: Estate) -> None:
    run = cheaper(late)
    late.edit("catalog/heat.yaml", "srp: 9.99 USD", "srp: 8.99 USD")
    late.commit("cheaper for customers too")

    said = late.run("plan", "--format", "json")

    assert [(one["run"], one["is_all"]) for one in said.json["settling"]] == [(run, False)]
    (change,) = said.json["changes"]
    assert {item["path"].rpartition(".")[2]: item["cause"] for item in change["fields"]} == {
        "srp": "intent",
        "wsp": "intent",
    }
    assert "what git has changed since is sent" in " ".join(late.run("plan").out.split())


def test_a_withdrawal_is_not_sent_again_on_the_next_day(late: Estate) -> None:
    late.edit("catalog/heat.yaml", "alid: HEAT\n", "alid: HEAT\nstate: withdrawn\n")
    late.commit("no longer")
    late.emulator.faults.clear()
    late.fault(name="stale-reads", seconds=22 * HOUR)
    late.apply()

    late.now += timedelta(hours=20)

    assert settling(late) == [(newest(late), True)] * 2
    assert late.changes() == []


def test_another_machine_knows_it_from_the_note(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    fleet = Fleet.of(estate)
    estate.fault(name="stale-reads", seconds=2 * HOUR)
    assert estate.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    other = fleet.clone("two")

    said = other.run(*PRODUCTION, "plan", "--format", "json")

    assert said.json["changes"] == []
    assert [one["run"] for one in said.json["settling"]] == [newest(estate)] * 2
