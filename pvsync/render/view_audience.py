"""Who watched what a plan hits, in words: known channel by channel, unknown by its reason, never added."""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.model.audience import DAYS, Audience, ChannelAudience, ScopeAudience
from pvsync.render.days import utc_text
from pvsync.render.english import counted, listed, sentence
from pvsync.render.impact import LINE_WORDS

_NAMED = 8
_HOUR = 3600
_NOTHING = "Nothing that customers may be watching is taken away, shortened or priced otherwise."
_NOT_ADDED = "Do not add up channels: one customer has another id in each parent channel."


@dataclass(frozen=True, slots=True)
class AudienceLine:
    """One line.

    Args:
        mark: `#` for a number, `?` for what is unknown.
        text: No full stop.
    """

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class AudienceView:
    """Who watched what a plan hits.

    Args:
        heading: What it is.
        lines: What most watched first, then what is unknown.
        notes: What should be known of the numbers, whole sentences.
    """

    heading: str
    lines: tuple[AudienceLine, ...]
    notes: tuple[str, ...]


def audience_view(audience: Audience | None) -> AudienceView | None:
    """The table in words; None where nobody asked."""
    if audience is None:
        return None
    lines = (*_known(audience), *_unknown(audience))
    notes = tuple(_notes(audience)) if lines else (_NOTHING,)
    return AudienceView(f"Who watched this in the last {DAYS} days", lines, notes)


def _known(audience: Audience) -> Iterator[AudienceLine]:
    found = [(one, channel) for one in audience.scopes for channel in one.channels]
    for one, channel in sorted(found, key=lambda pair: -pair[1].viewers):
        hits = listed([str(hit) for hit in one.hits])
        yield AudienceLine("#", f"{_name(one)} in {_place(one)}, {hits}: {_watched(one, channel)}")


def _watched(one: ScopeAudience, channel: ChannelAudience) -> str:
    of = "of a channel without a name" if channel.channel is None else f"of `{channel.channel}`"
    who = f"{counted(channel.viewers, 'subscriber')} {of} watched this in the last {DAYS} days"
    long = "" if channel.seconds is None else f", {_length(channel.seconds)}"
    if len(channel.territories) == 1:
        return who + long
    places, here = listed(channel.territories), one.scope.territory
    return f"{who}{long}, in marketplace {channel.marketplace} as a whole ({places}); how many in {here} is unknown"


def _unknown(audience: Audience) -> Iterator[AudienceLine]:
    reasons: dict[str, dict[str, list[str]]] = {}
    for one in audience.scopes:
        if one.unknown:
            reasons.setdefault(one.unknown, {}).setdefault(_name(one), []).append(_place(one))
    for why, titles in reasons.items():
        named = [f"{name} in {listed(places)}" for name, places in titles.items()]
        more = [counted(len(named) - _NAMED, "more title")] if len(named) > _NAMED else []
        where = "; ".join([*named[:_NAMED], *more])
        yield AudienceLine("?", f"unknown, which is not zero, for {where}: {why}")


def _notes(audience: Audience) -> Iterator[str]:
    if audience.known_until is not None:
        yield f"The store knows of viewing until {utc_text(audience.known_until)}; what came later is not counted."
    if any(len(one.channels) > 1 for one in audience.scopes):
        yield _NOT_ADDED
    yield from (sentence(remark) for remark in audience.remarks)


def _name(one: ScopeAudience) -> str:
    return f"{one.title} ({one.scope.alid})" if one.title else one.scope.alid


def _place(one: ScopeAudience) -> str:
    return f"{one.scope.territory} {LINE_WORDS[one.scope.business_line]}"


def _length(seconds: int) -> str:
    hours = round(seconds / _HOUR)
    return counted(hours, "hour") if hours else "less than an hour"
