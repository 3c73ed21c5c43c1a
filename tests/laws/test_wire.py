"""The laws of the wire: what is written is read back, and what is not understood passes through untouched."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from pvsync.api.wire.avail import decode, encode
from pvsync.api.wire.exact import dumps, loads
from pvsync.api.wire.transactions import Conventions
from pvsync.model.avail import Avail, Entitlement
from pvsync.model.duration import canonical_duration
from pvsync.model.licence import BusinessLine, Contract, Format, License, WorkType
from pvsync.model.money import Money
from pvsync.model.scope import Scope
from pvsync.model.terms import TERMS, TermKind, TermType
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental
from pvsync.model.transaction import Language, Transaction
from pvsync.model.window import Window

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
COUNTS = st.none() | st.integers(0, 9999)
FIRST, LAST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2200-01-01")
INSTANTS = st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(UTC))
MONIES = st.builds(
    Money,
    currency=st.sampled_from(["USD", "JPY", "EUR"]),
    amount=st.decimals(-99999, 99999, allow_nan=False, allow_infinity=False, places=3),
)
DURATIONS = st.integers(1, 99999).map(lambda hours: canonical_duration(f"PT{hours}H"))
LINES = {
    BusinessLine.TVOD: (License.EST, License.VOD, License.POEST),
    BusinessLine.FVOD: (License.FVOD,),
    BusinessLine.PRIME_SUBSCRIPTION: (License.SVOD,),
    BusinessLine.CHANNELS: (License.SVOD,),
}
CHANNELS = {
    BusinessLine.PRIME_SUBSCRIPTION: ("prime", "a4k", "amc_own"),
    BusinessLine.CHANNELS: ("mgm_plus_subscription", "starz"),
}
CONVENTIONS = Conventions(benefits={"amc_own": "Prime"})


def term_values(term: TermType) -> st.SearchStrategy[Any]:
    return {
        TermKind.TEXT: TEXTS.filter(lambda text: text.strip().casefold() not in {"true", "y", "n", "false"}),
        TermKind.MONEY: MONIES,
        TermKind.DURATION: DURATIONS,
        TermKind.EVENT: INSTANTS,
        TermKind.BOOLEAN: st.booleans(),
    }[term.kind]


TERM_SETS = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(["Yes", "No", "Offline only"]) if name == "download" else term_values(term)
        for name, term in TERMS.items()
    },
)
LANGUAGES = st.lists(
    st.builds(
        Language,
        tag=st.sampled_from(["en", "fr-CA", "zh-Hant-TW"]),
        asset=st.sampled_from(["", "subtitle", "audio"]),
    ),
    max_size=3,
    unique=True,
).map(tuple)
SERIES = st.builds(Series, content_id=TEXTS, title=TEXTS, season_count=COUNTS)


def seasons(alid: st.SearchStrategy[str]) -> st.SearchStrategy[Season]:
    return st.builds(
        Season, alid=alid, content_id=TEXTS, title=TEXTS, number=COUNTS, episode_count=COUNTS, series=SERIES
    )


def transactions(line: BusinessLine) -> st.SearchStrategy[Transaction]:
    return st.builds(
        Transaction,
        id=st.none() | TEXTS,
        license=st.sampled_from(LINES[line]).map(str),
        territory=st.just("US"),
        format=st.sampled_from(Format).map(str),
        window=st.builds(Window, start=st.none() | INSTANTS, end=st.none() | INSTANTS),
        channel=st.sampled_from(CHANNELS.get(line, (None,))),
        contract=st.none() | st.sampled_from(Contract).map(str),
        asset_languages=LANGUAGES,
        allowed_languages=LANGUAGES,
        holdback_languages=LANGUAGES,
        license_rights=st.none() | TEXTS,
        instructions=st.none() | TEXTS,
        other_terms=st.none() | TEXTS,
        terms=TERM_SETS,
        extra=st.just({}),
    )


@st.composite
def avails(draw: st.DrawFn) -> Avail:
    line = draw(st.sampled_from(BusinessLine))
    alid = draw(st.from_regex(r"[A-Za-z0-9:@-]{1,12}", fullmatch=True))
    title = draw(
        st.one_of(
            st.builds(
                Movie,
                alid=st.just(alid),
                content_id=TEXTS,
                title=TEXTS,
                work_type=st.sampled_from([WorkType.MOVIE, WorkType.SHORT]),
            ),
            seasons(st.just(alid)),
            st.builds(
                Episode,
                alid=st.just(alid),
                content_id=TEXTS,
                title=TEXTS,
                number=COUNTS,
                season=seasons(st.just("")),
            ),
            st.builds(BoxSet, alid=st.just(alid), content_id=TEXTS, title=TEXTS, season_count=COUNTS),
            st.builds(
                Collection,
                alid=st.just(alid),
                content_id=TEXTS,
                title=TEXTS,
                members=st.lists(TEXTS.filter(bool), max_size=3).map(tuple),
            ),
            st.builds(
                Supplemental,
                alid=st.just(alid),
                content_id=TEXTS,
                title=TEXTS,
                work_type=st.sampled_from([WorkType.TRAILER, WorkType.BONUS]),
            ),
        )
    )
    rows = draw(st.lists(transactions(line), max_size=3))
    if isinstance(title, BoxSet | Collection):
        rows = [
            replace(row, format=str(Format.MAX), discount=draw(st.none() | st.integers(0, 100)))
            for row in rows
        ]
    return Avail(
        scope=Scope(alid, "US", line),
        licensor=draw(TEXTS),
        title=title,
        transactions=tuple(rows),
        entitlements=tuple(draw(st.lists(st.builds(Entitlement, ecosystem=TEXTS, id=TEXTS), max_size=2))),
    )


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.decimals(-1000, 1000, places=2, allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
VALUES = frozenset({"value", "_termName", "_ecosystem"})
WHOLE = frozenset({"Territory", "BundledAsset"})
STRANGE = st.text("abc.~_", min_size=0, max_size=4).map(lambda text: f"Strange{text}")


@st.composite
def payloads_with_strangers(draw: st.DrawFn) -> tuple[Scope, dict[str, Any]]:
    """An avail as the service spells it, with members whose names nobody knows wherever no value of ours stands."""
    avail = draw(avails())
    payload = encode(avail, spec_version=None)

    def grow(value: Any) -> Any:
        match value:
            case dict() if value.keys() & VALUES:
                return value
            case dict():
                grown = {name: item if name in WHOLE else grow(item) for name, item in value.items()}
                return grown | draw(st.just({}) | st.dictionaries(STRANGE, JSON, max_size=1))
            case list():
                return [grow(item) for item in value]
            case _:
                return value

    payload = grow(payload)
    for row in payload["Transaction"]:
        row.setdefault("Terms", []).append({"_termName": draw(STRANGE), "Text": draw(TEXTS)})
    return avail.scope, payload


def in_any_order(value: Any, name: str = "") -> Any:
    """The value with the array of terms, which has no meaningful order, in a fixed one."""
    match value:
        case dict():
            return {inner: in_any_order(item, inner) for inner, item in value.items()}
        case list():
            items = [in_any_order(item) for item in value]
            return (
                sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))
                if name == "Terms"
                else items
            )
        case _:
            return value


def no_floats(value: Any) -> bool:
    match value:
        case dict():
            return all(no_floats(item) for item in value.values())
        case list():
            return all(no_floats(item) for item in value)
        case _:
            return not isinstance(value, float)


@given(avails())
def test_what_is_written_is_read_back(avail: Avail) -> None:
    assert decode(avail.scope, encode(avail, spec_version=None), CONVENTIONS) == avail


@given(avails(), st.none() | TEXTS)
def test_the_same_through_bytes_wrapped_and_with_a_version(avail: Avail, version: str | None) -> None:
    body = dumps({"avail": encode(avail, spec_version=version)})
    assert decode(avail.scope, loads(body), CONVENTIONS) == avail


@given(payloads_with_strangers())
def test_what_is_not_understood_passes_through(case: tuple[Scope, dict[str, Any]]) -> None:
    scope, payload = case
    avail = decode(scope, payload, CONVENTIONS)
    assert in_any_order(encode(avail, spec_version=None)) == in_any_order(payload)


@given(payloads_with_strangers())
def test_reading_leaves_the_answer_whole_and_holds_no_float(case: tuple[Scope, dict[str, Any]]) -> None:
    scope, payload = case
    before = dumps(payload)
    avail = decode(scope, loads(before), CONVENTIONS)
    assert no_floats(encode(avail, spec_version=None))
    decode(scope, payload, CONVENTIONS)
    assert dumps(payload) == before


@given(JSON)
def test_exact_json_is_the_same_value_both_ways(value: Any) -> None:
    assert loads(dumps(value)) == value


@given(st.decimals(-(10**6), 10**6, places=3, allow_nan=False, allow_infinity=False))
def test_a_price_keeps_its_digits(amount: Decimal) -> None:
    written = dumps({"value": amount}).decode()
    assert json.loads(written, parse_float=str, parse_int=str) == {"value": f"{amount:f}"}


def test_the_official_payload_comes_out_to_the_last_value(shared_data: Any) -> None:
    path = shared_data / "payloads" / "put_full_extract_channels_svod_episode.closed.json"
    payload = loads(path.read_bytes())
    avail = decode(Scope("demoALID", "US", BusinessLine.CHANNELS), payload)
    assert {"avail": encode(avail, spec_version=None)} == payload
    assert avail.extra == {}
    assert avail.transactions[0].extra == {}
