"""`guards:` of `pvsync.yaml`: what each guard lets pass, where it is not what pvsync takes by itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, WithJsonSchema

from pvsync.catalog.documents.base import Keys
from pvsync.catalog.scalars import Whole, choice, in_short, wrong
from pvsync.model.guarded import DEFAULTS, Threshold

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
        return replace(threshold, **self.model_dump(exclude_none=True), is_off=self._is_off)


class GoingDark(Limits):
    """How much may go dark at once."""

    count: Whole | None = Field(
        None, description="Transactions in the whole plan (10 by itself).", examples=["20"]
    )
    share: Share | None = Field(
        None, description="Percent of the scopes of a territory (5 by itself).", examples=["25"]
    )


class Delta(Limits):
    """How much may change at once."""

    share: Share | None = Field(
        None, description="Percent of the scopes of a territory (20 by itself).", examples=["50"]
    )


class PriceMove(Limits):
    """How far a price may move."""

    percent: Percent | None = Field(
        None, description="Percent up or down that are not counted (50 by itself).", examples=["60"]
    )
    count: Whole | None = Field(
        None, description="Transactions beyond it that may pass (0 by itself).", examples=["5"]
    )


class WindowShortened(Limits):
    """How many open windows may end earlier."""

    count: Whole | None = Field(
        None, description="Transactions in the whole plan (0 by itself).", examples=["5"]
    )


class Impact(Limits):
    """How many subscribers may have watched what is hit."""

    subscribers: Whole | None = Field(
        None,
        description="Subscribers of one title in one territory through one channel in 28 days (0 by itself).",
        examples=["500"],
    )
    count: Whole | None = Field(
        None, description="Scopes beyond it that may pass (0 by itself).", examples=["5"]
    )
    unknown: Annotated[
        str,
        PlainValidator(choice("a word for what is unknown", ("count", "pass"))),
        WithJsonSchema({"enum": ["count", "pass"]}),
    ] = Field("count", description="Whether a scope counts of which nobody knows who watched.")

    def of(self, threshold: Threshold) -> Threshold:
        """What pvsync takes by itself, with what is stated in its place."""
        said = self.model_dump(exclude_none=True, exclude={"unknown"})
        return replace(threshold, **said, is_off=self._is_off, passes_unknown=self.unknown == "pass")


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


_OnOrOff = Annotated[
    str,
    PlainValidator(choice("a word for a guard without limits", ("on", _OFF))),
    WithJsonSchema({"enum": ["on", _OFF]}),
]


class GuardKeys(Keys):
    """What each guard lets pass; `off` is said in every plan."""

    going_dark: Annotated[GoingDark, _or_off(GoingDark)] = Field(
        default_factory=GoingDark, description="What may leave at once (PV911)."
    )
    delta: Annotated[Delta, _or_off(Delta)] = Field(
        default_factory=Delta, description="What may change at once (PV912)."
    )
    price_move: Annotated[PriceMove, _or_off(PriceMove)] = Field(
        default_factory=PriceMove, description="How far prices may move (PV913)."
    )
    window_shortened: Annotated[WindowShortened, _or_off(WindowShortened)] = Field(
        default_factory=WindowShortened, description="Which open windows may end earlier (PV914)."
    )
    protected: _OnOrOff = Field("on", description="Whether protection outlives its line (PV915).")
    empty_catalog: _OnOrOff = Field(
        "on", description="Whether a territory that git empties is refused (PV916)."
    )

    impact: Annotated[Impact, _or_off(Impact)] = Field(
        default_factory=Impact.off,
        description="How many subscribers may have watched what is hit; off by itself, needs `pvsync datasets pull` (PV919).",
    )

    def thresholds(self) -> Mapping[str, Threshold]:
        """What each guard lets pass, by its name."""
        return {name: _threshold(getattr(self, name), usual) for name, usual in DEFAULTS.items()}


def _threshold(said: object, usual: Threshold) -> Threshold:
    return said.of(usual) if isinstance(said, Limits) else replace(usual, is_off=said == _OFF)
