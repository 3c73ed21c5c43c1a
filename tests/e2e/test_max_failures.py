"""`apply --max-failures N`: a run that fails too often stops by itself, and says what it left."""

import pytest
from e2e.estate import Estate
from e2e.test_resume import SCOPES, kinds, ready, resumed, written

__all__ = ["ready"]


def failing(estate: Estate, *alids: str) -> None:
    for alid in alids:
        estate.fault(name="500", alid=alid, endpoint="put")


@pytest.mark.parametrize(
    ("limit", "failed", "not_tried"),
    [("0", 1, 5), ("1", 2, 4), ("3", 4, 2), ("4", 4, 0), (None, 4, 0)],
)
def test_it_stops_after_more_than_so_many(
    ready: Estate, limit: str | None, failed: int, not_tried: int
) -> None:
    failing(ready, "HEAT-0", "HEAT-1")
    flags = () if limit is None else ("--max-failures", limit)
    said = ready.run("apply", "--auto-approve", "--format", "json", *flags)
    done = SCOPES - failed - not_tried
    assert kinds(said).count("unknown") == failed
    assert kinds(said).count("not_tried") == not_tried
    assert kinds(said).count("accepted") == done
    assert said.code == (4 if done else 1)
    whys = {
        result["outcome"]["why"]
        for result in said.json["results"]
        if result["outcome"]["kind"] == "not_tried"
    }
    assert whys == (
        {f"the run stopped: more failures than `--max-failures {limit}` allows"} if not_tried else set()
    )


def test_what_it_left_is_done_by_going_on(ready: Estate) -> None:
    failing(ready, "HEAT-0")
    assert ready.run("apply", "--auto-approve", "--max-failures", "0").code == 1
    ready.emulator.faults.clear()
    said = resumed(ready, "--max-failures", "0")
    assert said.code == 0, said.out + said.err
    assert written(ready) >= SCOPES
    ready.settled()


def test_scopes_that_moved_are_no_failures(ready: Estate) -> None:
    plan = ready.root / "plan.json"
    ready.commit()
    assert ready.run("plan", "--out", str(plan)).code == 0
    other = ready.root / "other.json"
    assert ready.run("plan", "--only", "HEAT-0", "--out", str(other)).code == 0
    assert ready.run("apply", str(other)).code == 0
    for entry in ready.emulator.dump():
        entry["avail"]["Transaction"][0]["End"] = "2030-03-03T00:00:00Z"  # type: ignore[index,call-overload]
        ready.emulator.seed([entry])
    said = ready.run("apply", str(plan), "--max-failures", "0", "--format", "json")
    assert said.code == 4
    assert kinds(said) == ["stale", "stale", "accepted", "accepted", "accepted", "accepted"]
