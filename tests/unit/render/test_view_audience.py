"""Numbers stand alone, the unknown is said with its reason, and a list that is long is counted."""

import re

from golden.cases import AS_OF, CASES

from pvsync.model.audience import Audience, ChannelAudience, Hit, ScopeAudience
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.plan.file import freeze, read_plan, write_plan
from pvsync.render.view_audience import audience_view


def audience(*scopes: ScopeAudience) -> Audience:
    return Audience(AS_OF, AS_OF, AS_OF, scopes)


def scope(alid: str, *viewers: int, unknown: str = "") -> ScopeAudience:
    channels = tuple(
        ChannelAudience(f"c{index}", 1, ("US",), count, 7200, AS_OF) for index, count in enumerate(viewers)
    )
    return ScopeAudience(
        Scope(alid, "US", BusinessLine.CHANNELS), alid.title(), (Hit.DARK,), channels, unknown
    )


def test_nobody_asked_and_nothing_is_hit() -> None:
    assert audience_view(None) is None
    empty = audience_view(audience())
    assert empty is not None
    assert (empty.lines, empty.notes) == (
        (),
        ("Nothing that customers may be watching is taken away, shortened or priced otherwise.",),
    )


def test_the_most_watched_comes_first_and_no_sum_is_made() -> None:
    view = audience_view(audience(scope("A", 20, 30), scope("B", 412)))
    assert view is not None
    numbers = [int(found[1]) for line in view.lines if (found := re.search(r"(\d+) subscribers", line.text))]
    assert numbers == [412, 30, 20]
    assert (
        "B (B) in US channels, goes dark: 412 subscribers of `c0` watched this in the last 28 days, 2 hours"
        in [line.text for line in view.lines]
    )
    assert "Do not add up channels: one customer has another id in each parent channel." in view.notes


def test_one_channel_alone_needs_no_warning() -> None:
    view = audience_view(audience(scope("A", 20)))
    assert view is not None
    assert len(view.notes) == 1


def test_many_unknown_are_one_line_for_each_reason() -> None:
    many = [scope(f"T{number:02}", unknown="no playback was pulled") for number in range(11)]
    view = audience_view(audience(*many, scope("X", unknown="another")))
    assert view is not None
    assert [line.mark for line in view.lines] == ["?", "?"]
    assert "T07 (T07) in US channels; 3 more titles: no playback was pulled" in view.lines[0].text


def test_the_plan_file_keeps_it() -> None:
    plan = freeze(CASES["watched"]())
    assert read_plan(write_plan(plan)).impact == plan.impact
