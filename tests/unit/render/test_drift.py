from dataclasses import replace

from golden.cases import HEAT_HAZE, change, line, plan
from golden.runs import DRIFTS, parted

from pvsync.model.plan import Cause
from pvsync.render import drift
from pvsync.render.screen import Screen


def test_drift_beside_unread_scopes_says_both() -> None:
    git = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}
    live = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="8.99")}
    found = plan(change(HEAT_HAZE, live, git, cause=Cause.DRIFT), unread=DRIFTS["drift_unread"].unread)
    said = drift.render(found, parted(found), Screen(100))
    assert "git says   9.99 USD" in said
    assert "live says  8.99 USD" in said
    end = (
        "Drift: live differs from git in 1 scope of 1 title; 40 scopes compared. 1 scope could not be read.\n"
    )
    assert " ".join(said.split()).endswith(" ".join(end.split()))


def test_where_nothing_could_be_read_nothing_is_said_of_drift() -> None:
    found = plan(unread=DRIFTS["drift_unread"].unread)
    found = replace(found, coverage=replace(found.coverage, scopes_read=0))
    said = " ".join(drift.render(found, parted(found), Screen(100)).split())
    assert said.endswith(
        "Whether there is drift is not known: no scope could be read. 1 scope could not be read."
    )
    assert "No drift" not in said


def test_outside_git_there_is_no_origin() -> None:
    observed = plan(commit=None, plan_id="")
    said = drift.render(observed, parted(observed), Screen(100))
    assert said.splitlines()[1] == ""
