"""Whatever state git is in, a command says in one plain sentence what it cannot know, and plans all the same."""

from datetime import timedelta

import pytest
from e2e.estate import Estate, Said
from e2e.machines import Fleet
from e2e.test_causes import by_hand
from e2e.test_converges import MOVIE

COLD = MOVIE.replace("HEAT", "COLD").replace("Heat Haze", "Cold Front")
PRODUCTION = ("--env", "production")


def words(said: Said) -> str:
    """Everything that a command said, on one line."""
    return " ".join((said.out + said.err).split())


@pytest.fixture
def fleet(estate: Estate) -> Fleet:
    """One title, live in production, in two commits."""
    estate.write("catalog/heat.yaml", MOVIE)
    fleet = Fleet.of(estate)
    assert estate.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    estate.now += timedelta(seconds=1)
    estate.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 5.99 USD")
    estate.commit("cheaper")
    estate.git("push", "-q")
    return fleet


@pytest.mark.parametrize("command", [("plan",), ("orphans",), ("log", "HEAT")])
def test_a_shallow_clone_is_refused_with_the_fix(fleet: Fleet, command: tuple[str, ...]) -> None:
    shallow = fleet.clone("shallow", "--depth=1")

    said = shallow.run(*PRODUCTION, *command)

    assert said.code == 1
    assert "this clone has only a part of the history, so " in words(said)
    assert "`git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`" in words(said)


def test_drift_in_a_shallow_clone_keeps_what_it_cannot_tell_apart(fleet: Fleet) -> None:
    fleet.first.edit("catalog/heat.yaml", "title: Heat Haze\n", "title: Heat Haze\nforeign: keep\n")
    fleet.first.edit("catalog/heat.yaml", "formats: [HD, UHD]", "formats: [HD]")
    fleet.first.edit(
        "catalog/heat.yaml", "      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}\n", ""
    )
    fleet.first.commit("no UHD any more")
    fleet.first.git(
        "commit", "-q", "--allow-empty", "-m", "one more: the credentials stand in an earlier commit"
    )
    fleet.first.git("push", "-q")

    whole, shallow = fleet.clone("whole"), fleet.clone("shallow", "--depth=2")
    told, untold = (words(one.run(*PRODUCTION, "drift")) for one in (whole, shallow))

    assert "Made by others" not in told
    assert (
        "EST UHD, 15 January 2026 to 14 January 2031 (perhaps ours once: what git and earlier runs said"
        in untold
    )


def test_on_no_branch_the_commit_s_own_history_counts(fleet: Fleet) -> None:
    fleet.first.git("checkout", "-q", "--detach")
    commit = fleet.first.git("rev-parse", "HEAD")[:9]

    said = fleet.first.run(*PRODUCTION, "plan")

    assert said.code == 0
    sentence = f"Git stands at commit {commit} and on no branch: what that commit and those before it declared counts."
    assert sentence in words(said)
    assert "1 to replace" in said.out


def test_what_is_not_committed_is_said_and_not_applied(fleet: Fleet) -> None:
    fleet.first.edit("catalog/heat.yaml", "wsp: 5.99 USD", "wsp: 4.99 USD")

    said = fleet.first.run(*PRODUCTION, "plan")
    applied = fleet.first.run(*PRODUCTION, "apply", "--auto-approve")

    assert said.code == 0
    sentence = "The catalog has changes that are not committed; only the local environment takes such a plan."
    assert sentence in words(said)
    assert applied.code == 3
    assert "this plan was made from files that are not committed" in words(applied)


def test_without_git_a_plan_says_what_it_cannot_know(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.apply()
    estate.now += timedelta(seconds=1)
    by_hand(estate, "WSP", "1.23")

    said, log = estate.run("plan"), estate.run("log", "HEAT")

    assert said.code == 0
    assert "1 to replace" in said.out
    assert (
        "This folder has no git history: what has left the catalog is not known, and stays on Prime Video as it is."
        in words(said)
    )
    assert "This folder is not in a git repository, so no run has left a trail." in words(said)
    assert log.code == 1
    assert "this folder is not in a git repository, so its titles have no history" in words(log)


def test_before_the_first_commit_nothing_is_known_either(estate: Estate) -> None:
    estate.write("catalog/heat.yaml", MOVIE)
    estate.git("init", "-q", "-b", "main")

    said = estate.run("plan")

    assert said.code == 0
    assert "This folder has no git history" in words(said)


def test_a_history_written_anew_is_said_and_what_it_lost_is_named(fleet: Fleet) -> None:
    estate = fleet.first
    estate.write("catalog/cold.yaml", COLD)
    estate.commit("another title")
    assert estate.run(*PRODUCTION, "apply", "--auto-approve").code == 0
    run = max(path.name for path in (estate.root / ".pvsync/runs").glob("20*"))
    estate.git("reset", "-q", "--hard", "HEAD~2")
    estate.edit("catalog/heat.yaml", "wsp: 6.99 USD", "wsp: 4.99 USD")
    estate.commit("as if the others had never been")
    estate.git("push", "-qf", "origin", "main")
    other = fleet.clone("two")
    other.now += timedelta(seconds=2)

    said = other.run(*PRODUCTION, "plan")

    assert said.code == 3  # what was applied is no part of what is planned
    assert "behind refuses this plan: 1 scope would go back" in words(said)
    assert f"Run {run} applied what is not part of git here" in words(said)
    assert "another branch was applied, or history was written anew since" in words(said)
    lost = "2 scopes of what they sent no commit of this branch declares: COLD CA TVOD, COLD US TVOD"
    assert lost in words(said)
    assert "1 to replace" in said.out


def test_missing_notes_are_said_where_they_would_tell_a_cause(fleet: Fleet) -> None:
    fleet.first.git("update-ref", "-d", "refs/notes/pvsync")
    fleet.git("update-ref", "-d", "refs/notes/pvsync")

    said = fleet.first.run(*PRODUCTION, "plan")

    assert said.code == 0
    sentence = (
        "No run has left a receipt for production: nothing was applied from this repository yet, or its notes "
        "(`refs/notes/pvsync`) are not here and not on the remote; why live differs from git is not known."
    )
    assert sentence in words(said)
    causes = fleet.first.run(*PRODUCTION, "plan", "--format", "json").json["changes"][0]["fields"]
    assert {item["cause"] for item in causes} == {"unknown"}


def test_a_remote_that_does_not_answer_is_said(fleet: Fleet) -> None:
    fleet.hide()

    said = fleet.first.run(*PRODUCTION, "plan")

    assert said.code == 0
    assert "What other machines applied since the last fetch is not known" in words(said)
