"""The example catalog of the tutorial and the demo: valid, of the promised size, and showing every key of an avail."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pvsync.catalog.documents.avail import KEYS_BY_NAME
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import BusinessLine, License, WorkType
from pvsync.model.money import Money
from pvsync.model.progress import Silent
from pvsync.model.titles import BoxSet, Collection, Episode, Season
from pvsync.model.transaction import Transaction
from pvsync.model.window import WindowState
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.validate import validate

ROOT = Path(__file__).resolve().parents[2]
AS_OF = datetime(2026, 11, 22, 12, tzinfo=UTC)
CURRENCIES = {"US": "USD", "CA": "CAD", "GB": "GBP", "DE": "EUR", "JP": "JPY"}
SOON = timedelta(days=30)
LONGEST = timedelta(days=365 * 12)


@dataclass(frozen=True, slots=True)
class Example:
    """The catalog as files and as titles."""

    project: Project
    documents: tuple[dict[str, Any], ...]
    titles: tuple[DesiredTitle, ...]

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        """The documents of one kind."""
        return [document for document in self.documents if document["kind"] == kind]

    @property
    def avails(self) -> Iterator[Avail]:
        """Every scope."""
        return (avail for title in self.titles for avail in title.avails)

    @property
    def transactions(self) -> Iterator[Transaction]:
        """Every transaction."""
        return (transaction for avail in self.avails for transaction in avail.transactions)


@pytest.fixture(scope="module")
def example() -> Example:
    project = open_project(None, ROOT)
    sources = [source for source in project.sources() if isinstance(source, SourceFile)]
    documents = tuple(raw.data for source in sources for raw in read_documents(source)[0])
    return Example(project, documents, tuple(project.catalog(AS_OF).titles()))


def test_nothing_is_wrong_with_it(example: Example) -> None:
    judged = validate(example.project, [], AS_OF, Silent())

    assert [(finding.severity, finding.code) for finding in judged.findings] == [(Severity.NOTICE, "PV601")]
    assert judged.documents == judged.files == len(list(ROOT.glob("catalog/**/*.yaml")))


def test_it_is_a_small_studio(example: Example) -> None:
    assert Counter(document["kind"] for document in example.documents) == {
        "movie": 8,
        "series": 2,
        "season": 3,
        "bundle": 1,
        "collection": 1,
        "supplemental": 2,
        "deal": 3,
        "rights": 2,
    }
    assert sum(len(season["episodes"]) for season in example.of_kind("season")) == 20
    assert Counter(title.title.work_type for title in example.titles) == {
        WorkType.MOVIE: 7,
        WorkType.SHORT: 1,
        WorkType.SEASON: 3,
        WorkType.EPISODE: 20,
        WorkType.SERIES: 1,
        WorkType.COLLECTION: 1,
        WorkType.TRAILER: 1,
        WorkType.BONUS: 1,
    }


def test_seasons_and_series_say_how_many_there_are(example: Example) -> None:
    seasons = example.of_kind("season")

    assert [int(season["episode_count"]) for season in seasons] == [
        len(season["episodes"]) for season in seasons
    ]
    assert Counter(season["series"] for season in seasons) == {
        series["alid"]: int(series["seasons"]) for series in example.of_kind("series")
    }


def test_it_offers_in_five_territories_on_all_business_lines(example: Example) -> None:
    assert {avail.scope.territory for avail in example.avails} == set(CURRENCIES)
    assert {avail.scope.business_line for avail in example.avails} == set(BusinessLine)
    assert {transaction.license for transaction in example.transactions} == set(License)


def test_both_contracts_and_both_channels_occur(example: Example) -> None:
    sold = [row for row in example.transactions if row.license == License.SVOD]

    assert {(row.channel, row.contract) for row in sold} == {
        ("prime", "CPH"),
        ("prime", "FIXED_FEE"),
        ("emberline_plus_subscription", None),
        ("tidewatch_docs_subscription", None),
    }


def test_every_deal_is_used(example: Example) -> None:
    used = {
        entry["use"]
        for document in example.documents
        for entry in _entries(document)
        if "use" in entry and document["kind"] != "deal"
    }

    assert used == {deal["name"] for deal in example.of_kind("deal")}


def test_every_key_of_an_avail_is_shown(example: Example) -> None:
    shown = {key for document in example.documents for entry in _entries(document) for key in entry}

    assert shown == set(KEYS_BY_NAME)


def test_prices_are_in_the_money_of_the_territory(example: Example) -> None:
    for transaction in example.transactions:
        prices = [value for value in transaction.terms.values() if isinstance(value, Money)]
        assert all(price.currency == CURRENCIES[transaction.territory] for price in prices)
        if prices:
            wholesale, retail = (transaction.terms[name] for name in ("wsp", "srp"))
            assert isinstance(wholesale, Money)
            assert isinstance(retail, Money)
            assert 0 < wholesale.amount < retail.amount


def test_what_is_sold_one_by_one_has_a_price_and_nothing_else_has(example: Example) -> None:
    for avail in example.avails:
        priced = [bool({"wsp", "srp", "tier"} & set(row.terms)) for row in avail.transactions]

        assert priced == [avail.scope.business_line is BusinessLine.TVOD] * len(priced)


@pytest.mark.parametrize("term", ["wsp", "srp"])
def test_a_season_costs_less_than_its_episodes(example: Example, term: str) -> None:
    seasons: dict[tuple[str, str], Decimal] = {}
    episodes: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for title in example.titles:
        for avail in title.avails:
            if avail.scope.business_line is not BusinessLine.TVOD:
                continue
            price = avail.transactions[0].terms.get(term)
            match title.title, price:
                case Season(alid=alid), Money(amount=amount):
                    seasons[alid, avail.scope.territory] = amount
                case Episode(season=season), Money(amount=amount):
                    episodes[season.alid, avail.scope.territory] += amount
                case _:
                    continue

    assert set(seasons) == set(episodes)
    assert all(price < episodes[key] for key, price in seasons.items())


def test_a_bundle_costs_less_than_what_is_in_it_and_is_never_sold_without_it(example: Example) -> None:
    sold = {
        (avail.scope.alid, avail.scope.territory): _of_format(avail, "HD")
        for avail in example.avails
        if avail.scope.business_line is BusinessLine.TVOD and not _is_bundle(avail)
    }
    bundles = [avail for avail in example.avails if _is_bundle(avail)]

    assert len(bundles) == 4
    for bundle in bundles:
        (row,) = bundle.transactions
        match bundle.title:
            case Collection(members=members):
                parts = members
            case title:
                parts = tuple(f"{title.alid}-S{number}" for number in (1, 2))
        inside = [sold[part, bundle.scope.territory] for part in parts]
        for term in ("wsp", "srp"):
            prices = [one.terms[term] for one in (row, *inside)]
            amounts = [price.amount for price in prices if isinstance(price, Money)]
            assert amounts[0] < sum(amounts[1:])
        assert all(
            one.window.start <= row.window.start for one in inside if one.window.start and row.window.start
        )
        assert all(one.window.end >= row.window.end for one in inside if one.window.end and row.window.end)


def test_the_box_set_grows_when_its_second_season_is_complete(example: Example) -> None:
    (box_set,) = (title for title in example.titles if isinstance(title.title, BoxSet))

    assert (box_set.title.season_count, box_set.dated) == (1, (datetime(2026, 12, 5, tzinfo=UTC),))
    later = example.project.catalog(box_set.dated[0]).titles()
    assert [title.title.season_count for title in later if isinstance(title.title, BoxSet)] == [2]


def test_a_new_season_is_left_out_of_the_discount_until_it_is_old(example: Example) -> None:
    (season,) = (title for title in example.titles if title.title.alid == "TIDEWRACK-S2")

    assert {row.license_rights for avail in season.avails for row in avail.transactions} == {"New Release"}
    assert season.dated == (datetime(2027, 6, 4, 23, tzinfo=UTC),)


def test_what_is_held_is_written_down_for_some_and_not_for_all(example: Example) -> None:
    checked = {title.title.alid for title in example.titles if title.rights}

    assert {"HEATHAZE-2024", "TIDEWRACK", "TIDEWRACK-S2E6", "TIDEWRACK-MAKINGOF"} <= checked
    assert "MOTHSEASON-2023" not in checked


def test_the_windows_of_every_scope_are_sane(example: Example) -> None:
    for avail in example.avails:
        assert any(not row.window.is_over(AS_OF) for row in avail.transactions), avail.scope
        for row in avail.transactions:
            assert row.window.start is not None
            assert row.window.end is not None
            assert timedelta(0) < row.window.end - row.window.start < LONGEST, avail.scope
        for one, other in combinations(avail.transactions, 2):
            assert one.line != other.line or not one.window.overlap(other.window), avail.scope


def test_windows_of_every_state_occur(example: Example) -> None:
    states = Counter(row.window.state(AS_OF) for row in example.transactions)
    last_days = {
        avail.scope: max(row.window.end for row in avail.transactions if row.window.end is not None)
        for avail in example.avails
    }
    ending = {scope.alid for scope, end in last_days.items() if end < AS_OF + SOON}

    assert states[WindowState.OVER] == 1
    assert states[WindowState.OPEN] > states[WindowState.FUTURE] > states[WindowState.OVER]
    assert ending == {"CARTOWAKE-2020"}


def test_the_movie_of_the_demo_is_on_sale(example: Example) -> None:
    (movie,) = (title for title in example.titles if title.title.alid == "HEATHAZE-2024")
    (document,) = (document for document in example.documents if document.get("alid") == "HEATHAZE-2024")
    sold = [row for avail in movie.avails for row in avail.transactions if row.license == License.EST]

    assert movie.file == "catalog/movies/heat-haze.yaml"
    assert movie.title.title == "Heat Haze"
    assert document["avails"][0]["key"] == "est"
    assert {(row.territory, row.format) for row in sold} == {
        (territory, profile) for territory in ("US", "CA") for profile in ("HD", "UHD")
    }
    assert all(row.window.state(AS_OF) is WindowState.OPEN for row in sold)


def test_a_pre_order_is_announced_then_shown_then_taken_then_delivered(example: Example) -> None:
    rows = [
        row
        for avail in example.avails
        if avail.scope.alid == "SALTLEDGER-2026" and avail.scope.territory == "US"
        for row in avail.transactions
        if row.format == "HD"
    ]
    (order,) = (row for row in rows if row.license == License.POEST)
    (sale,) = (row for row in rows if row.license == License.EST)
    announced, shown = order.terms["announce"], order.terms["suppression_lift"]
    start, end = order.window.start, order.window.end

    assert isinstance(announced, datetime)
    assert isinstance(shown, datetime)
    assert start is not None
    assert end is not None
    assert announced < shown < start < end
    assert sale.window.start == end + timedelta(seconds=1)


def test_eidrs_have_their_check_character(example: Example) -> None:
    numbers = [document["eidr"] for document in example.documents if "eidr" in document]

    assert len(numbers) == len(set(numbers)) == 10
    for number in numbers:
        assert re.fullmatch(r"10\.5240/([0-9A-F]{4}-){5}[0-9A-Z]", number)
        digits, check = number.removeprefix("10.5240/").replace("-", "")[:-1], number[-1]
        assert _check_character(digits) == check


def test_credentials_are_named_for_the_real_services(example: Example) -> None:
    for name in ("sandbox", "production"):
        credentials = example.project.config.environment(name).credentials

        assert credentials is not None
        assert credentials.key.startswith("file:.pvsync/")
        assert credentials.cert.startswith("file:.pvsync/")
        assert credentials.api_key.startswith("env:")


def _is_bundle(avail: Avail) -> bool:
    return isinstance(avail.title, BoxSet | Collection)


def _of_format(avail: Avail, name: str) -> Transaction:
    rows = [row for row in avail.transactions if row.format == name and row.license == License.EST]
    return rows[-1] if rows else avail.transactions[0]


def _entries(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every entry of `avails:` in a document, its episodes' included."""
    yield from document.get("avails", [])
    for episode in document.get("episodes", []):
        yield from episode.get("avails", [])


def _check_character(digits: str) -> str:
    """ISO 7064, Mod 37,36."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    product = 36
    for digit in digits:
        product = ((product + alphabet.index(digit)) % 36 or 36) * 2 % 37
    return alphabet[(37 - product) % 36]
