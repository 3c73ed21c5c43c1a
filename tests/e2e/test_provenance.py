"""A plan is of a commit: what git hides or adds is refused, or named and kept from every service but the emulator."""

import json
from datetime import timedelta

import pytest
from e2e.estate import Estate
from e2e.machines import Fleet
from e2e.test_git_states import COLD, MOVIE, PRODUCTION, words


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    """Two titles, live in production."""
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("catalog/more/cold.yaml", COLD)
    fleet = Fleet.of(estate)
    assert estate.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    estate.now += timedelta(seconds=1)
    return fleet


def test_what_a_sparse_checkout_leaves_out_is_neither_withdrawn_nor_passed_over(fleet: Fleet) -> None:
    machine = fleet.clone("sparse")
    machine.git("sparse-checkout", "set", "--no-cone", "/*", "!/catalog/more/")

    for command in (("plan",), ("apply", "--auto-approve"), ("orphans",), ("doctor",)):
        said = machine.run(*PRODUCTION, *command)
        assert said.code == 1, command
        assert "this is a sparse checkout without `catalog/more/cold.yaml`" in words(said), command
    assert machine.live("COLD")
    assert machine.run(*PRODUCTION, "drift").code == 0  # it reads the commit itself


def test_a_file_of_no_commit_is_named_and_stays_on_the_emulator(fleet: Fleet) -> None:
    estate = fleet.first
    estate.write("catalog/.gitignore", "*.local.yaml\n")
    estate.commit("what nobody shall commit")
    estate.write("catalog/x.local.yaml", MOVIE.replace("HEAT", "LOCAL").replace("Heat Haze", "Local"))
    file = str(estate.root / "plan.json")

    planned = estate.run(*PRODUCTION, "plan", "--out", file)
    refused = estate.run(*PRODUCTION, "apply", file)

    reason = "`catalog/x.local.yaml` is in no commit, because git is told to ignore it (`git add --force`"
    assert planned.code == 0
    assert reason in words(planned)
    assert refused.code == 3
    assert f"this plan was made from files that are not committed: {reason}" in words(refused)
    assert "tree" not in json.loads((estate.root / "plan.json").read_text())
    assert not estate.live("LOCAL")
    assert estate.run("apply", "--auto-approve").code == 0
    assert estate.live("LOCAL")


def test_the_hash_of_the_files_goes_from_the_plan_to_every_record_and_holds_the_work_tree(
    fleet: Fleet,
) -> None:
    estate = fleet.first
    estate.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    estate.commit("cheaper")
    file = estate.root / "plan.json"
    assert estate.run(*PRODUCTION, "plan", "--out", str(file)).code == 0
    tree = json.loads(file.read_text())["tree"]
    estate.git("update-index", "--assume-unchanged", "catalog/heat.yaml")
    estate.edit("catalog/heat.yaml", "wsp: 5.99 USD", "wsp: 0.99 USD")

    moved = estate.run(*PRODUCTION, "apply", str(file))

    assert moved.code == 3
    assert "the files here are not those that this plan was made from: `catalog/heat.yaml` differs" in words(
        moved
    )
    estate.edit("catalog/heat.yaml", "wsp: 0.99 USD", "wsp: 5.99 USD")
    assert estate.run(*PRODUCTION, "apply", str(file)).code == 0
    run = max((estate.root / ".pvsync/runs").glob("20*"))
    began = json.loads((run / "journal.jsonl").read_text().splitlines()[0])
    kept = (json.loads((run / name).read_text()) for name in ("plan.json", "receipt.json"))
    assert {tree} == {one["tree"] for one in kept}
    assert tree in json.dumps(began)
    assert tree in estate.git("notes", "--ref=pvsync", "show", "HEAD")


@pytest.mark.parametrize("command", [("plan",), ("verify",), ("log", "HEAT"), ("apply", "--auto-approve")])
def test_what_git_brings_below_our_own_folder_is_not_believed(fleet: Fleet, command: tuple[str, ...]) -> None:
    estate = fleet.first
    estate.write(".pvsync/history.json", "{}")
    estate.git("add", "--force", ".pvsync/history.json")
    estate.commit("nothing ever left")

    said = estate.run(*PRODUCTION, *command)

    assert said.code == 1
    assert "git tracks `.pvsync/history.json`: what pvsync keeps in `.pvsync/` counts as" in words(said)
    assert "`git rm -r --cached .pvsync`" in words(said)
    estate.git("rm", "-rq", "--cached", ".pvsync")
    estate.commit("taken back")
    assert estate.run(*PRODUCTION, "plan").code == 0


def test_a_linked_folder_of_the_catalog_is_a_finding(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.write("elsewhere/cold.yaml", COLD)
    (estate.root / "catalog/more").symlink_to("../elsewhere")

    said = estate.run("validate")

    assert said.code == 1
    assert "a link leads to a folder, and such links are not followed" in words(said)
