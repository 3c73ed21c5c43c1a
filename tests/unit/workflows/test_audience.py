"""Who watched is known or unknown, never both, never zero and never a sum, whatever the store and the configuration say."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pvsync.catalog.source import SourceFile
from pvsync.config.load import Config, load_config
from pvsync.model.audience import Hit
from pvsync.model.datasets import ChannelViewing, Period, Watched
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.workflows.audience import Known, told_of
from pvsync.workflows.hits import HitScope

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PERIOD = Period(NOW - timedelta(days=28), NOW, NOW)
CONFIG = "licensor: acme\nchannels: {alpha: {benefit: Alpha Benefit}, beta: {}}\ndatasets: {marketplaces: {1: [US], 2: [US, CA], 3: [GB]}}\n"

SKUS = st.sampled_from(["HEAT", "heat", "COLD"])
VIEWINGS = st.dictionaries(
    st.builds(Watched, SKUS, st.sampled_from([1, 2, 3, 7, None])),
    st.lists(
        st.builds(
            ChannelViewing,
            st.sampled_from(["Alpha Benefit", "beta", "gamma", None]),
            st.integers(1, 10**6),
            st.none() | st.integers(0, 10**9),
            st.integers(1, 10**6),
            st.just(NOW),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one.channel,
    ).map(tuple),
)


def config() -> Config:
    found, findings = load_config(Path(), SourceFile("pvsync.yaml", CONFIG.encode(), ""))
    assert found is not None, findings
    return found


def hit(
    territory: str = "US",
    line: BusinessLine = BusinessLine.CHANNELS,
    kind: str = "movie",
    channels: tuple[str, ...] = ("alpha",),
) -> HitScope:
    return HitScope(Scope("HEAT", territory, line), "Heat Haze", kind, (Hit.WITHDRAWN,), channels)


def viewing(channel: str | None, viewers: int = 412) -> ChannelViewing:
    return ChannelViewing(channel, viewers, 60, viewers, NOW)


@given(
    VIEWINGS,
    st.sampled_from(["US", "CA", "GB", "DE"]),
    st.sampled_from(list(BusinessLine)),
    st.sampled_from(["movie", "episode", "season", "collection"]),
    st.sampled_from([("alpha",), ("beta",), ("alpha", "beta"), ()]),
    st.frozensets(SKUS),
)
def test_it_is_known_or_unknown_and_every_number_is_one_of_the_store(
    found: dict[Watched, tuple[ChannelViewing, ...]],
    territory: str,
    line: BusinessLine,
    kind: str,
    channels: tuple[str, ...],
    skus: frozenset[str],
) -> None:
    told = told_of(hit(territory, line, kind, channels), Known(PERIOD, found, skus), config())
    assert bool(told.channels) != bool(told.unknown)
    for one in told.channels:
        rows = {row.channel: row for row in found[Watched("HEAT", one.marketplace)]}
        row = rows[one.channel]
        assert (one.viewers, one.seconds) == (row.viewers, row.seconds)
        assert one.viewers > 0
        assert territory in one.territories
        assert line is BusinessLine.CHANNELS
        assert one.channel != "gamma"
    assert told.is_outside == (line is not BusinessLine.CHANNELS or kind not in {"movie", "episode"})


def why(found: dict[Watched, tuple[ChannelViewing, ...]], one: HitScope | None = None) -> str:
    return told_of(one or hit(), Known(PERIOD, found, frozenset({"HEAT"})), config()).unknown


def test_each_reason() -> None:
    assert why({}) == "no playback of these 28 days names it"
    assert (
        told_of(hit(), Known(PERIOD), config()).unknown == "the catalog dataset names no title with this SKU"
    )
    assert told_of(hit(), Known(PERIOD, silent="no playback was pulled"), config()).unknown == (
        "no playback was pulled"
    )
    assert why({}, hit("DE")) == "`datasets.marketplaces` in pvsync.yaml names no marketplace of DE"
    assert why({Watched("HEAT", 7): (viewing("beta"),)}) == (
        "it was watched in marketplace 7, of which pvsync.yaml names no territory"
    )
    assert why({Watched("HEAT", None): (viewing("beta"),)}) == (
        "it was watched in marketplace without a number, of which pvsync.yaml names no territory"
    )
    assert why({Watched("HEAT", 1): (viewing("gamma"),)}) == (
        "playback names it on `gamma` alone, and the plan hits alpha"
    )
    assert "episodes" in why({}, hit(kind="season"))
    assert why({}, hit(kind="collection")) == "the datasets hold movies and episodes only"
    assert "subscription channels only" in why({}, hit(line=BusinessLine.TVOD, channels=()))


def test_a_channel_goes_by_its_benefit_and_a_marketplace_of_several_territories_is_named_whole() -> None:
    found = {Watched("HEAT", 2): (viewing("alpha benefit"), viewing("beta", 3))}
    told = told_of(hit("CA"), Known(PERIOD, found, frozenset({"HEAT"})), config())
    assert [(one.channel, one.territories) for one in told.channels] == [("alpha benefit", ("US", "CA"))]
    assert told.most == 412
