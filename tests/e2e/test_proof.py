"""A saved plan has to say what git says: whoever computed its id anew, nothing is sent and nothing is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import LOOSE, Estate
from e2e.test_converges import MOVIE
from e2e.test_tampering import forged

from pvsync.plan.file import _identity

Plan = dict[str, Any]
COLD = MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front")


@pytest.fixture
def planned(estate: Estate) -> Path:
    """A plan of two titles that are live: one gets cheaper, one leaves."""
    estate.configure(
        guards=LOOSE.replace("going_dark: {count: 1000, share: 100}", "going_dark: {share: 100}")
    )
    for name, text in (("heat", MOVIE), ("cold", COLD)):
        estate.write(f"catalog/{name}.yaml", text)
    estate.commit()
    estate.apply()
    estate.edit("catalog/heat.yaml", "wsp: 6.99", "wsp: 5.99")
    estate.edit("catalog/cold.yaml", "title: Cold Front\n", "title: Cold Front\nstate: withdrawn\n")
    estate.commit()
    plan = estate.root / "plan.json"
    said = estate.run("plan", "--out", str(plan))
    assert said.code == 0, said.out + said.err
    return plan


def cheap(plan: Plan) -> None:
    heat = next(one for one in plan["changes"] if one["scope"]["alid"] == "HEAT" and one["after"])
    heat["after"]["transactions"][0]["terms"]["wsp"] = "0.01 USD"


def richer(plan: Plan) -> None:
    heat = next(one for one in plan["changes"] if one["scope"]["alid"] == "HEAT" and one["after"])
    heat["after"]["transactions"][0]["terms"]["tier"] = "Premium"


def turned(plan: Plan) -> None:
    plan["changes"].reverse()


def added(plan: Plan) -> None:
    more = json.loads(json.dumps(plan["changes"][-1]))
    more["scope"]["territory"] = "GB"
    plan["changes"].append(more)


def blind(plan: Plan) -> None:
    for change in plan["changes"]:
        change["fingerprint"] = "absent"


def unguarded(plan: Plan) -> None:
    plan["guards"] = []


def calm(plan: Plan) -> None:
    next(one for one in plan["guards"] if one["guard"] == "going_dark")["count"] = 0


def waits(plan: Plan) -> None:
    plan["changes"][0]["needs"] = [plan["changes"][1]["scope"]]


def undoing(plan: Plan) -> None:
    plan["undoes"] = {"run": "20260601T120000Z-000000", "commits": []}


FORGERIES: list[tuple[Callable[[Plan], object], str]] = [
    (cheap, 'HEAT US TVOD, `after.transactions[0].terms.wsp`: "0.01 USD" in the plan'),
    (richer, 'HEAT US TVOD, `after.transactions[0].terms.tier`: "Premium" in the plan, nothing by git'),
    (turned, "the plan comes to HEAT"),
    (added, "GB TVOD: the plan changes it, and git asks for no such change"),
    (blind, '`fingerprint`: "absent" in the plan'),
    (unguarded, "`guards`: nothing in the plan"),
    (calm, "`guards[0].count`: 0 in the plan"),
    (waits, "`needs`: "),
    (undoing, "undoes a run"),
    (lambda plan: plan.update(valid_until=None), "`valid_until`: nothing in the plan"),
    (lambda plan: plan["zones"].update(US="Asia/Tokyo"), '`zones.US`: "Asia/Tokyo" in the plan'),
    (lambda plan: plan.update(url="https://example.com"), "https://example.com"),
    (lambda plan: plan.update(as_of="2026-06-01T11:00:00Z"), "says that it was made at"),
    (
        lambda plan: plan.update(as_of="2026-06-02T12:00:00Z", created_at="2026-06-02T12:00:00Z"),
        "says that it was made at",
    ),
    (lambda plan: plan["coverage"].update(selection=["--only alid=COLD"]), "git asks for no such change"),
    (lambda plan: plan.update(loosens=["This change tightens all."]), "`loosens`: "),
    (lambda plan: plan.update(trust="0" * 40), "which is not part of what is checked out here"),
    (lambda plan: plan.update(pvsync_version="0.0.9"), "this plan was made by pvsync 0.0.9, and this is"),
]


def test_every_forgery_is_refused_and_nothing_is_sent(estate: Estate, planned: Path) -> None:
    honest = planned.read_bytes()
    estate.emulator.close()  # a request would end in another error
    for change, words in FORGERIES:
        planned.write_bytes(honest)
        forged(planned, change)
        for more in ((), ("--dry-run",)):
            said = estate.run("apply", str(planned), *more)
            assert said.code == 3, (words, said.out + said.err)
            assert words in " ".join(said.err.split()), said.err


def test_uncommitted_files_under_the_name_of_a_commit(estate: Estate, planned: Path) -> None:
    """A plan of files that nobody committed, made to look like one of the commit."""
    estate.edit("catalog/heat.yaml", "wsp: 5.99", "wsp: 0.99")
    said = estate.run("plan", "--out", str(planned))
    assert said.code == 0, said.out + said.err
    forged(planned, lambda plan: plan.update(dirty=False))
    before = estate.emulator.dump()
    said = estate.run("apply", str(planned))
    assert said.code == 3, said.out + said.err
    assert estate.emulator.dump() == before


def test_what_was_planned_is_applied(estate: Estate, planned: Path) -> None:
    """Selected, without removals, since a commit, with what others made: each as it was written, twice."""
    estate.configure("    foreign: keep\n")
    estate.commit()
    for flags in (["--no-removals"], ["--only", "COLD"], ["--since", "HEAD~1"], []):
        said = estate.run("plan", "--out", str(planned), *flags)
        assert said.code in {0, 3}, said.out + said.err
        document = json.loads(planned.read_bytes())
        assert document["plan_id"] == _identity(document)
        for _ in range(2):
            said = estate.run("apply", str(planned))
            assert said.code in {0, 1}, said.out + said.err
    estate.settled()
