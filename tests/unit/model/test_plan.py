"""Plans count themselves."""

from dataclasses import replace

from unit.plan.plans import a_change, a_plan

from pvsync.model.plan import MARKS, Action


def test_every_action_has_a_mark_of_its_own() -> None:
    assert sorted(MARKS) == sorted(Action)
    assert len(set(MARKS.values())) == len(Action)


def test_the_summary_names_every_action_that_a_plan_can_hold() -> None:
    plan = replace(
        a_plan(), changes=(a_change(), a_change(action=Action.REPLACE), a_change(action=Action.REPLACE))
    )

    assert plan.summary == {"create": 1, "replace": 2, "withdraw": 0, "delete": 0, "forget": 0}
