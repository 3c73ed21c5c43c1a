from golden.cases import HEAT_HAZE, change, line, plan
from golden.runs import DRIFTS

from pvsync.render import drift_text
from pvsync.render.screen import Screen
from pvsync.render.view import view_of


def test_drift_beside_unread_scopes_says_both() -> None:
    git = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}
    live = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="8.99")}
    found = plan(change(HEAT_HAZE, live, git), unread=DRIFTS["drift_unread"].unread)
    said = drift_text.render(view_of(found), Screen(100))
    assert "git says   9.99 USD" in said
    assert "live says  8.99 USD" in said
    assert said.endswith("Drift: live differs from git in 1 scope of 1 title. 1 scope could not be read.\n")


def test_outside_git_there_is_no_origin() -> None:
    said = drift_text.render(view_of(plan(commit=None, plan_id="")), Screen(100))
    assert said.splitlines()[1] == ""
