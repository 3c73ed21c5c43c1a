"""Law of EMA: what is exported and imported again says what it said, for all that EMA has a column for."""

import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsync.catalog.build import Catalog
from pvsync.catalog.editing.compose import document_text
from pvsync.catalog.editing.layout import formatted
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.source import SourceFile
from pvsync.formats.ema.columns import Version
from pvsync.formats.ema.drafts import drafts
from pvsync.formats.ema.out_rows import RowWriter
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.formats.ema.write import Files
from pvsync.model.desired import DesiredTitle
from pvsync.model.normal import digest, title_table, transaction_table
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.model.titles import Episode
from pvsync.model.zones import Zones

SETTINGS = CatalogSettings("acme", datetime(2026, 6, 1, tzinfo=UTC), zones=Zones(), open_ends=True)
UTC_DAYS = CatalogSettings("acme", datetime(2026, 6, 1, tzinfo=UTC), zones=Zones(utc=True), open_ends=True)

words = st.text(
    st.sampled_from(string.ascii_letters + "0123456789 :,;'\"#&=-é高"), min_size=1, max_size=12
).map(str.strip)
texts = words.filter(lambda text: bool(text) and not text.startswith("//"))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
money = st.integers(0, 99_999).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
currencies = {"US": "USD", "GB": "GBP", "JP": "JPY", "CA": "CAD"}
languages = st.lists(
    st.sampled_from(
        ["en-US", "fr-CA", "es-419", {"tag": "fr-CA", "asset": "subtitle"}, {"tag": "ja", "asset": "audio"}]
    ),
    min_size=1,
    max_size=2,
    unique_by=str,
)


def moment(day: date, *, as_instant: bool) -> str:
    return f"{day}T10:30:00Z" if as_instant else day.isoformat()


@st.composite
def avails(draw: st.DrawFn, year: int, licenses: tuple[str, ...]) -> dict[str, Any]:
    """One avail in a year of its own, so that no two say the same."""
    territories = draw(st.lists(st.sampled_from(sorted(currencies)), min_size=1, max_size=3, unique=True))
    formats = draw(st.lists(st.sampled_from(["SD", "HD", "UHD", "4K"]), min_size=1, max_size=3, unique=True))
    license_type = draw(st.sampled_from(licenses))
    start = draw(days).replace(year=2026 + 2 * year)
    found: dict[str, Any] = {
        "license": license_type,
        "territories": territories,
        "formats": formats,
        "start": moment(start, as_instant=draw(st.booleans())),
        "end": moment(start + timedelta(days=draw(st.integers(1, 300))), as_instant=draw(st.booleans())),
    }
    if draw(st.integers(0, 4)) == 0:
        found["end"] = "open"
    if license_type == "SVOD":
        found["channel"] = draw(st.sampled_from(["prime", "a4k", "mgm_plus_subscription"]))
        found |= draw(
            st.fixed_dictionaries({}, optional={"category": st.just("sub"), "contract": st.just("CPH")})
        )
    elif license_type != "FVOD":
        found |= draw(prices(territories, formats))
    return found | draw(
        st.fixed_dictionaries(
            {},
            optional={
                "languages": st.fixed_dictionaries(
                    {}, optional={"asset": languages, "allowed": languages, "holdback": languages}
                ).filter(bool),
                "license_rights": st.sampled_from(["New Release", "DAB"]),
                "announce": days.map(str),
                "suppression_lift": days.map(lambda day: f"{day}T00:00:00Z"),
                "rental": st.sampled_from(["P30D", "PT36H30M"]),
                "watch": st.just("PT48H"),
                "download": st.sampled_from(["Yes", "No"]),
                "exclusive": st.sampled_from(["true", "false"]),
                "exclusive_attributes": texts,
                "instructions": texts,
                "other_terms": texts,
            },
        )
    )


@st.composite
def prices(draw: st.DrawFn, territories: list[str], formats: list[str]) -> dict[str, Any]:
    def price(territory: str) -> dict[str, str]:
        currency = currencies[territory]
        kind = draw(st.sampled_from(["both", "wsp", "srp", "tier"]))
        if kind == "tier":
            return {"tier": draw(st.sampled_from(["Tier 3", "4", "010"]))}
        amount = draw(money).split(".")[0] if currency == "JPY" else draw(money)
        found = {"wsp": f"{amount} {currency}", "srp": f"{amount} {currency}"}
        return found if kind == "both" else {kind: found[kind]}

    return {
        "prices": [
            {"territory": where, "format": name, **price(where)} for where in territories for name in formats
        ]
    }


@st.composite
def offered(
    draw: st.DrawFn, licenses: tuple[str, ...] = ("EST", "VOD", "POEST", "SVOD", "FVOD")
) -> list[dict[str, Any]]:
    return [draw(avails(year, licenses)) for year in range(draw(st.integers(1, 3)))]


@st.composite
def movies(draw: st.DrawFn, alid: str) -> dict[str, Any]:
    own = st.sampled_from(["X-1", "md:cid:org:x"])
    return {
        "kind": "movie",
        "alid": alid,
        "title": draw(texts),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "work_type": st.just("Short"),
                    "content_id": own,
                    "alt_id": own,
                    "eidr": st.just("10.5240/EA73-79D7-1B2B-B378-3A73-M"),
                    "licensor": texts,
                    "entitlements": st.just(
                        [{"ecosystem": "DMA", "id": "D1"}, {"ecosystem": "UVVU", "id": "U 1"}]
                    ),
                },
            )
        ),
        "avails": draw(offered()),
    }


@st.composite
def seasons(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A series with a season whose episodes take over, change or replace what the season says."""
    season = draw(offered(("EST", "SVOD", "FVOD")))
    for number, avail in enumerate(season):
        avail["key"] = f"k{number}"
        if "prices" in avail and draw(st.booleans()):
            avail["episode"] = {"prices": draw(prices(avail["territories"], avail["formats"]))["prices"]}
    episodes: list[dict[str, Any]] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        episode: dict[str, Any] = {"alid": f"ASB-S1E{number}", "number": str(number), "title": draw(texts)}
        match draw(st.sampled_from(["season's", "another start", "replaced"])):
            case "another start":
                episode["avails"] = [{"key": "k0", "end": "2029-12-31"}]
            case "replaced":
                episode["avails"] = draw(offered())
        episodes.append(episode)
    series = {"kind": "series", "alid": "ASB", "title": draw(texts), "seasons": "2"}
    series |= draw(
        st.fixed_dictionaries({}, optional={"eidr": st.just("10.5240/0C6B-73A7-3D92-3950-76BD-Q")})
    )
    count = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "episode_count": st.just("9"),
                "content_id": st.just("ASB:S1"),
                "eidr": st.just("10.5240/0C5B-71BC-CFBF-4B09-2D29-7"),
            },
        )
    )
    return [
        series,
        {
            "kind": "season",
            "alid": "ASB-S1",
            "series": "ASB",
            "number": "1",
            "title": draw(texts),
            **count,
            "avails": season,
            "episodes": episodes,
        },
    ]


@st.composite
def collections(draw: st.DrawFn) -> dict[str, Any]:
    bundle = draw(offered(("EST",)))
    for avail in bundle:
        avail["formats"] = ["Max"]
        avail["prices"] = [
            {key: value for key, value in line.items() if key != "format"} for line in avail["prices"][:1]
        ]
        avail["territories"] = avail["territories"][:1]
        avail["prices"][0]["territory"] = avail["territories"][0]
    return {
        "kind": "collection",
        "alid": "BOTH",
        "title": draw(texts),
        "members": draw(st.permutations(["M-1", "M-2"])),
        **draw(st.fixed_dictionaries({}, optional={"discount": st.sampled_from(["0", "25", "100"])})),
        "avails": bundle,
    }


@st.composite
def catalogs(draw: st.DrawFn) -> list[dict[str, Any]]:
    first, second = draw(movies("M-1")), draw(movies("M-2"))
    if draw(st.booleans()):
        second["avails"] = first["avails"]  # what deals are made of
    return [
        first,
        second,
        *draw(st.one_of(st.just([]), seasons())),
        *draw(st.one_of(st.just([]), collections().map(lambda one: [one]))),
    ]


def built(documents: list[dict[str, Any]], chosen: CatalogSettings) -> list[DesiredTitle]:
    sources = [
        SourceFile.of(f"{number}.yaml", document_text(document).encode())
        for number, document in enumerate(documents)
    ]
    return list(Catalog(lambda: sources, chosen).titles())


def exported(titles: list[DesiredTitle], version: Version, zones: Zones, folder: Path) -> list[Path]:
    writer = RowWriter(version, "acme", zones)
    with Files(folder / "avails.xlsx", version) as files:
        for title in titles:
            files.add(writer.rows(title))
        return [folder / file.file for file in files.finish()]


def state(titles: list[DesiredTitle]) -> dict[Scope, Any]:
    return {
        avail.scope: (
            digest(avail),
            title_table(avail),
            [transaction_table(row) for row in avail.transactions],
        )
        for title in titles
        for avail in title.avails
    }


def papers(titles: list[DesiredTitle]) -> Iterator[tuple[str, str, str, str]]:
    """What no avail carries, of every title that is offered and of the season of every episode that is."""
    offered = {title.title.alid for title in titles if title.avails}
    offered |= {
        title.title.season.alid for title in titles if title.avails and isinstance(title.title, Episode)
    }
    for title in titles:
        if title.title.alid in offered:
            unsent = title.unsent
            yield title.title.alid, unsent.eidr, unsent.alt_id, unsent.series_eidr


@pytest.mark.parametrize("chosen", [SETTINGS, UTC_DAYS], ids=["territory", "utc"])
@given(catalogs(), st.sampled_from(list(Version)), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_exported_is_imported_as_it_was(
    chosen: CatalogSettings,
    documents: list[dict[str, Any]],
    version: Version,
    deals: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    titles = built(documents, chosen)
    with TemporaryDirectory() as name:
        read = read_workbooks(exported(titles, version, chosen.zones, Path(name)), Silent()).titles
    documents = [draft.document for _, draft in drafts(read, "acme", deals=deals)]
    for document in documents:
        laid_out = SourceFile.of("x.yaml", document_text(document).encode())
        assert formatted(laid_out) == laid_out
    again = built(documents, chosen)

    before, after = state(titles), state(again)
    assert before.keys() == after.keys()
    for scope, (expected, *told) in before.items():
        assert after[scope][0] == expected, (told, after[scope])
    assert sorted(papers(again)) == sorted(papers(titles))
