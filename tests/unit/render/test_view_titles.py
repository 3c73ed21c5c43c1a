from dataclasses import replace

from golden.cases import CASES, HEAT_HAZE, change, line, plan

from pvsync.model.plan import Action, Cause, FieldChange, Source
from pvsync.render.view_titles import title_views

EST = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}
CHEAPER = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="7.99")}


def source_of(**changes: object) -> str:
    moved = change(HEAT_HAZE, EST, CHEAPER)
    given = {"cause": Cause.INTENT, "source": None} | changes
    field = FieldChange("transactions[EST HD].srp", "9.99 USD", "7.99 USD", **given)
    [title] = title_views(plan(replace(moved, fields=(field,))))
    return title.scopes[0].rows[0].fields[0].source


def test_what_is_kept_is_not_shown() -> None:
    assert title_views(plan(change(HEAT_HAZE, EST, EST, action=Action.KEEP))) == ()


def test_a_source_names_file_line_commit_author_and_cause() -> None:
    assert source_of() == "changed in git"
    assert source_of(cause=Cause.UNKNOWN) == ""
    place = Source("a.yaml", 3, 1)
    assert source_of(source=place, cause=Cause.DRIFT) == "a.yaml:3, changed on Prime Video"
    set_by = Source("a.yaml", 3, 1, commit="3f2a91c04d5e", author="Rights Team", removed=True)
    assert source_of(source=set_by, cause=Cause.UNKNOWN) == (
        "a.yaml:3 (since removed), commit 3f2a91c04 by Rights Team"
    )
    assert source_of(source=replace(set_by, author=None, removed=False), cause=Cause.DATED) == (
        "a.yaml:3, commit 3f2a91c04, a date has come"
    )


def test_a_season_stands_before_its_episodes_in_order_and_scopes_by_territory() -> None:
    found = title_views(CASES["first_creates"]())
    assert [title.name for title in found] == [
        "Heat Haze",
        "Long Summer: Season 1",
        "Long Summer: Season 1, episode 1: Pilot",
        "Long Summer: Season 1, episode 2: Two",
        "Long Summer: Season 1, episode 3: Three",
    ]
    assert [(scope.territory, scope.line) for scope in found[2].scopes] == [
        ("CA", "TVOD"), ("GB", "TVOD"), ("US", "Prime subscription"), ("US", "TVOD"),
    ]  # fmt: skip


def test_the_order_of_changes_does_not_matter() -> None:
    whole = CASES["first_creates"]()
    assert title_views(whole) == title_views(replace(whole, changes=whole.changes[::-1]))


def test_rows_without_a_transaction_behind_them_are_left_out() -> None:
    moved = change(HEAT_HAZE, EST, CHEAPER)
    [title] = title_views(plan(replace(moved, after=None)))
    assert title.scopes[0].rows == ()


def test_an_ended_line_without_an_end_has_no_last_day() -> None:
    moved = CASES["endings"]().changes[-1]
    assert moved.after is not None
    [sent] = moved.after.transactions
    endless = replace(moved.after, transactions=(replace(sent, window=replace(sent.window, end=None)),))
    [title] = title_views(plan(replace(moved, after=endless)))
    assert title.scopes[0].rows[0].ends is None
