"""Two who read the same documents: our offline rules and the emulator's checks, which share no code.

Every documented reason against a bundle is refused by both, or this file says why only one can.
"""

from collections.abc import Callable
from typing import Any

import pytest
from e2e.estate import Estate
from unit.emulator.partner import Partner, a_bundle, a_row, an_avail, wsp

from pvsync.rules.documented.bundles import BUNDLES
from pvsync.workflows.all_codes import all_codes
from pvsync.workflows.rule_pages import caught_by

MAX = {"value": "Max"}
SERIES, COLLECTION = "Series", "Collection"
Avails = list[dict[str, Any]]


def overlapping(work_type: str, profile: str, amount: str) -> Avails:
    rows = (a_row("one"), a_row("two", FormatProfile={"value": profile}, Terms=wsp(amount)))
    return [a_bundle(*rows, work_type=work_type)]


def one(work_type: str, **members: Any) -> Avails:
    return [a_bundle(a_row(**{"FormatProfile": MAX, **members}), work_type=work_type)]


def counting(count: Any, series: Any = "A-1") -> Avails:
    metadata = {"SeriesContentID": series, "NumberOfSeasons": count}
    return [a_bundle(work_type=SERIES, Asset=[{"WorkType": SERIES, "SeriesMetadata": metadata}])]


def seasons(*rows: dict[str, Any], **bundle: Any) -> Avails:
    asset = {"WorkType": "Season", "SeasonMetadata": {"SeriesMetadata": {"SeriesContentID": "A-1"}}}
    held = [
        an_avail({"Terms": wsp("9.00"), **row}, alid=f"S-{number}", Asset=[asset])
        for number, row in enumerate(rows)
    ]
    return [*held, *one(SERIES, **bundle)]


def movies(first: dict[str, Any], work_type: str = "Movie") -> Avails:
    return [an_avail(first, alid="M-1", work_type=work_type), an_avail(alid="M-2"), *one(COLLECTION)]


LATE, SHORT = a_row(Start="2026-02-01"), a_row(End="2030-12-31")
REFUSED: dict[str, tuple[str, Callable[[], Avails]]] = {
    f"{prefix}-rejection-{number}": case
    for prefix, work_type in (("box-set", SERIES), ("collection", COLLECTION))
    for number, case in {
        1: (
            "different FormatProfiles at the same price",
            lambda of=work_type: overlapping(of, "UHD", "10.49"),
        ),
        2: ("the same FormatProfile at different prices", lambda of=work_type: overlapping(of, "HD", "9.49")),
        3: ("the same FormatProfile at the same price", lambda of=work_type: overlapping(of, "HD", "10.49")),
        4: (
            "different FormatProfiles at different prices",
            lambda of=work_type: overlapping(of, "UHD", "9.49"),
        ),
        5: (
            "RetailerSpare1 is not a number from 0 to 100",
            lambda of=work_type: one(of, RetailerSpare1="30%"),
        ),
        7: ("neither WSP nor SRP", lambda of=work_type: one(of, Terms=[])),
    }.items()
} | {
    "box-set-rejection-8": ("NumberOfSeasons is not a number above zero", lambda: counting(0)),
    "box-set-rejection-9": ("SeriesContentID is not the ALID", lambda: counting(1, "ELSE")),
    "box-set-rejection-10": (
        "FormatProfile 8K is not one of",
        lambda: one(SERIES, FormatProfile={"value": "8K"}),
    ),
    "box-set-rejection-11": (
        "FormatProfile Max is not one of",
        lambda: [an_avail(a_row(FormatProfile=MAX), work_type="Season")],
    ),
    "box-set-rule-1": ("Start is before that of season S-1", lambda: seasons(a_row(), LATE)),
    "box-set-rule-2": ("End is after that of season S-1", lambda: seasons(a_row(), SHORT)),
    "box-set-rule-5": (
        "is not less than the sum of the seasons",
        lambda: seasons(a_row(), a_row(), Terms=wsp("18.00")),
    ),
    "collection-rejection-9": ("is blank", lambda: [a_bundle(work_type=COLLECTION, members=())]),
    "collection-rejection-10": ("only one title", lambda: [a_bundle(work_type=COLLECTION, members=("M-1",))]),
    "collection-rejection-11": (
        "its titles cannot be changed",
        lambda: [*one(COLLECTION), a_bundle(work_type=COLLECTION, members=("M-1", "M-3"))],
    ),
    "collection-rejection-12": (
        "FormatProfile 8K is not one of",
        lambda: one(COLLECTION, FormatProfile={"value": "8K"}),
    ),
    "collection-rule-1": ("not a movie", lambda: movies(a_row(), "Episode")),
    "collection-rule-2": ("Start is before that of movie M-1", lambda: movies(LATE)),
    "collection-rule-3": ("End is after that of movie M-1", lambda: movies(SHORT)),
}
_PUBLISHING = (
    "what a title needs to be published is not in its avail, so a service that holds avails cannot tell"
)
NOT_BY_THE_SERVICE = {
    "box-set-rejection-6": "speaks of a spreadsheet",
    "collection-rejection-6": "speaks of a spreadsheet",
    "collection-rejection-8": "a slip of the pen in the documents",
    "box-set-rule-3": "which seasons have aired as a whole is not on the wire",
    "box-set-rule-4": _PUBLISHING,
    "collection-rule-4": _PUBLISHING,
    "box-set-rule-6": "a season of another series is a good season by itself",
    "box-set-rule-7": "an episode of another season is a good episode by itself",
}
DOCUMENTED = [entry for entry in BUNDLES if entry.key.startswith(("box-set", "collection"))]


@pytest.fixture
def partner(estate: Estate) -> Partner:
    return Partner(estate.emulator)


@pytest.mark.parametrize("key", REFUSED)
def test_the_service_refuses_what_the_documents_say(partner: Partner, estate: Estate, key: str) -> None:
    words, avails = REFUSED[key]
    *held, last = avails()
    for avail in held:
        assert partner.put(avail, avail["ALID"]).status_code == 200
    before = estate.emulator.dump()

    answer = partner.validate(last, last["ALID"])

    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert estate.emulator.dump() == before


def test_the_service_refuses_everything_that_it_could_know() -> None:
    assert REFUSED.keys() | NOT_BY_THE_SERVICE.keys() == {entry.key for entry in DOCUMENTED}
    assert REFUSED.keys().isdisjoint(NOT_BY_THE_SERVICE)


@pytest.mark.parametrize("entry", DOCUMENTED, ids=lambda entry: entry.key)
def test_an_offline_rule_says_the_same_or_a_page_says_why_not(entry: Any) -> None:
    caught = caught_by().get(entry.key, [])
    assert bool(caught) is not bool(entry.why_none)
    assert all(all_codes()[code].page for code in caught)
