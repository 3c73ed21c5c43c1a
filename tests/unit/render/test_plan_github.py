from dataclasses import replace

from golden.cases import CASES, HEAT_HAZE, change, line, plan
from golden.many import takedown

from pvsync.model.plan import Plan, RowFate, Source
from pvsync.render.plan_github import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view import view_of


def lines(made: Plan) -> list[str]:
    said = FORMAT.render(view_of(made), Screen(100))
    assert isinstance(said, str)
    return said.splitlines()


def test_ten_of_a_kind_and_the_last_counts_the_others() -> None:
    said = [text for text in lines(takedown(20)) if text.startswith("::warning")]
    assert len(said) == 10
    assert said[-1].endswith("::91 more of this kind: the comment and the report tell all")
    assert len([text for text in lines(takedown(2)) if text.startswith("::warning")]) == 10


def test_a_place_that_has_left_its_file_is_no_place() -> None:
    before = {"EST HD": line("US", "2025-01-15", "2031-01-14")}
    after = {"EST HD": line("US", "2025-01-15", "2026-05-31")}
    made = change(HEAT_HAZE, before, after, fates={"EST HD": RowFate.ENDED})
    gone = replace(
        made, fields=tuple(replace(one, source=Source("a.yaml", 1, 1, removed=True)) for one in made.fields)
    )
    assert "::warning title=leaves" in lines(plan(gone))[0]
    assert "::warning file=catalog/heat-haze.yaml,line=12,title=leaves" in lines(plan(made))[0]


def test_files_are_named_from_the_top_of_the_repository() -> None:
    before = {"EST HD": line("US", "2025-01-15", "2031-01-14")}
    after = {"EST HD": line("US", "2025-01-15", "2026-05-31")}
    view = view_of(plan(change(HEAT_HAZE, before, after, fates={"EST HD": RowFate.ENDED})))
    said = FORMAT.render(replace(view, folder="films, all/"), Screen(100))
    assert isinstance(said, str)
    assert "file=films%2C all/catalog/heat-haze.yaml,line=12," in said


def test_nothing_to_do_is_one_notice() -> None:
    assert lines(CASES["nothing_to_do"]()) == [
        "::notice title=pvsync plan::No changes: 40 scopes compared, and Prime Video holds exactly what this catalog says."
    ]


def test_a_text_from_outside_stays_one_line() -> None:
    hostile = replace(HEAT_HAZE, title="x\n::error::owned")
    said = lines(plan(change(hostile, {"EST HD": line("US", "2025-01-15", "2031-01-14")}, None)))
    assert not any(text.startswith("::error::owned") for text in said)
