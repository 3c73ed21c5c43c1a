"""Members that would change."""

from dataclasses import replace

import pytest
from builders import an_avail

from pvsync.diagnostics import Place
from pvsync.model.avail import Absent, Present
from pvsync.model.titles import Collection
from pvsync.plan.membership import changed_members


class Here:
    def title(self, path: str) -> Place:
        return Place(path)


def both(*members: str) -> Collection:
    return Collection("C", "C", "Both", members)


@pytest.mark.parametrize(
    ("git", "live", "message"),
    [
        (("A", "B"), ("B", "A"), None),
        (("A", "B"), (), None),
        (("A", "C"), ("A", "B"), "git lists it without B and with C"),
        (("A",), ("A", "B"), "git lists it without B"),
        (("A", "B", "C"), ("A", "B"), "git lists it with C"),
    ],
)
def test_another_set_is_refused(git: tuple[str, ...], live: tuple[str, ...], message: str | None) -> None:
    found = changed_members(
        replace(an_avail(), title=both(*git)), Here(), Present(replace(an_avail(), title=both(*live)))
    )

    if message is None:
        assert found is None
    else:
        assert found is not None
        assert found.code == "PV901"
        assert found.message == f"`HEATHAZE-2024` is live in US, and {message}"
        assert found.place == Place("members")


def test_what_is_absent_or_no_collection_is_not_asked() -> None:
    assert changed_members(replace(an_avail(), title=both("A")), Here(), Absent()) is None
    assert changed_members(replace(an_avail(), title=both("A")), Here(), Present(an_avail())) is None
    assert changed_members(an_avail(), Here(), Present(an_avail())) is None
