"""Classes made often: what `dataclass` promises of them still holds."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from inspect import signature

import pytest

from pvsync.model.made_often import made_often


@dataclass(frozen=True, slots=True, order=True)
class Plain:
    name: str
    number: int = 3
    parts: list[int] = field(default_factory=list)


@made_often
@dataclass(frozen=True, slots=True, order=True)
class Often:
    name: str
    number: int = 3
    parts: list[int] = field(default_factory=list)


def test_it_is_made_compared_and_changed_as_any_dataclass() -> None:
    for cls in (Plain, Often):
        one = cls("a")
        assert (one.name, one.number, one.parts) == ("a", 3, [])
        assert one == cls("a", 3, [])
        assert one < cls("b")
        assert replace(one, number=4) == cls(name="a", number=4, parts=[])
        assert cls("a").parts is not one.parts
        with pytest.raises(TypeError):
            cls()  # type: ignore[call-arg]
        with pytest.raises(FrozenInstanceError):
            one.number = 5  # type: ignore[misc]
    assert signature(Often).parameters.keys() == signature(Plain).parameters.keys()
    assert repr(Often("a")) == repr(Plain("a")).replace("Plain", "Often")


def test_it_goes_through_pickle() -> None:
    written = pickle.dumps(Often("a", 1, [2]))

    assert pickle.loads(written) == Often("a", 1, [2])  # noqa: S301 - written above


def test_a_class_that_does_more_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        name: str

        def __post_init__(self) -> None:
            """Checks."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        name: str

    @dataclass(frozen=True, slots=True)
    class Counted:
        name: str = field(default="", init=False)

    for cls in (Checked, Named, Counted):
        with pytest.raises(TypeError, match="does more"):
            made_often(cls)
