"""Whatever the plan: a comment keeps to its size, tells of every removal or counts it, and of every scope once."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from golden.cases import change, line, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Action, Change, GuardVerdict, Plan, RowFate, UnreadScope
from pvsync.model.scope import Scope
from pvsync.model.titles import Movie
from pvsync.render import comment
from pvsync.render.markdown import code
from pvsync.render.plan_comment import LONGEST, render
from pvsync.render.plan_github import render as annotations
from pvsync.render.same_changes import told
from pvsync.render.screen import Screen
from pvsync.render.view import PlanView, view_of

HOSTILE = st.sampled_from(
    [
        "Heat",
        "```\n# no",
        "<b>@all</b> #12",
        "\u202e[l](u)|x",
        "~~~ <!-- -->",
        "- x\n\n  y " * 40,
        "</details>",
    ]
)
TITLES = st.one_of(HOSTILE, st.text(max_size=40))
PLACES = st.sampled_from(["US", "CA", "GB", "DE", "JP"])
FATES = st.sampled_from(["withdraw", "delete", "end", "drop", "price", "create", "forget"])
SIZES = st.one_of(st.integers(1, 3_000), st.integers(3_000, 12_000), st.just(LONGEST))
PARSER = MarkdownIt("commonmark")


def scope_change(number: int, title: str, territory: str, fate: str, price: int) -> Change:
    movie = Movie(f"T-{number}", f"T-{number}", title)
    live = {"EST HD": line(territory, "2025-01-15", "2031-01-14", srp="9.99")}
    dearer = {"EST HD": line(territory, "2025-01-15", "2031-01-14", srp=f"{price}.99")}
    over = {"EST HD": line(territory, "2025-01-15", "2026-05-31", srp="9.99")}
    two = {**live, "EST UHD": line(territory, "2027-01-15", "2031-01-14", quality="UHD")}
    ends = {"action": Action.WITHDRAW, "fates": {"EST HD": RowFate.ENDED}}
    sides: dict[str, tuple[Any, Any, dict[str, Any]]] = {
        "withdraw": (live, over, ends),
        "delete": (live, None, {"action": Action.DELETE}),
        "end": (live, over, {}),
        "drop": (two, live, {}),
        "create": (None, dearer, {}),
        "forget": (live, None, {"action": Action.FORGET}),
        "price": (live, dearer, {}),
    }
    before, after, how = sides[fate]
    return change(movie, before, after, territory=territory, **how)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.lists(TITLES, min_size=1, max_size=4))
    wanted = draw(
        st.dictionaries(
            st.tuples(st.integers(0, 40), PLACES), st.tuples(FATES, st.integers(1, 4)), max_size=60
        )
    )
    changes = [
        scope_change(number, names[number % len(names)], place, fate, price)
        for (number, place), (fate, price) in wanted.items()
    ]
    guards = draw(
        st.sampled_from(
            [
                (),
                (GuardVerdict("going_dark", 5, 2, "refuse", says="5 transactions that are on sale go dark"),),
            ]
        )
    )
    unread = draw(st.integers(0, 30))
    return plan(
        *changes,
        guards=guards,
        unread=tuple(
            UnreadScope(Scope(f"U-{one}", "US", BusinessLine.TVOD), draw(TITLES)) for one in range(unread)
        ),
    )


def section(page: str, name: str) -> str:
    """The part of a page below a heading, up to the next one."""
    return page.partition(f"\n### {name}: ")[2].partition("\n### ")[0]


def counted(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    return int(found[1].replace(",", "")) if found else 0


def blocks(view: PlanView) -> Iterator[tuple[str, int]]:
    for same in told(view.titles).others:
        yield comment._change(same), len(same.spots)


@settings(max_examples=150, deadline=None)
@given(made=plans(), size=SIZES)
def test_a_page_is_never_larger_than_its_size(made: Plan, size: int) -> None:
    view = view_of(made)
    for measure in (len, lambda text: len(text.encode())):
        page = comment.page_of(view, size, measure, marker="<!-- m -->\n")
        assert measure(page) <= size


@settings(max_examples=150, deadline=None)
@given(made=plans(), size=SIZES)
def test_a_removal_is_there_or_counted(made: Plan, size: int) -> None:
    view = view_of(made)
    removals = told(view.titles).removals
    wanted = Counter(spot.alid for title in removals for same in title for spot in same.spots)
    page = comment.page_of(view, size, len)
    text = section(page, "Removals")
    if not wanted or not text:
        # A page that has no room for the heading has none for its count; a comment always has.
        assert not wanted or size < LONGEST
        return
    said = {alid for alid in wanted if f"** {code(alid)}\n" in text}
    left = counted(text, r"\n- ([\d,]+) more scopes? with removals in the report")
    assert counted(text, r"^([\d,]+) scope") == wanted.total()
    assert sum(wanted[alid] for alid in said) + left == wanted.total()
    if size == LONGEST:
        assert left == 0


@settings(max_examples=150, deadline=None)
@given(made=plans(), size=SIZES)
def test_every_other_scope_is_there_once_or_counted(made: Plan, size: int) -> None:
    view = view_of(made)
    text = section(comment.page_of(view, size, len), "Changes")
    if text:
        shown = Counter(text.split("\n"))
        listed = sum(number for said, number in blocks(view) if shown[said.rstrip("\n")] == 1)
        left = counted(text, r"\n- ([\d,]+) more scopes? in the report")
        assert listed + left == counted(text, r"^([\d,]+) scope")


@settings(max_examples=100, deadline=None)
@given(made=plans())
def test_every_scope_is_told_once(made: Plan) -> None:
    view = view_of(made)
    found = told(view.titles)
    spots = [spot for title in found.removals for same in title for spot in same.spots]
    spots += [spot for same in found.others for spot in same.spots]
    keys = Counter((spot.alid, spot.territory, spot.line) for spot in spots)
    assert keys.total() == view.changes == len(keys)


@settings(max_examples=100, deadline=None)
@given(made=plans(), size=SIZES)
def test_nothing_is_cut_inside(made: Plan, size: int) -> None:
    page = comment.page_of(view_of(made), size, len)
    assert page.count("```") % 2 == 0
    fences = [token for token in PARSER.parse(page) if token.type == "fence"]
    assert all(token.content == "--approve going_dark=5\n" for token in fences)
    assert not [
        token for token in PARSER.parse(page) if token.type == "html_block" and "<!--" not in token.content
    ]


@settings(max_examples=50, deadline=None)
@given(made=plans())
def test_a_comment_begins_with_its_marker_and_annotations_keep_to_what_github_shows(made: Plan) -> None:
    view = view_of(made)
    assert render(view, Screen(100)).startswith("<!-- pvsync plan acme production -->\n")
    lines = annotations(view, Screen(100)).splitlines()
    kinds = Counter(re.match(r"::(\w+) ", text)[1] for text in lines)
    assert max(kinds.values()) <= 10
    leaving = sum(len(same.spots) for title in told(view.titles).removals for same in title)
    warnings = [text for text in lines if text.startswith("::warning")]
    more = counted(" ".join(warnings), r"([\d,]+) more of this kind")
    assert len(warnings) - bool(more) + more == leaving
