"""What differs under names that nobody knows."""

from dataclasses import replace
from datetime import timedelta

from builders import NOW, a_movie

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.model.transaction import Json, Transaction
from pvsync.model.unshown import extra_values
from pvsync.model.window import Window
from pvsync.model.zones import Zones
from pvsync.plan.extra import extra_said

DAY = timedelta(days=1)
ROW = Transaction("one", "EST", "US", "HD", Window(NOW - DAY, NOW + DAY))


def live(extra: dict[str, Json], **values: object) -> Avail:
    row = replace(ROW, extra=extra, **values)
    return Avail(Scope("X", "US", BusinessLine.TVOD), "acme", a_movie("X"), (row,), extra={"Memo": "m"})


def said(before: Avail, after: Avail) -> tuple[str, ...]:
    return extra_said(after, extra_values(before, NOW), NOW, Zones())


def test_each_difference_is_named_down_to_the_member() -> None:
    before = live({"Tag": {"value": "A", "rank": 1}, "__own": 1, "Terms": [{"_termName": "B", "Text": "x"}]})
    after = live({"Tag": {"value": "B"}, "__own": 2, "Terms": [{"_termName": "B", "Text": "y"}]})
    assert said(before, after) == (
        "EST HD, Tag.rank: 1 to nothing",
        'EST HD, Tag.value: "A" to "B"',
        'EST HD, Terms.B.Text: "x" to "y"',
        "EST HD, __own: 1 to 2",
    )
    assert said(before, before) == ()


def test_an_id_is_no_difference_and_what_is_over_does_not_count() -> None:
    before = live({"Tag": "A"})
    assert said(before, live({"Tag": "A"}, id="another")) == ()
    assert said(before, live({"Tag": "B"}, id="another")) == ('EST HD, Tag: nothing to "B"',)
    assert said(before, live({"Tag": "B"}, window=Window(NOW - 2 * DAY, NOW - DAY))) == ()


def test_what_no_receipt_tells_of_is_shown_as_it_is() -> None:
    assert extra_said(live({"Tag": "A"}), None, NOW, Zones()) == ('Memo: "m"', 'EST HD, Tag: "A"')
    assert extra_said(live({"Tag": "A" * 500}), {}, NOW, Zones())[1].endswith("...")
