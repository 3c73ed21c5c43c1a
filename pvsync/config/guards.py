"""`guards:` of `pvsync.yaml`: what each guard lets pass, where it is not what pvsync takes by itself.

Which guards there are and which keys each takes is in their own files (`rules.safety`); here is how the keys are read.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final, Self

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, WithJsonSchema, create_model

from pvsync.catalog.documents.base import Keys
from pvsync.catalog.scalars import Whole, choice, in_short, wrong
from pvsync.model.guarded import Threshold
from pvsync.rules.guard import Guard, Limit
from pvsync.rules.verdicts import all_guards

_OFF = "off"
_HIGHEST_SHARE = 100
_LONGEST = 6


def _percent(value: Any) -> int:
    text = value.removesuffix("%").strip() if isinstance(value, str) else ""
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
        raise wrong("this is not a number of whole percents", "write digits: `20`, or `0` for none")
    return int(text)


def _share(value: Any) -> int:
    number = _percent(value)
    if number > _HIGHEST_SHARE:
        raise wrong(f"{number} % is more than a whole territory", "write whole percents from 0 to 100: `20`")
    return number


Percent = Annotated[int, PlainValidator(_percent), WithJsonSchema({"type": "integer", "minimum": 0})]
Share = Annotated[
    int, PlainValidator(_share), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _HIGHEST_SHARE})
]


Unknown = Annotated[
    str,
    PlainValidator(choice("a word for what is unknown", ("count", "pass"))),
    WithJsonSchema({"enum": ["count", "pass"]}),
]

_TYPES: Final[Mapping[str, Any]] = {"count": Whole, "share": Share, "percent": Percent, "subscribers": Whole}
_UNKNOWN = "unknown"


class Limits(Keys):
    """What one guard lets pass."""

    _is_off: bool = PrivateAttr(default=False)

    @classmethod
    def off(cls) -> Self:
        """A guard that never refuses."""
        limits = cls()
        limits._is_off = True
        return limits

    def of(self, threshold: Threshold) -> Threshold:
        """What pvsync takes by itself, with what is stated in its place."""
        said = self.model_dump(exclude_none=True)
        passes_unknown = said.pop(_UNKNOWN, "") == "pass"
        return replace(threshold, **said, is_off=self._is_off, passes_unknown=passes_unknown)


_OnOrOff = Annotated[
    str,
    PlainValidator(choice("a word for a guard without limits", ("on", _OFF))),
    WithJsonSchema({"enum": ["on", _OFF]}),
]


class _Guards(Keys):
    """What each guard lets pass; `off` is said in every plan."""

    def thresholds(self) -> Mapping[str, Threshold]:
        """What each guard lets pass, by its name."""
        return {guard.key: _threshold(getattr(self, guard.key), guard.usual) for guard in all_guards()}


def _threshold(said: object, usual: Threshold) -> Threshold:
    return said.of(usual) if isinstance(said, Limits) else replace(usual, is_off=said == _OFF)


def _key(guard: Guard) -> tuple[Any, Any]:
    """The key of one guard: its limits or `off`, and where it has none, `on` or `off`."""
    about = f"{guard.about} ({guard.code})."
    if not guard.limits:
        return _OnOrOff, Field(_OFF if guard.usual.is_off else "on", description=about)
    fields: dict[str, Any] = {name: _limit(guard, name, limit) for name, limit in guard.limits.items()}
    limits = create_model(
        guard.name.title().replace("-", ""), __base__=Limits, __doc__=f"{guard.about}.", **fields
    )
    usual = limits.off if guard.usual.is_off else limits
    return Annotated[limits, _or_off(limits)], Field(default_factory=usual, description=about)


def _limit(guard: Guard, name: str, limit: Limit) -> tuple[Any, Any]:
    if name == _UNKNOWN:
        return Unknown, Field("count", description=f"{limit.about}.")
    about = f"{limit.about} ({getattr(guard.usual, name)} by itself)."
    return _TYPES[name] | None, Field(None, description=about, examples=[limit.example])


def _or_off(limits: type[Limits]) -> BeforeValidator:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if value.strip() != _OFF:
            raise wrong(
                f"`{in_short(value)}` says nothing of a guard",
                "write its limits, as in `{share: 20}`, or `off`",
            )
        return limits.off()

    return BeforeValidator(read, json_schema_input_type=limits | str)


def _guard_keys() -> type[_Guards]:
    keys: dict[str, Any] = {guard.key: _key(guard) for guard in all_guards()}
    return create_model("GuardKeys", __base__=_Guards, __doc__=_Guards.__doc__, **keys)


if TYPE_CHECKING:
    GuardKeys = _Guards
else:
    GuardKeys = _guard_keys()
