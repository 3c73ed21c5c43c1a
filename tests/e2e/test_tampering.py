"""Plans and runs that are not what they say: refused before anything is written, whoever signed them anew."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from e2e.estate import Estate, Said
from e2e.test_converges import MOVIE
from e2e.test_resume import killed_at_put

from pvsync.apply.events import RunStarted
from pvsync.apply.journal import read_journal
from pvsync.apply.journal_lines import START, read_lines, write_lines
from pvsync.emulator.wire import read_json
from pvsync.plan.file import _identity

OLD = Path(__file__).resolve().parents[1] / "fixtures" / "v1"


@pytest.fixture
def planned(estate: Estate) -> Path:
    """A saved plan that creates two scopes, of a commit."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.configure(batch=1, open=1)
    estate.commit()
    plan = estate.root / "plan.json"
    assert estate.run("plan", "--out", str(plan)).code == 0
    return plan


def forged(plan: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """The plan with a change, under the id that belongs to it: somebody knows how ids are made."""
    document = json.loads(plan.read_bytes())
    change(document)
    document["plan_id"] = _identity(document)
    plan.write_text(json.dumps(document))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda plan: plan.update(environment="production"), "was made for `acme` in `production`"),
        (lambda plan: plan.update(licensor="other"), "was made for `other` in `local`"),
        (lambda plan: plan.update(commit="0" * 40), "was made at commit 000000000000"),
        (lambda plan: plan.update(commit=None), "was made at commit none"),
        (lambda plan: plan.update(simulated=True), "is a simulation"),
        (
            lambda plan: plan.update(valid_until="2026-06-01T12:00:00Z"),
            "was valid until 2026-06-01T12:00:00Z",
        ),
        (lambda plan: plan.update(format_version="2"), "format version '2'"),
    ],
    ids=["environment", "licensor", "commit", "no-commit", "simulated", "late", "version"],
)
def test_a_plan_of_somewhere_else_is_refused_under_its_own_id(
    estate: Estate, planned: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    forged(planned, change)
    said = estate.run("apply", str(planned))
    assert said.code == 3, said.out + said.err
    assert words in " ".join(said.err.split())
    assert estate.emulator.dump() == []


def test_a_plan_of_another_repository_is_refused(
    estate: Estate, planned: Path, tmp_path_factory: Any
) -> None:
    root = tmp_path_factory.mktemp("other")
    other = Estate(root, estate.emulator)
    shutil.copytree(estate.root / ".pvsync/emulator", root / ".pvsync/emulator")
    other.configure()
    other.write("catalog/heat.yaml", MOVIE.replace("6.99", "5.99"))
    other.commit()
    said = other.run("apply", str(planned))
    assert said.code == 3
    assert "git stands at" in said.err
    assert estate.emulator.dump() == []


def test_the_id_of_one_plan_on_another_is_refused(estate: Estate, planned: Path) -> None:
    estate.edit("catalog/heat.yaml", "wsp: 6.99", "wsp: 0.99")
    estate.commit()
    second = estate.root / "second.json"
    assert estate.run("plan", "--out", str(second)).code == 0
    one, two = (json.loads(path.read_bytes()) for path in (planned, second))
    planned.write_text(json.dumps({**one, "changes": two["changes"]}))
    assert estate.run("apply", str(planned)).code == 3
    planned.write_text(json.dumps({**two, "plan_id": one["plan_id"]}))
    assert estate.run("apply", str(planned)).code == 3
    assert estate.emulator.dump() == []


def test_what_a_forger_says_live_was_is_not_what_is_written_over(estate: Estate, planned: Path) -> None:
    """A plan that lies about the state before meets the second look."""
    estate.apply()
    forged(planned, lambda plan: plan.update(commit=json.loads(planned.read_bytes())["commit"]))
    document = json.loads(planned.read_bytes())
    for change in document["changes"]:
        change["after"]["transactions"][0]["terms"]["wsp"] = "0.01 USD"
    document["plan_id"] = _identity(document)
    planned.write_text(json.dumps(document))
    before = estate.emulator.dump()
    said = estate.run("apply", str(planned))
    assert said.code == 3, said.out + said.err
    assert estate.emulator.dump() == before


# -- runs -----------------------------------------------------------------------------------------------------


@pytest.fixture
def two_runs(estate: Estate, planned: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two runs of one plan, both killed."""
    for number in (1, 2):
        with monkeypatch.context() as patch:
            killed_with(estate, patch, planned, number)
        estate.now += timedelta(minutes=1)
    first, second = sorted((estate.root / ".pvsync/runs").glob("2026*"))
    return first, second


def killed_with(estate: Estate, patch: pytest.MonkeyPatch, plan: Path, number: int) -> None:
    real = estate.run

    def run(*words: str) -> Said:
        return real("apply", str(plan)) if "apply" in words else real(*words)

    patch.setattr(Estate, "run", lambda _self, *words: run(*words))
    killed_at_put(estate, patch, number)


def resumed(estate: Estate, run: Path) -> Said:
    return estate.run("apply", "--resume", run.name)


def test_the_journal_of_another_run_of_the_same_plan_is_refused(
    estate: Estate, two_runs: tuple[Path, Path]
) -> None:
    first, second = two_runs
    shutil.copy(second / "journal.jsonl", first / "journal.jsonl")
    before = estate.emulator.dump()
    said = resumed(estate, first)
    assert said.code == 1
    assert f"the journal in the folder of run {first.name} is that of run {second.name}" in " ".join(
        said.err.split()
    )
    assert estate.emulator.dump() == before


def test_the_plan_of_another_run_is_refused(estate: Estate, two_runs: tuple[Path, Path]) -> None:
    first, _ = two_runs
    forged(first / "plan.json", lambda plan: plan.update(created_at="2026-06-01T11:59:59Z"))
    before = estate.emulator.dump()
    said = resumed(estate, first)
    assert said.code == 1
    assert "belongs to another plan" in said.err
    assert estate.emulator.dump() == before


def test_a_journal_that_was_written_anew_cannot_make_a_write_of_it(
    estate: Estate, two_runs: tuple[Path, Path]
) -> None:
    """Checksums have no secret in them: whoever can write the folder can forge them. Live is read before each write."""
    first, _ = two_runs
    path = first / "journal.jsonl"
    with path.open("rb") as stream:
        events = [event for event, _ in read_lines(stream, "journal")]
    data, _ = write_lines(events[:1], START)
    path.write_bytes(data)
    said = resumed(estate, first)
    assert said.code == 0, said.out + said.err
    estate.settled()


# -- files of before ------------------------------------------------------------------------------------------


def test_a_run_that_an_older_pvsync_left_behind_is_gone_on_with(
    estate: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = json.loads((OLD / "plan-change.json").read_bytes())
    begun = next(read_journal(OLD / "journal-killed.jsonl"))
    assert isinstance(begun, RunStarted)
    run = estate.root / ".pvsync/runs" / begun.run
    run.mkdir(parents=True)
    shutil.copy(OLD / "plan-change.json", run / "plan.json")
    shutil.copy(OLD / "journal-killed.jsonl", run / "journal.jsonl")
    estate.emulator.seed(read_json((OLD / "live.json").read_bytes()))
    estate.now += timedelta(hours=2)
    estate.configure(batch=1, open=1)
    monkeypatch.setattr("pvsync.workflows.project.Project.head", lambda _self: plan["commit"])
    said = estate.run("apply", "--resume", run.name, "--format", "json")
    assert said.code == 0, said.out + said.err
    assert [result["outcome"]["kind"] for result in said.json["results"]] == ["accepted"] * len(
        plan["changes"]
    )
    assert said.json["results"][1]["note"].startswith("sent when the run went on")
