"""The saved plan between `plan` and `apply`: its schema, its refusals, applied once and applied twice."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from e2e.estate import Estate
from e2e.test_converges import MOVIE

from pvsync.plan.file import plan_schema


@pytest.fixture
def planned(estate: Estate) -> Path:
    """A saved plan that creates two scopes."""
    estate.write("catalog/heat.yaml", MOVIE)
    plan = estate.root / "plan.json"
    said = estate.run("plan", "--out", str(plan), "--detailed-exitcode")
    assert said.code == 2
    return plan


def test_the_json_of_a_plan_is_the_published_schema(estate: Estate, planned: Path) -> None:
    printed = estate.run("plan", "--format", "json").json
    jsonschema.validate(printed, plan_schema())
    jsonschema.validate(json.loads(planned.read_bytes()), plan_schema())
    assert printed["summary"]["create"] == 2
    assert printed["coverage"] == {
        "scopes_desired": 2,
        "scopes_read": 2,
        "complete": True,
        "selection": [],
        "not_checked": printed["coverage"]["not_checked"],
    }
    assert printed["coverage"]["not_checked"]


def test_show_prints_what_plan_printed(estate: Estate, planned: Path) -> None:
    said = estate.run("show", str(planned))
    assert said.code == 0
    assert "Heat Haze opens in CA and US purchase now" in said.out
    assert "plan " + json.loads(planned.read_bytes())["plan_id"][:9] in said.out


def test_a_plan_applied_twice_changes_nothing_the_second_time_and_says_so(
    estate: Estate, planned: Path
) -> None:
    first = estate.run("apply", str(planned))
    assert first.code == 0
    before = estate.emulator.dump()
    estate.emulator.reset_counters()

    second = estate.run("apply", str(planned))

    assert second.code == 0
    assert "already as planned; nothing sent" in second.out
    assert estate.emulator.dump() == before
    assert "batch/put" not in estate.emulator.counters().by_endpoint


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: plan["changes"][0]["after"]["transactions"][0]["terms"].update(wsp="0.01 CAD"),
        lambda plan: plan["changes"].reverse(),
        lambda plan: plan.update(environment="production"),
        lambda plan: plan.update(valid_until=None),
        lambda plan: plan.pop("estimate"),
        lambda plan: plan.update(format_version="2"),
        lambda plan: plan.update(plan_id="0" * 64),
    ],
    ids=["price", "order", "environment", "valid-until", "removed", "version", "id"],
)
def test_a_tampered_plan_is_refused_and_nothing_is_written(
    estate: Estate, planned: Path, change: Any
) -> None:
    plan = json.loads(planned.read_bytes())
    change(plan)
    planned.write_text(json.dumps(plan))

    said = estate.run("apply", str(planned))

    assert said.code == 3
    assert said.err.startswith("error: ")
    assert estate.emulator.dump() == []


def test_a_plan_of_another_environment_is_refused(estate: Estate, planned: Path) -> None:
    estate.configure(
        more=(
            f"  staging:\n    url: {estate.emulator.url}\n    credentials: {{key: file:.pvsync/emulator/client.key, "
            "cert: file:.pvsync/emulator/client.pem, ca: file:.pvsync/emulator/ca.pem, "
            "api_key: file:.pvsync/emulator/api-key}\n"
        )
    )
    said = estate.run("--env", "staging", "apply", str(planned))
    assert said.code == 3
    assert "made for `acme` in `local`, not for `acme` in `staging`" in said.err
    assert estate.emulator.dump() == []


def test_a_simulation_is_refused(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    plan = str(estate.root / "plan.json")
    said = estate.run("plan", "--as-of", "2027-01-01", "--out", plan)
    assert said.code == 0
    said = estate.run("apply", plan)
    assert said.code == 3
    assert "simulation for 2027-01-01T00:00:00Z" in said.err
    assert estate.emulator.dump() == []


def test_a_plan_past_its_date_is_refused(estate: Estate, planned: Path) -> None:
    estate.now += timedelta(days=365 * 5)
    said = estate.run("apply", str(planned))
    assert said.code == 3
    assert "valid until 2031-01-15T03:29:59Z" in said.err
    assert estate.emulator.dump() == []


def test_a_plan_of_another_commit_is_refused(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    plan = str(estate.root / "plan.json")
    assert estate.run("plan", "--out", plan).code == 0
    estate.edit("catalog/heat.yaml", "Heat Haze", "Heat Haze Again")
    estate.commit()
    said = estate.run("apply", plan)
    assert said.code == 3
    assert "git stands at" in said.err
    assert estate.emulator.dump() == []


def test_a_plan_of_uncommitted_files_goes_to_the_emulator_only(estate: Estate) -> None:
    credentials = (
        "{key: file:.pvsync/emulator/client.key, cert: file:.pvsync/emulator/client.pem, "
        "ca: file:.pvsync/emulator/ca.pem, api_key: file:.pvsync/emulator/api-key}"
    )
    estate.configure(more=f"  staging:\n    url: {estate.emulator.url}\n    credentials: {credentials}\n")
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.edit("catalog/heat.yaml", "Heat Haze", "Heat Haze Again")
    plan = str(estate.root / "plan.json")
    assert estate.run("--env", "staging", "plan", "--out", plan).code == 0
    said = estate.run("--env", "staging", "apply", plan)
    assert said.code == 3
    assert "not committed" in said.err
    estate.apply()


def test_a_scope_that_moved_since_the_plan_is_refused_alone(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "srp: 12.99", "srp: 13.99")
    plan = str(estate.root / "plan.json")
    assert estate.run("plan", "--out", plan).code == 0
    _by_hand(estate, "US")

    said = estate.run("apply", plan, "--format", "json")

    assert said.code == 4
    outcomes = {result["scope"]["territory"]: result["outcome"]["kind"] for result in said.json["results"]}
    assert outcomes == {"CA": "accepted", "US": "stale"}


def test_all_stale_is_a_refusal(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.edit("catalog/heat.yaml", "wsp: 6.99", "wsp: 5.99")
    plan = str(estate.root / "plan.json")
    assert estate.run("plan", "--out", plan).code == 0
    _by_hand(estate, "US")
    assert estate.run("apply", plan).code == 3


def test_nothing_to_do_is_said_and_is_zero(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    said = estate.run("apply", "--auto-approve")
    assert said.code == 0
    assert "No changes: " in said.out


def test_nobody_there_to_approve_is_a_refusal(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    said = estate.run("apply")
    assert said.code == 3
    assert "--auto-approve" in said.err
    assert estate.emulator.dump() == []


def test_selection_plans_a_part_and_says_so(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    said = estate.run("plan", "--only", "HE*", "--exclude", "territory=CA", "--format", "json")
    assert [change["scope"]["territory"] for change in said.json["changes"]] == ["US"]
    assert said.json["coverage"]["complete"] is False
    assert said.json["coverage"]["selection"] == ["--only alid=HE*", "--exclude territory=CA"]
    assert estate.run("plan", "--only", "color=red").code == 1


def test_a_catalog_with_errors_is_not_planned_and_costs_no_request(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE.replace("wsp: 6.99 USD", "wsp: 6.99"))
    said = estate.run("plan")
    assert said.code == 1
    assert "is not a price" in said.err
    assert estate.emulator.counters().requests == 0


def test_verify_reads_back_what_was_accepted(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    said = estate.run("verify")
    assert said.code == 0
    assert "2 verified" in said.out
    _by_hand(estate, "US")
    said = estate.run("verify")
    assert said.code == 2
    assert estate.run("verify", "20200101T000000Z-000000").code == 1


def test_verify_waits_until_a_write_shows(estate: Estate, monkeypatch: pytest.MonkeyPatch) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.now += timedelta(minutes=5)
    before = estate.emulator.dump()
    estate.edit("catalog/heat.yaml", "srp: 12.99", "srp: 13.99")
    estate.apply()
    after = estate.emulator.dump()
    estate.emulator.seed(before)
    pauses: list[float] = []

    def shows(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            estate.emulator.seed(after)

    monkeypatch.setattr("time.sleep", shows)
    assert estate.run("verify").code == 0
    assert "2 settling" in estate.run("verify", "--wait", "0.00001").out
    assert estate.run("verify", "--wait", "0.00001").code == 2
    pauses.clear()

    said = estate.run("verify", "--wait")

    assert said.code == 0
    assert "2 verified" in said.out
    assert pauses == [0.05, 0.1]


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "20000", "soon"])
def test_a_wait_is_a_number_of_minutes(
    estate: Estate, minutes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert estate.run("verify", f"--wait={minutes}").code == 1
    assert "invalid number of minutes" in capsys.readouterr().err


def test_drift_shows_what_someone_changed_by_hand(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.commit()
    estate.apply()
    assert estate.run("drift").code == 0
    _by_hand(estate, "US")
    estate.edit("catalog/heat.yaml", "Heat Haze", "Not Committed")

    said = estate.run("drift")

    assert said.code == 2
    assert "git says" in said.out
    assert "live says" in said.out
    assert "Not Committed" not in said.out
    fields = [
        field
        for change in estate.run("drift", "--format", "json").json["changes"]
        for field in change["fields"]
    ]
    assert {field["cause"] for field in fields} == {"drift"}


def _by_hand(estate: Estate, territory: str) -> None:
    """Someone changes a price at the service."""
    for entry in estate.emulator.dump():
        if entry["territory"] == territory:
            for row in entry["avail"]["Transaction"]:
                for term in row["Terms"]:
                    if term["_termName"] == "WSP":
                        term["Money"]["value"] = 1
            estate.emulator.seed([entry])


def test_an_empty_catalog_is_said_and_nothing_is_claimed(estate: Estate) -> None:
    (estate.root / "catalog").mkdir()
    said = estate.run("validate")
    assert said.code == 0
    assert "the catalog holds no document" in said.out
    said = estate.run("plan")
    assert "holds exactly what this catalog says" not in said.out


def test_verify_finds_out_what_became_of_a_write_without_an_answer(estate: Estate) -> None:
    estate.configure(timeout=0.3)
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.now += timedelta(minutes=2)
    estate.edit("catalog/heat.yaml", "srp: 12.99", "srp: 13.99")
    estate.fault(name="timeout-before-commit", endpoint="batch/put", count=2)
    applied = estate.run("apply", "--auto-approve")
    assert applied.code == 1
    assert "Unknown" in applied.out
    run = applied.out.split("Run ")[1].split(" ")[0]
    assert "Unknown" in estate.run("verify", run).out
    estate.apply()

    said = estate.run("verify", run)

    assert said.code == 0
    assert "2 done (2 verified)" in said.out
