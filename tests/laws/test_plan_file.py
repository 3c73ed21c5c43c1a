"""Laws of the plan file: what is written is what is read, and whatever was changed is refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from unit.plan.plans import a_change, a_plan

from pvsync.diagnostics import Finding, Place, Related, Severity
from pvsync.errors import PlanTampered
from pvsync.model.avail import Avail, Entitlement
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.money import Money
from pvsync.model.plan import (
    Action,
    Cause,
    Change,
    Coverage,
    Estimate,
    FieldChange,
    Plan,
    Row,
    RowFate,
    Source,
    UnreadScope,
)
from pvsync.model.scope import Scope
from pvsync.model.season_move import SeasonMove
from pvsync.model.standing import KeptRow, Settling
from pvsync.model.terms import TERMS, TermKind
from pvsync.model.titles import BoxSet, Collection, Episode, Movie, Season, Series, Supplemental
from pvsync.model.transaction import Language, Transaction
from pvsync.model.verdict import GuardVerdict, TerritoryVerdict
from pvsync.model.window import Window
from pvsync.plan.file import _identity, freeze, plan_schema, plan_to_json, read_plan, write_plan

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.none() | st.integers(0, 10**6)
instants = st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
money = st.builds(
    Money,
    st.sampled_from(["USD", "JPY", "KWD"]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6)
    | st.just(Decimal("0.12345678901234567890123456789012345")),
)
tags = st.sampled_from(["en", "en-US", "fr-CA"])
languages = st.sets(st.builds(Language, tags, st.sampled_from(["", "audio", "subtitle"]))).map(
    lambda found: tuple(sorted(found))
)
exact = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)
    | st.just(Decimal("6.90"))
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
extras = st.dictionaries(texts, exact, max_size=2)
KINDS = {
    TermKind.TEXT: texts,
    TermKind.MONEY: money,
    TermKind.DURATION: st.sampled_from(["PT48H", "P1M"]),
    TermKind.EVENT: instants,
    TermKind.BOOLEAN: st.booleans(),
}
terms = st.fixed_dictionaries({}, optional={name: KINDS[term.kind] for name, term in TERMS.items()})
transactions = st.builds(
    Transaction,
    id=st.none() | texts,
    license=texts,
    territory=st.sampled_from(["US", "NO"]),
    format=texts,
    window=st.builds(Window, st.none() | instants, st.none() | instants),
    channel=st.none() | texts,
    contract=st.none() | texts,
    asset_languages=languages,
    allowed_languages=languages,
    holdback_languages=languages,
    license_rights=st.none() | texts,
    instructions=st.none() | texts,
    other_terms=st.none() | texts,
    discount=st.none() | st.integers(0, 100),
    terms=terms,
    extra=extras,
)
series = st.builds(Series, texts, texts, numbers)
seasons = st.builds(Season, texts, texts, texts, numbers, numbers, series)
titles = st.one_of(
    st.builds(Movie, texts, texts, texts, st.sampled_from([WorkType.MOVIE, WorkType.SHORT])),
    seasons,
    st.builds(Episode, texts, texts, texts, numbers, seasons),
    st.builds(BoxSet, texts, texts, texts, numbers),
    st.builds(Collection, texts, texts, texts, st.lists(texts).map(tuple)),
    st.builds(Supplemental, texts, texts, texts, st.sampled_from([WorkType.TRAILER, WorkType.BONUS]), texts),
)
scopes = st.builds(Scope, texts, st.sampled_from(["US", "NO"]), st.sampled_from(BusinessLine))
avails = st.builds(
    lambda **parts: parts,
    licensor=texts,
    title=titles,
    transactions=st.lists(transactions, max_size=3).map(tuple),
    entitlements=st.lists(st.builds(Entitlement, texts, texts), max_size=2).map(tuple),
    extra=extras,
)
values = st.none() | texts | st.booleans() | st.integers() | st.lists(texts).map(tuple)
sources = st.builds(
    Source, texts, st.integers(1), st.integers(1), st.none() | texts, st.none() | texts, st.booleans()
)
fields = st.builds(
    FieldChange, texts, values, values, st.sampled_from(Cause), st.none() | sources, st.booleans()
)
plan_rows = st.builds(Row, texts, st.sampled_from(RowFate), numbers, numbers)
places = st.builds(Place, texts, *[st.integers(1, 99)] * 4)
findings = st.builds(
    Finding,
    texts,
    texts,
    st.sampled_from(Severity),
    texts,
    texts,
    st.none() | places,
    st.lists(st.builds(Related, texts, places), max_size=2).map(tuple),
)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    scope = draw(scopes)
    sides = [draw(st.none() | avails) for _ in range(3)]
    return Change(
        scope=scope,
        action=draw(st.sampled_from([action for action in Action if action is not Action.KEEP])),
        kind=draw(texts),
        title=draw(texts),
        reason=draw(texts),
        before=None if sides[0] is None else Avail(scope=scope, **sides[0]),
        after=None if sides[1] is None else Avail(scope=scope, **sides[1]),
        fields=draw(st.lists(fields, max_size=2).map(tuple)),
        rows=draw(st.lists(plan_rows, max_size=2).map(tuple)),
        fingerprint=draw(texts),
        needs=draw(st.lists(scopes, max_size=2).map(tuple)),
        first=None if sides[2] is None else Avail(scope=scope, **sides[2]),
    )


plans = st.builds(
    Plan,
    plan_id=st.just(""),
    pvsync_version=texts,
    environment=texts,
    licensor=texts,
    commit=st.none() | texts,
    dirty=st.booleans(),
    base=st.none() | texts,
    as_of=instants,
    simulated=st.booleans(),
    valid_until=st.none() | instants,
    created_at=instants,
    coverage=st.builds(
        Coverage,
        st.integers(0, 99),
        st.integers(0, 99),
        st.booleans(),
        st.lists(texts, max_size=2).map(tuple),
        st.lists(texts, max_size=2).map(tuple),
    ),
    changes=st.lists(changes(), max_size=2).map(tuple),
    unread=st.lists(st.builds(UnreadScope, scopes, texts), max_size=2).map(tuple),
    kept=st.lists(
        st.builds(KeptRow, scopes, texts, texts, st.none() | instants, st.none() | instants, st.booleans()),
        max_size=2,
    ).map(tuple),
    settling=st.lists(
        st.builds(Settling, scopes, texts, texts, instants, instants, st.booleans()), max_size=2
    ).map(tuple),
    seasons=st.lists(
        st.builds(SeasonMove, scopes, texts, st.none() | instants, st.none() | instants, st.booleans()),
        max_size=2,
    ).map(tuple),
    guards=st.lists(
        st.builds(
            GuardVerdict,
            texts,
            st.integers(0, 9),
            numbers,
            st.sampled_from(["pass", "refuse", "approved"]),
            st.integers(0, 9),
            numbers,
            st.lists(
                st.builds(
                    TerritoryVerdict, texts, *[st.integers(0, 9)] * 4, st.sampled_from(["pass", "refuse"])
                ),
                max_size=2,
            ).map(tuple),
            st.lists(st.tuples(scopes, st.integers(1, 9)), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    diagnostics=st.lists(findings, max_size=2).map(tuple),
    estimate=st.builds(Estimate, st.integers(0, 99), st.floats(0, 10**6)),
    zones=st.dictionaries(texts, texts, max_size=2),
).map(freeze)

VALIDATOR = Draft202012Validator(plan_schema())


@given(plans)
@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_what_is_written_is_what_is_read(plan: Plan) -> None:
    data = write_plan(plan)
    document = json.loads(data)

    assert read_plan(data) == plan
    assert write_plan(read_plan(data)) == data
    assert freeze(plan) == plan
    assert document == plan_to_json(plan)
    VALIDATOR.validate(document)


def full_plan() -> Plan:
    """A plan with something in every list."""
    place = Place("a.yaml", 1, 2, 3, 4)
    season = Season("S", "S", "Season", 1, 8, Series("R", "Series", 4))
    change = a_change()
    avail = change.after
    assert avail is not None
    row = replace(
        avail.transactions[0],
        id="t1",
        asset_languages=(Language("en", "audio"),),
        terms={
            "wsp": Money("USD", Decimal("6.90")),
            "exclusive": True,
            "announce": datetime(2026, 1, 2, 3, 4, 5, 600, tzinfo=UTC),
        },
        extra={"Spare": {"value": Decimal("6.90"), "list": [1, None, "1"]}},
    )
    avail = replace(
        avail,
        title=Episode("E", "E", "Pilot", 1, season),
        transactions=(row,),
        entitlements=(Entitlement("DMA", "1"),),
        extra={"Other": Decimal("1.0")},
    )
    field = FieldChange(
        "title", ("a", "b"), 1, Cause.INTENT, Source("a.yaml", 1, 2, "c", "someone", removed=True)
    )
    return freeze(
        a_plan(
            commit="c",
            base="b",
            valid_until=datetime(2026, 7, 1, tzinfo=UTC),
            coverage=Coverage(1, 1, complete=True, selection=("A*",), not_checked=("history",)),
            changes=(
                replace(
                    change,
                    before=avail,
                    after=avail,
                    fields=(field,),
                    rows=(Row("EST HD", RowFate.SAME, 0, 0),),
                    needs=(change.scope,),
                    first=replace(avail, extra={}),
                ),
            ),
            unread=(UnreadScope(change.scope, "500"),),
            guards=(GuardVerdict("delta", 1, 2, "pass"),),
            diagnostics=(Finding("PV1", "n", Severity.WARNING, "m", "h", place, (Related("r", place),)),),
            estimate=Estimate(3, 0.5),
            zones={"US": "America/New_York"},
            seasons=(SeasonMove(change.scope, "Season 1", None, datetime(2026, 7, 1, tzinfo=UTC)),),
        )
    )


DATA = write_plan(full_plan())


def _variants(value: Any) -> Iterator[Any]:
    """Every way to change one value, take one member away or add one, anywhere in a document."""
    match value:
        case dict():
            yield {**value, "added": 1}
            for name in value:
                yield {key: item for key, item in value.items() if key != name}
                yield {(f"{key}x" if key == name else key): item for key, item in value.items()}
                yield from ({**value, name: other} for other in _variants(value[name]))
        case list():
            yield [*value, "added"]
            for index, item in enumerate(value):
                yield value[:index] + value[index + 1 :]
                yield from ([*value[:index], other, *value[index + 1 :]] for other in _variants(item))
        case bool():
            yield not value
        case int() | float():
            yield value + 1
            yield str(value)
        case str():
            yield f"{value}x"
            yield None
        case _:
            yield "something"


def test_one_value_changed_taken_away_or_added_is_refused() -> None:
    document = json.loads(DATA)
    seen = 0
    for variant in _variants(document):
        seen += 1
        with pytest.raises(PlanTampered):
            read_plan(json.dumps(variant).encode())
    assert seen > 400


def test_a_forged_id_does_not_make_another_form_a_plan() -> None:
    """Whoever computes the id anew still cannot bring the reader down; a plan of the right form is theirs to sign."""
    document = json.loads(DATA)
    read = 0
    for variant in _variants(document):
        if isinstance(variant, dict):
            try:
                read_plan(json.dumps({**variant, "plan_id": _identity(variant)}).encode())
                read += 1
            except PlanTampered:
                pass
    assert read


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("extra", '{"Spare": "1e999999999999999999999"}'),
        ("extra", json.dumps({"Spare": "[" * 200_000})),
        ("extra", '{"Spare": "not json"}'),
        ("terms", '{"wsp": "6.99"}'),
        ("terms", '{"announce": "2026-02-30T00:00:00Z"}'),
        ("start", '"2026-02-30T00:00:00Z"'),
        ("start", '"tomorrow"'),
    ],
)
def test_a_value_that_is_none_is_refused_even_under_the_right_id(path: str, text: str) -> None:
    document = json.loads(DATA)
    document["changes"][0]["after"]["transactions"][0][path] = json.loads(text)
    document["plan_id"] = _identity(document)

    with pytest.raises(PlanTampered, match="form of a plan"):
        read_plan(json.dumps(document).encode())


def test_a_season_without_series_and_an_episode_without_season_are_refused() -> None:
    for missing in ("season", "series"):
        document = json.loads(DATA)
        document["changes"][0]["after"]["title"][missing] = None
        document["plan_id"] = _identity(document)
        with pytest.raises(PlanTampered, match="form of a plan"):
            read_plan(json.dumps(document).encode())


@pytest.mark.parametrize("step", [1, 7])
def test_a_file_cut_anywhere_is_refused(step: int) -> None:
    for length in range(0, len(DATA) - 1, 13 * step):
        with pytest.raises(PlanTampered):
            read_plan(DATA[:length])


@given(st.integers(0, len(DATA) - 2), st.integers(1, 255))
@settings(max_examples=300, deadline=None)
def test_one_byte_changed_is_refused_unless_it_says_the_same(at: int, difference: int) -> None:
    changed = DATA[:at] + bytes([DATA[at] ^ difference]) + DATA[at + 1 :]
    try:
        plan = read_plan(changed)
    except PlanTampered:
        return
    assert plan == full_plan()


@given(
    st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(PlanTampered):
        read_plan(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"kind: movie", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"a": 1, "a": 2}', "not JSON"),
        (b'{"format_version": "1", "title": "\\ud800"}', "not JSON"),
        (b"[]", "not a plan file"),
        (b"1", "not a plan file"),
        (b"null", "not a plan file"),
        (b"{}", "format version None; this pvsync reads version '1'"),
        (b'{"format_version": "2"}', "format version '2'; this pvsync reads version '1'"),
        (b'{"format_version": "1"}', "content does not match its id"),
        (DATA.decode().encode("utf-16"), "form of a plan"),
    ],
)
def test_the_refusal_says_what_is_wrong(data: bytes, words: str) -> None:
    with pytest.raises(PlanTampered, match=words) as refused:
        read_plan(data)
    assert refused.value.exit_code == 3
    assert refused.value.advice


def test_a_member_given_twice_is_refused_even_where_the_last_one_is_right() -> None:
    twice = DATA.replace(b'"dirty": false', b'"dirty": true, "dirty": false')

    assert read_plan(DATA) == full_plan()
    with pytest.raises(PlanTampered):
        read_plan(twice)


def test_another_layout_of_the_same_document_is_the_same_plan() -> None:
    assert read_plan(json.dumps(json.loads(DATA), indent=4, sort_keys=True).encode()) == full_plan()


def test_the_id_covers_every_part_of_a_plan() -> None:
    plan = full_plan()
    for changed in (
        replace(plan, as_of=plan.as_of + timedelta(seconds=1)),
        replace(plan, zones={}),
        replace(plan, unread=()),
        replace(plan, changes=()),
    ):
        assert freeze(changed).plan_id != plan.plan_id
