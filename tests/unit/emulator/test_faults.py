"""Faults: the closed set, their text, and when they strike."""

import pytest

from pvsync.emulator.faults import KINDS, Fault, Faults, Stage, parse_fault
from pvsync.errors import EmulatorError


def nothing() -> frozenset[str]:
    return frozenset()


def test_text_of_the_command_line() -> None:
    assert parse_fault("slow") == Fault(name="slow")
    assert parse_fault("429:3") == Fault(name="429", count=3)
    assert parse_fault("cut-body:1@batch/put") == Fault(name="cut-body", count=1, endpoint="batch/put")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("flood", "no fault `flood`"),
        ("500:", "not of the form"),
        ("500:x", "not of the form"),
        ("500:²", "not of the form"),
        ("500@", "not of the form"),
        ("500:0", "count 0, not at least 1"),
        ("500@nowhere", "cannot strike endpoint 'nowhere'"),
        ("stale-reads@put", "cannot strike endpoint 'put'"),
        ("partial-batch@put", "cannot strike endpoint 'put'"),
        ("certificate-refused@put", "cannot strike endpoint 'put'"),
    ],
)
def test_text_that_means_nothing_is_refused_with_advice(text: str, reason: str) -> None:
    with pytest.raises(EmulatorError, match=reason):
        parse_fault(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "certificate-refused", "alid": "A-1"},
        {"name": "500", "probability": 1.5},
        {"name": "slow", "seconds": -1},
        {"name": "partial-batch", "items": 0},
    ],
)
def test_value_that_means_nothing_is_refused(wrong: dict) -> None:
    with pytest.raises(EmulatorError):
        Fault(**wrong)


def test_duration_is_the_kinds_own_unless_given() -> None:
    assert Fault(name="slow").duration == KINDS["slow"].seconds
    assert Fault(name="slow", seconds=9).duration == 9
    assert Fault(name="500").duration == 0


def test_fault_strikes_so_often_there_and_for_that_alid_only() -> None:
    faults = Faults()
    faults.add(Fault(name="500", count=1, endpoint="put", alid="A-1"))
    assert faults.draw(Stage.INSTEAD, "get", lambda: frozenset({"A-1"})) is None
    assert faults.draw(Stage.INSTEAD, "put", lambda: frozenset({"B-1"})) is None
    assert faults.draw(Stage.ANSWER, "put", lambda: frozenset({"A-1"})) is None
    assert faults.draw(Stage.INSTEAD, "put", lambda: frozenset({"A-1"})) is not None
    assert faults.draw(Stage.INSTEAD, "put", lambda: frozenset({"A-1"})) is None
    assert faults.listed()[0]["hits"] == 1


def test_probability_is_drawn_the_same_way_for_the_same_seed() -> None:
    def strikes(seed: int) -> list[bool]:
        faults = Faults()
        faults.add(Fault(name="500", probability=0.5, seed=seed))
        return [faults.draw(Stage.INSTEAD, "get", nothing) is not None for _ in range(40)]

    assert strikes(1) == strikes(1) != strikes(2)
    assert 0 < sum(strikes(1)) < 40


def test_the_first_fault_that_strikes_is_drawn() -> None:
    faults = Faults()
    faults.add(Fault(name="500", count=1))
    faults.add(Fault(name="502"))
    drawn = [faults.draw(Stage.INSTEAD, "get", nothing) for _ in range(2)]
    assert [fault.name for fault in drawn if fault] == ["500", "502"]
