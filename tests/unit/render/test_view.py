from dataclasses import replace

import pytest
from golden.cases import AS_OF, CASES, plan

from pvsync.model.plan import Coverage
from pvsync.render.view import view_of


def test_counts_come_from_the_plan_and_name_every_action() -> None:
    counts = view_of(CASES["endings"]()).counts
    assert counts == {"create": 0, "replace": 3, "withdraw": 3, "delete": 1, "forget": 0}


@pytest.mark.parametrize(
    ("coverage", "empty"),
    [
        (
            Coverage(40, 40, complete=True),
            "No changes: 40 scopes compared, and Prime Video holds exactly what this catalog says.",
        ),
        (Coverage(40, 39, complete=False), "No changes in the 39 scopes that were compared."),
        (
            Coverage(40, 1, complete=True, selection=("--only", "X")),
            "No changes in the 1 scope that was compared.",
        ),
        (Coverage(40, 0, complete=False), "Nothing was compared, so nothing is planned."),
    ],
)
def test_nothing_to_do_claims_no_more_than_was_compared(coverage: Coverage, empty: str) -> None:
    assert view_of(plan(coverage=coverage)).empty == empty


def test_unread_scopes_forbid_the_whole_claim() -> None:
    said = view_of(replace(CASES["unread"](), changes=())).empty
    assert said.startswith("No changes in the ")


def test_origin() -> None:
    assert view_of(plan(commit=None, plan_id="")).origin == ""
    based = view_of(plan(base="0123456789ab", plan_id=""))
    assert based.origin == "commit 3f2a91c04, compared with commit 012345678"
    assert view_of(plan(base=plan().commit, plan_id="")).origin == "commit 3f2a91c04"


def test_notes_about_applying_are_left_out_where_there_is_nothing_to_apply() -> None:
    assert view_of(plan(valid_until=AS_OF)).notes == ()


def test_guards_without_a_limit_and_one_unread_scope() -> None:
    whole = CASES["guard_refused"]()
    guards = (replace(whole.guards[0], limit=None),)
    view = view_of(replace(whole, guards=guards, unread=CASES["unread"]().unread[:1]))
    assert view.guards[0].sentence.startswith(
        "going_dark refuses this plan: 5 transactions that are on sale go dark. To"
    )
    assert view.summary.endswith("1 scope could not be read. Refused by 1 guard.")
