from golden.runs import RECEIPTS, receipt, result

from pvsync.model.outcome import Accepted, NotTried, Receipt, Rejected, Stale, Unknown, Verification
from pvsync.render import receipt_text
from pvsync.render.receipt_view import Group, receipt_view
from pvsync.render.screen import Screen, disarm

EVERYTHING = receipt(
    *(result("A", "A", Accepted(), verification=one) for one in Verification),
    *(
        result("B", "B", outcome)
        for outcome in (Rejected("no", 400), Unknown("x"), Stale("y"), NotTried("z"))
    ),
)


def test_what_needs_a_person_comes_first() -> None:
    assert [group.group for group in receipt_view(EVERYTHING).groups] == list(Group)


def test_only_what_was_read_back_or_not_looked_at_is_done() -> None:
    [done] = [group for group in receipt_view(EVERYTHING).groups if group.group is Group.DONE]
    assert {one.said for one in done.results} == {"accepted and verified", "accepted"}
    assert len(done.results) == 2


def said_by(view_of: Receipt) -> list[str]:
    view = receipt_view(view_of)
    texts = [view.heading, view.facts, view.interrupted, view.summary, *view.notes]
    texts += [group.heading for group in view.groups]
    return texts + [
        text for group in view.groups for one in group.results for text in (one.title, one.place, one.said)
    ]


def test_the_screen_says_the_same_in_the_same_words() -> None:
    for one in (*RECEIPTS.values(), EVERYTHING):
        screen = receipt_text.render(one, Screen(1000))
        assert [text for text in said_by(one) if disarm(text) not in screen] == []
    assert list(receipt_text.Group) == list(Group)
