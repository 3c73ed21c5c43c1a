"""A packed change is the change that was packed, and a copy of it is an ordinary one."""

import json
from dataclasses import FrozenInstanceError, replace

import pytest
from unit.plan.plans import a_change

from pvsync.model.plan import Change
from pvsync.plan.change_json import change_to_json
from pvsync.plan.kept_change import KeptChange, Packer


def packed(*changes: Change) -> list[KeptChange]:
    packer = Packer()
    return [packer.pack(json.dumps(change_to_json(change)).encode()) for change in changes]


def test_what_is_packed_is_what_is_unpacked() -> None:
    change = a_change()
    twice = replace(change, first=change.after, needs=(change.scope,))
    for one, kept in zip((change, twice), packed(change, twice), strict=True):
        for name in Change.__slots__:
            assert getattr(kept, name) == getattr(one, name), name
        assert kept == one
        assert one == kept
        assert kept.sent == one.sent
        assert kept.whole() == one


def test_two_of_them_are_equal_by_what_they_say() -> None:
    change = a_change()
    first, again, other = packed(change, change, replace(change, reason="another"))
    assert first == again
    assert hash(first) == hash(again)
    assert first != other
    assert first != "something"


def test_a_copy_is_an_ordinary_change() -> None:
    (kept,) = packed(a_change())
    copy = replace(kept, is_first=True)
    assert type(copy) is Change
    assert copy == replace(a_change(), is_first=True)


def test_it_is_as_frozen_as_any() -> None:
    (kept,) = packed(a_change())
    with pytest.raises(FrozenInstanceError):
        kept.title = "other"  # type: ignore[misc]


def test_a_part_that_is_no_change_is_refused() -> None:
    for text in (b"{}", b"1", b'{"scope": 1}'):
        with pytest.raises(ValueError, match="validation"):
            Packer().pack(text)


def test_changes_that_resemble_each_other_take_little() -> None:
    change = a_change()
    text = json.dumps(change_to_json(change)).encode()
    assert len(packed(change, replace(change, title="Another"))[1]._packed) < len(text) / 5
