from dataclasses import replace

from golden.cases import CASES, HEAT_HAZE, change, line, plan

from pvsync.diagnostics import Finding, Severity
from pvsync.model.titles import Movie
from pvsync.render.comment import page_of, shortened
from pvsync.render.view import view_of

EST = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}


def test_a_text_is_shortened_between_words() -> None:
    assert shortened("one two", 7) == "one two"
    assert shortened("one, two three", 8) == "one\u2026"
    assert shortened("x" * 20, 8) == "x" * 7 + "\u2026"


def test_the_order_is_counts_consequences_guards_removals_changes() -> None:
    said = page_of(view_of(CASES["guard_refused"]()), 60_000, len)
    heads = [
        "**Plan:",
        "### What customers will see",
        "### Guards",
        "### Removals: 6",
        "### Changes: 1",
        "### Notes",
    ]
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)


def test_equal_changes_of_many_titles_and_places_are_one_line() -> None:
    later = {
        place: {"EST HD": line(place, "2025-01-15", "2032-01-14", srp="9.99")}
        for place in ("US", "CA", "GB", "DE", "JP")
    }
    before = {place: {"EST HD": line(place, "2025-01-15", "2031-01-14", srp="9.99")} for place in later}
    changes = [
        change(Movie(f"T{n}", f"T{n}", f"Title {n}"), before[place], later[place], territory=place)
        for n in range(12)
        for place in later
    ]
    said = page_of(view_of(plan(*changes)), 60_000, len)
    assert (
        "- `~` end date 14 January 2031 to 14 January 2032: **60 scopes in 12 titles** in CA, DE, GB, JP, US "
        "(Title 0, Title 1, Title 10, Title 11, Title 2, Title 3, Title 4, Title 5, 4 more)"
    ) in said


def test_many_territories_are_counted() -> None:
    view = view_of(plan(change(HEAT_HAZE, None, EST), change(replace(HEAT_HAZE, alid="B"), None, EST)))
    places = [f"A{number}" for number in range(9)]
    titles = tuple(
        replace(title, scopes=tuple(replace(title.scopes[0], territory=place) for place in places))
        for title in view.titles
    )
    assert "**18 scopes in 2 titles** in 9 territories (" in page_of(
        replace(view, titles=titles), 60_000, len
    )


def test_a_scope_with_many_differences_tells_the_first_and_counts_the_rest() -> None:
    offers = {f"EST {n}": line("US", "2025-01-15", "2031-01-14", quality=f"Q{n}") for n in range(10)}
    said = page_of(view_of(plan(change(HEAT_HAZE, None, offers))), 60_000, len)
    assert "; 2 more differences in the report" in said


def test_nothing_for_customers_and_a_finding_without_a_place() -> None:
    finding = Finding("PV001", "x", Severity.WARNING, "nothing is sold", "", None)
    moved = replace(change(HEAT_HAZE, EST, EST), fields=(), rows=())
    said = page_of(view_of(plan(moved, diagnostics=(finding,))), 60_000, len)
    assert "Nothing changes for customers." in said
    assert "US TVOD: live differs from git\n" in said
    assert "### The catalog\n\n- warning PV001: nothing is sold\n" in said
    placed = page_of(view_of(CASES["unread"]()), 60_000, len)
    assert "is the year right" not in placed
    assert "(catalog/low-tide.yaml:9)" in placed


def test_a_finding_of_a_plan_that_is_empty_outside_git() -> None:
    said = page_of(view_of(plan(commit=None, plan_id="")), 60_000, len)
    assert said == (
        "## Plan for acme in production, as of 1 June 2026, 12:00 UTC\n\n"
        "No changes: 40 scopes compared, and Prime Video holds exactly what this catalog says.\n"
    )
