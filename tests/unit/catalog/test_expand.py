"""One avail into transactions: how many, when, at what price, and where each value stands."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from unit.catalog.reading import EST, FVOD, avails, movie, read, rows

from pvsync.model.licence import BusinessLine
from pvsync.model.money import Money
from pvsync.model.transaction import Language, Transaction
from pvsync.model.zones import Zones

FIRST, DAYS = date(2026, 3, 1), 12
DAY = timedelta(days=1)
TERRITORIES, FORMATS = ["US", "DE", "JP"], ["HD", "UHD"]
GROUPS = {"EU": ("DE", "FR")}

Line = tuple[str | None, str | None, int | None, int | None]

lines = st.lists(
    st.tuples(
        st.sampled_from([None, *TERRITORIES, "EU"]),
        st.sampled_from([None, *FORMATS]),
        st.none() | st.integers(-3, DAYS + 3),
        st.none() | st.integers(-3, DAYS + 3),
    ),
    min_size=1,
    max_size=5,
)


def written(number: int, line: Line) -> str:
    territory, form, first, until = line
    keys = [f"wsp: {number}.00 USD"]
    keys += [f"territory: {territory}"] * (territory is not None)
    keys += [f"format: {form}"] * (form is not None)
    keys += [] if first is None else [f"from: {FIRST + first * DAY}"]
    keys += [] if until is None else [f"until: {FIRST + until * DAY}"]
    return "{" + ", ".join(keys) + "}"


def chosen(found: list[Line], territory: str, form: str, day: int) -> int | None:
    """The line that holds on a day, said in ten lines; None where none does, -1 where it is not clear."""
    fitting = [
        (
            line[2:] != (None, None),
            2 if line[0] == territory else int(line[0] is not None),
            line[1] is not None,
            number,
        )
        for number, line in enumerate(found)
        if line[0] in (None, territory) or territory in GROUPS.get(line[0] or "", ())
        if line[1] in (None, form)
        if (line[2] is None or line[2] <= day) and (line[3] is None or day < line[3])
    ]
    fitting = [one for one in fitting if one[0] == max(fitting)[0]]
    best = max(fitting, default=None)
    clear = all(
        one == best or (best and one[1] <= best[1] and one[2] <= best[2] and one[1:3] != best[1:3])
        for one in fitting
    )
    return None if best is None else best[3] if clear else -1


@given(
    lines,
    st.lists(st.sampled_from(TERRITORIES), unique=True, min_size=1),
    st.lists(st.sampled_from(FORMATS), unique=True, min_size=1),
)
@settings(max_examples=300, deadline=None)
def test_every_day_of_every_territory_and_format_has_the_price_that_holds_there(
    found: list[Line], territories: list[str], formats: list[str]
) -> None:
    expected = {
        (territory, form): [chosen(found, territory, form, day) for day in range(DAYS)]
        for territory in territories
        for form in formats
    }
    prices = ", ".join(written(number, line) for number, line in enumerate(found))
    text = movie(
        f"license: EST, territories: [{', '.join(territories)}], formats: [{', '.join(formats)}], "
        f"start: {FIRST}, end: {FIRST + (DAYS - 1) * DAY}, prices: [{prices}]"
    )
    titles, findings = read(text, groups=GROUPS)
    spoken = {finding.code for finding in findings}
    days = [day for row in expected.values() for day in row]
    never = any(line[2] is not None and line[3] is not None and line[3] <= line[2] for line in found)
    always = [line for line in found if line[2:] == (None, None)]
    unclear = -1 in days or any(chosen(always, *where, 0) == -1 for where in expected)
    assert ("PV118" in spoken) == unclear
    assert ("PV015" in spoken) == never
    assert ("PV119" in spoken) == (None in days and not never)
    idle = [number for number in range(len(found)) if number not in days]
    assume(not unclear)
    assert idle or "PV117" not in spoken

    got = [row for title in titles for avail in title.avails for row in avail.transactions]
    assert len(got) == sum(_runs(row) for row in expected.values())
    zones = Zones()
    for (territory, form), row in expected.items():
        own = [one for one in got if (one.territory, one.format) == (territory, form)]
        for day, number in enumerate(row):
            at = FIRST + day * DAY
            begins, ends = zones.start_of(at, territory), zones.end_of(at, territory)
            held = [one for one in own if one.window.start and one.window.start <= begins]
            held = [one for one in held if one.window.end and one.window.end >= ends]
            assert [one.terms.get("wsp") for one in held] == [
                None if number is None else Money.parse(f"{number}.00 USD")
            ]
        _cover(own, zones.start_of(FIRST, territory), zones.end_of(FIRST + (DAYS - 1) * DAY, territory))


def _runs(days: list[int | None]) -> int:
    return 1 + sum(one != other for one, other in pairwise(days))


def _cover(own: list[Transaction], start: datetime, end: datetime) -> None:
    """The windows of one line touch each other, and together they are the avail's own."""
    ordered = sorted(own, key=lambda row: str(row.window.start))
    assert ordered[0].window.start == start
    assert ordered[-1].window.end == end
    for one, other in pairwise(ordered):
        assert one.window.end is not None
        assert other.window.start == one.window.end + timedelta(seconds=1)


def test_an_end_includes_its_day_and_an_until_does_not() -> None:
    found = rows(
        movie(
            "license: EST, territories: [US], formats: [HD], start: 2026-06-01, end: 2026-06-30, "
            "prices: [{wsp: 6.99 USD}, {wsp: 4.99 USD, until: 2026-06-15}]"
        )
    )

    assert [(str(row.window.start), str(row.window.end), str(row.terms["wsp"])) for row in found] == [
        ("2026-06-01 04:00:00+00:00", "2026-06-15 03:59:59+00:00", "4.99 USD"),
        ("2026-06-15 04:00:00+00:00", "2026-07-01 03:59:59+00:00", "6.99 USD"),
    ]


def test_instants_are_taken_as_they_are_and_days_in_utc_where_the_config_says_so() -> None:
    instant = (
        "license: EST, territories: [US], formats: [HD], start: 2026-06-01T02:00:00+02:00, end: 2026-06-30"
    )
    row = rows(movie(instant), zones=Zones(utc=True))[0]

    assert row.window.start == datetime(2026, 6, 1, tzinfo=UTC)
    assert row.window.end == datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)


def test_every_key_of_an_avail_reaches_its_transaction() -> None:
    row = rows(
        movie(
            "license: SVOD, territories: [US], formats: [4K], start: 2026-01-15, end: 2031-01-14, channel: mgm, "
            "contract: CPH, category: sub, tier: Gold, announce: 2026-01-02, suppression_lift: 2026-01-01T00:00:00Z, "
            "rental: P30D, watch: PT48H, download: no, exclusive: Yes, exclusive_attributes: first, "
            "instructions: handle with care, other_terms: none, license_rights: DAB, id: a1, reference: paper, "
            "languages: {asset: [fr-CA, en-US, fr-CA], allowed: [en], holdback: [{tag: fr, asset: audio}]}"
        )
    )[0]

    assert (row.id, row.license, row.format, row.channel, row.contract) == ("a1", "SVOD", "4K", "mgm", "CPH")
    assert (row.license_rights, row.instructions, row.other_terms) == ("DAB", "handle with care", "none")
    assert row.asset_languages == (Language("fr-CA"), Language("en-US"))
    assert row.allowed_languages == (Language("en"),)
    assert row.holdback_languages == (Language("fr", "audio"),)
    assert row.terms == {
        "announce": datetime(2026, 1, 2, 5, tzinfo=UTC),
        "suppression_lift": datetime(2026, 1, 1, tzinfo=UTC),
        "tier": "Gold",
        "category": "sub",
        "download": "No",
        "rental": "PT720H",
        "watch": "PT48H",
        "exclusive": True,
        "exclusive_attributes": "first",
    }


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("license: EST", BusinessLine.TVOD),
        ("license: VOD", BusinessLine.TVOD),
        ("license: POEST", BusinessLine.TVOD),
        ("license: FVOD", BusinessLine.FVOD),
        ("license: SVOD, channel: prime", BusinessLine.PRIME_SUBSCRIPTION),
        ("license: SVOD, channel: a4k", BusinessLine.PRIME_SUBSCRIPTION),
        ("license: SVOD, channel: ours", BusinessLine.PRIME_SUBSCRIPTION),
        ("license: SVOD, channel: mgm", BusinessLine.CHANNELS),
    ],
)
def test_the_business_line_follows_licence_and_channel(more: str, line: BusinessLine) -> None:
    text = movie(EST.replace("license: EST", more))
    found = avails(text, benefits={"ours": "Prime", "mgm": "MGM"}, channels=frozenset({"ours", "mgm"}))

    assert [avail.scope.business_line for avail in found] == [line]


@pytest.mark.parametrize("channels", [None, frozenset({"mgm"})])
@pytest.mark.parametrize(
    ("channel", "hint"),
    [
        ("Prime", "write `prime`"),
        ("PRIME", "write `prime`"),
        ("A4K", "write `a4k`"),
        ('"prime\\u200b"', "write `prime`"),
        ('"\\u202ePrime\\u00AD"', "write `prime`"),
        ('"mgm\\uFEFF"', "write `mgm`"),
    ],
)
def test_a_channel_that_looks_like_another_is_not_a_line_of_its_own(
    channel: str, hint: str, channels: frozenset[str] | None
) -> None:
    text = movie(EST.replace("license: EST", f"license: SVOD, channel: {channel}"))
    found = [finding for finding in read(text, channels=channels)[1] if finding.code == "PV108"]

    assert [finding.hint for finding in found] == [hint]


def test_licence_rights_hold_until_the_day_before_their_until() -> None:
    text = movie(FVOD + ", license_rights: {value: New Release, until: 2026-06-02}")
    before = datetime(2026, 6, 2, 3, 59, 59, tzinfo=UTC)
    for at, rights in ((before, "New Release"), (before + timedelta(seconds=1), None)):
        titles, _ = read(text, as_of=at)
        assert [row.license_rights for row in titles[0].avails[0].transactions] == [rights]
        assert titles[0].dated == ((before + timedelta(seconds=1),) if rights else ())


@pytest.mark.parametrize(
    ("more", "path", "text"),
    [
        ("", "territory", "US"),
        ("", "format", "HD"),
        ("", "start", "2026-01-15"),
        ("", "end", "2031-01-14"),
        ("", "license", "EST"),
        (", wsp: 6.99 USD", "wsp", "6.99 USD"),
        (", prices: [{wsp: 6.99 USD}]", "wsp", "6.99 USD"),
        (", prices: [{wsp: 6.99 USD, srp: 9.99 USD}]", "srp", "9.99 USD"),
        (", languages: {asset: [en]}", "languages.asset", "{asset: [en]}"),
        (", prices: [{wsp: 6.99 USD, until: 2027-01-01}, {wsp: 1.99 USD}]", "end", "2027-01-01"),
        ("", "instructions", "{" + EST + "}"),
    ],
)
def test_the_place_of_each_value_is_where_it_is_written(more: str, path: str, text: str) -> None:
    source = movie(EST + more)
    titles, findings = read(source)
    place = titles[0].places.transaction(titles[0].avails[0].scope, 0, path)

    assert findings == ()
    line = source.splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == text


def test_the_place_of_a_window_that_a_price_opens_is_the_price_line() -> None:
    source = movie(EST + ", prices: [{wsp: 6.99 USD}, {wsp: 1.99 USD, from: 2027-01-01, until: 2027-02-01}]")
    titles, _ = read(source)
    scope = titles[0].avails[0].scope
    line = source.splitlines()[4]
    places = [
        (titles[0].places.transaction(scope, row, "start"), titles[0].places.transaction(scope, row, "end"))
        for row in range(3)
    ]

    assert [tuple(line[at.column - 1 : at.end_column - 1] for at in pair) for pair in places] == [
        ("2026-01-15", "2027-01-01"),
        ("2027-01-01", "2027-02-01"),
        ("2027-02-01", "2031-01-14"),
    ]


def test_the_place_of_a_price_that_nothing_gives_is_the_list_of_prices() -> None:
    source = movie(EST + ", prices: [{wsp: 6.99 USD, from: 2027-01-01}]")
    titles, findings = read(source)
    place = titles[0].places.transaction(titles[0].avails[0].scope, 0, "wsp")

    assert [finding.code for finding in findings] == ["PV119"]
    assert place == findings[0].place
