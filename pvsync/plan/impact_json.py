"""Who watched what a plan hits: a part of the plan file and back."""

from typing import Any

from pvsync.model.audience import Audience, ChannelAudience, Hit, ScopeAudience
from pvsync.model.window import instant_text, read_instant
from pvsync.plan.change_json import scope_from_document, scope_to_json
from pvsync.plan.document_impact import ImpactChannelDocument, ImpactDocument, ImpactScopeDocument


def impact_to_json(audience: Audience) -> dict[str, Any]:
    """The table, scope by scope."""
    known = audience.known_until
    return {
        "since": instant_text(audience.since),
        "until": instant_text(audience.until),
        "known_until": None if known is None else instant_text(known),
        "scopes": [_scope_to_json(one) for one in audience.scopes],
        "remarks": list(audience.remarks),
    }


def impact_from_document(document: ImpactDocument) -> Audience:
    """The same back."""
    known = document.known_until
    return Audience(
        read_instant(document.since),
        read_instant(document.until),
        None if known is None else read_instant(known),
        tuple(_scope(one) for one in document.scopes),
        tuple(document.remarks),
    )


def _scope_to_json(one: ScopeAudience) -> dict[str, Any]:
    return {
        "scope": scope_to_json(one.scope),
        "title": one.title,
        "hits": [str(hit) for hit in one.hits],
        "channels": [_channel_to_json(channel) for channel in one.channels],
        "unknown": one.unknown,
        "is_outside": one.is_outside,
    }


def _channel_to_json(one: ChannelAudience) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "marketplace": one.marketplace,
        "territories": list(one.territories),
        "viewers": one.viewers,
        "seconds": one.seconds,
        "latest": instant_text(one.latest),
    }


def _scope(document: ImpactScopeDocument) -> ScopeAudience:
    return ScopeAudience(
        scope_from_document(document.scope),
        document.title,
        tuple(Hit(hit) for hit in document.hits),
        tuple(_channel(one) for one in document.channels),
        document.unknown,
        document.is_outside,
    )


def _channel(document: ImpactChannelDocument) -> ChannelAudience:
    return ChannelAudience(
        document.channel,
        document.marketplace,
        tuple(document.territories),
        document.viewers,
        document.seconds,
        read_instant(document.latest),
    )
