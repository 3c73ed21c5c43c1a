from dataclasses import replace

from golden.cases import CASES, HEAT_HAZE, change, line, plan

from pvsync.model.plan import Action, Plan
from pvsync.render.same_changes import phrases_of, told
from pvsync.render.view import view_of


def first(made: Plan) -> tuple[str, ...]:
    return phrases_of(view_of(made).titles[0].scopes[0])


def test_values_that_come_go_and_move() -> None:
    none = {"EST HD": line("GB", "2025-01-15", None, srp="8.99")}
    some = {"EST HD": line("GB", "2025-01-15", "2031-01-14", srp="7.99")}
    assert first(plan(change(HEAT_HAZE, none, some, territory="GB"))) == (
        "retail price 8.99 GBP to 7.99 GBP",
        "end date set to 14 January 2031",
    )
    assert "end date 14 January 2031 removed" in first(plan(change(HEAT_HAZE, some, none, territory="GB")))


def test_the_same_move_in_two_formats_is_said_once() -> None:
    before = {f"EST {q}": line("US", "2025-01-15", "2031-01-14", quality=q) for q in ("HD", "UHD")}
    after = {f"EST {q}": line("US", "2025-01-15", "2032-01-14", quality=q) for q in ("HD", "UHD")}
    assert first(plan(change(HEAT_HAZE, before, after))) == ("end date 14 January 2031 to 14 January 2032",)


def test_an_end_in_the_past_is_a_removal_and_a_later_one_is_not() -> None:
    found = told(view_of(CASES["endings"]()).titles)
    removed = {
        (spot.alid, spot.territory) for title in found.removals for same in title for spot in same.spots
    }
    assert ("HEATHAZE-2024", "US") in removed
    assert ("HEATHAZE-2024", "GB") not in removed
    assert [spot.territory for same in found.others for spot in same.spots] == ["GB"]


def test_a_box_set_keeps_its_alid() -> None:
    view = view_of(CASES["one_price"]())
    title = replace(view.titles[0], about="box set TIDEWRACK")
    [same] = told((title,)).others
    assert same.spots[0].alid == "TIDEWRACK"


def test_what_is_written_twice_and_what_is_left_alone_say_so() -> None:
    twice = [one for title in view_of(CASES["written_twice"]()).titles for one in title.scopes if one.twice]
    assert any(phrase.startswith("written twice") for phrase in phrases_of(twice[0]))
    assert first(CASES["forget_simulated"]()) == (
        "stays on Prime Video as it is, and is managed here no longer",
    )


def test_a_change_without_a_reason_is_named_by_its_action() -> None:
    made = plan(replace(change(HEAT_HAZE, None, None, action=Action.REPLACE), reason="", fields=(), rows=()))
    assert first(made) == ("replace",)
