"""Who watched what a plan hits: asked of the local store of datasets, and unknown wherever that does not say.

Marketplace is not territory, catalogued is not live, and only movies and episodes of subscription channels are in the
data at all (Datasets API, section 3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.errors import PvsyncError, UsageError
from pvsync.model.audience import DAYS, Audience, ChannelAudience, ScopeAudience
from pvsync.model.datasets import ChannelViewing, Period, Watched
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.plan import Change
from pvsync.workflows.hits import HitScope, hit_scopes
from pvsync.workflows.request import Request

_NAMED = frozenset({WorkType.MOVIE, WorkType.SHORT, WorkType.EPISODE})
_LINE = "the datasets hold titles of subscription channels only"
_KIND = "the datasets hold movies and episodes only"
_SEASON = (
    "a season has no id in the datasets; its episodes have, and each that the plan hits is told by itself"
)
_GUARD = "impact"


@dataclass(frozen=True, slots=True)
class Known:
    """What the store says.

    Args:
        period: What the viewing covers.
        viewing: By vendor SKU and marketplace.
        skus: Vendor SKUs that are catalogued now.
        silent: Why the store says nothing at all; empty where it does.
        remarks: What should be known of all of it.
    """

    period: Period
    viewing: Mapping[Watched, tuple[ChannelViewing, ...]] = field(default_factory=dict)
    skus: frozenset[str] = frozenset()
    silent: str = ""
    remarks: tuple[str, ...] = ()


def audience_for(config: Config, request: Request, changes: Iterable[Change]) -> Audience | None:
    """Who watched what changes hit, where the request or the guard asks for it, otherwise None.

    Args:
        config: The configuration.
        request: Environment and instants.
        changes: What is planned.

    Raises:
        UsageError: If the engine of the store is not installed.
    """
    if request.observed or not (request.impact or not config.guards[_GUARD].is_off):
        return None
    if request.again is not None and request.again.impact is not None and not has_store(config, request):
        return request.again.impact
    hits = sorted(hit_scopes(changes, request.as_of), key=lambda one: one.scope)
    period = Period(request.now - timedelta(days=DAYS), request.now, None)
    asks = any(not _outside(hit) for hit in hits)
    known = _known(config, request.environment, period) if asks else Known(period)
    return Audience(
        known.period.since,
        known.period.until,
        known.period.known_until,
        tuple(told_of(hit, known, config) for hit in hits),
        known.remarks,
    )


def has_store(config: Config, request: Request) -> bool:
    """Whether anything was pulled on this machine; without it a saved plan is taken at its word for who watched."""
    return _store(config, request.environment).exists()


def _store(config: Config, environment: Environment) -> Path:
    return config.root / config.datasets_of(environment).store


def _known(config: Config, environment: Environment, period: Period) -> Known:
    from pvsync.datasets.answers import catalogued, standings, viewing  # noqa: PLC0415 - only who asks needs it
    from pvsync.datasets.store import Store  # noqa: PLC0415

    store = Store(_store(config, environment))
    try:
        found, watched = viewing(store, period.until, DAYS)
        skus = frozenset(one.vendor_sku for one in catalogued(store) if one.vendor_sku)
        late = [one.dataset for one in standings(store, period.until) if one.behind]
    except UsageError:
        raise
    except PvsyncError as error:
        return Known(period, silent=str(error), remarks=(str(error.advice),) if error.advice else ())
    remarks = (f"the store is behind with {', '.join(late)}: `pvsync datasets pull`",) if late else ()
    if found.known_until is None:
        return Known(found, silent="no playback was pulled", remarks=remarks)
    if found.known_until < found.since:
        day = found.known_until.date().isoformat()
        return Known(found, silent=f"the newest playback in the store is of {day}", remarks=remarks)
    return Known(found, watched, skus, remarks=remarks)


def told_of(hit: HitScope, known: Known, config: Config) -> ScopeAudience:
    """Who watched what is in one scope.

    Args:
        hit: What is hit.
        known: What the store says.
        config: Territories of marketplaces, and benefits of channels.
    """
    if outside := _outside(hit):
        return ScopeAudience(hit.scope, hit.title, hit.hits, unknown=outside, is_outside=True)
    unknown = known.silent
    channels: tuple[ChannelAudience, ...] = ()
    if not unknown:
        channels, unknown = _channels(hit, known, config)
    return ScopeAudience(hit.scope, hit.title, hit.hits, channels, unknown)


def _outside(hit: HitScope) -> str:
    """Why the datasets never tell of a scope; empty where they may."""
    if hit.scope.business_line is not BusinessLine.CHANNELS:
        return _LINE
    if hit.kind in _NAMED:
        return ""
    return _SEASON if hit.kind == WorkType.SEASON else _KIND


def _channels(hit: HitScope, known: Known, config: Config) -> tuple[tuple[ChannelAudience, ...], str]:
    """Viewing through the channels that are hit, or why there is none."""
    places = config.datasets.marketplaces
    own = [number for number, territories in places.items() if hit.scope.territory in territories]
    if not own:
        return (), f"`datasets.marketplaces` in {config.file} names no marketplace of {hit.scope.territory}"
    found = [
        (number, one)
        for number in sorted(own)
        for one in known.viewing.get(Watched(hit.scope.alid, number), ())
    ]
    if not found:
        return (), _why_nothing(hit, known, config)
    benefits = {config.benefits.get(channel, channel).casefold() for channel in hit.channels}
    through = [
        (number, one) for number, one in found if one.channel is None or one.channel.casefold() in benefits
    ]
    if not through:
        names = ", ".join(sorted({f"`{one.channel}`" for _, one in found}))
        return (), f"playback names it on {names} alone, and the plan hits {', '.join(hit.channels)}"
    return tuple(
        ChannelAudience(one.channel, number, tuple(places[number]), one.viewers, one.seconds, one.latest)
        for number, one in through
    ), ""


def _why_nothing(hit: HitScope, known: Known, config: Config) -> str:
    elsewhere = {
        str(watched.marketplace_id)
        for watched in known.viewing
        if watched.vendor_sku == hit.scope.alid
        and (watched.marketplace_id is None or watched.marketplace_id not in config.datasets.marketplaces)
    }
    if elsewhere:
        numbers = ", ".join(sorted(elsewhere)).replace("None", "without a number")
        return f"it was watched in marketplace {numbers}, of which {config.file} names no territory"
    if hit.scope.alid not in known.skus:
        return "the catalog dataset names no title with this SKU"
    return f"no playback of these {DAYS} days names it"
