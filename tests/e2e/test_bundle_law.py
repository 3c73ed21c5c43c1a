"""The law of bundles at the service: after every single write, whatever a bundle sells can be had in all of its parts."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from e2e.estate import NOW, Estate

from pvsync.emulator.store import Store

GRID = [
    date(2026, 2, 1),
    date(2026, 4, 1),
    *(date(2026 + month // 12, month % 12 + 1, 10) for month in range(5, 23, 3)),
]
"""Days on which windows begin, and before which they end; the first two are past."""

PLACES = ("US", "CA")
COLLECTIONS = {"KA": ("M1", "M2"), "KB": ("M2", "M3", "M1")}
MOVIES = ("M1", "M2", "M3")
SEASONS = ("S-1", "S-2", "S-3")
PARTS = {**COLLECTIONS, "S": SEASONS}

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What git says: by ALID and territory, from which day of the grid to which; and the number of seasons."""

    spans: Mapping[tuple[str, str], Spans]
    seasons: int


def said(random: Random, seasons: int) -> Said:
    """A catalog that keeps the rules: bundles for sale only when all of their parts are."""
    found: dict[tuple[str, str], Spans] = {}
    for place in PLACES:
        core = sorted(random.sample(range(len(GRID)), 2))
        for alid in (*MOVIES, *SEASONS[:seasons]):
            found[alid, place] = around(random, core)
        for bundle, parts in PARTS.items():
            held = [found[part, place] for part in parts if (part, place) in found]
            common = [
                step
                for step in range(len(GRID) - 1)
                if all(any(first <= step < last for first, last in each) for each in held)
            ]
            found[bundle, place] = joined(step for step in common if random.random() < 0.85)
    return Said(found, seasons)


def around(random: Random, core: Sequence[int]) -> Spans:
    """A stretch of time that holds most of another, sometimes with a gap."""
    first = max(0, core[0] - random.choice((0, 0, 1)))
    last = min(len(GRID) - 1, core[1] + random.choice((0, 0, 1)))
    steps = [step for step in range(first, last) if random.random() < 0.95]
    return joined(steps) or ((first, last),)


def joined(steps: Iterable[int]) -> Spans:
    found: list[Span] = []
    for step in steps:
        if found and found[-1][1] == step:
            found[-1] = (found[-1][0], step + 1)
        else:
            found.append((step, step + 1))
    return tuple(found)


def documents(state: Said) -> Iterator[tuple[str, str]]:
    for alid in MOVIES:
        yield (
            f"catalog/{alid}.yaml",
            f"kind: movie\nalid: {alid}\ntitle: {alid}\n{avails(state, alid, 'HD', 6)}",
        )
    for bundle, parts in COLLECTIONS.items():
        head = f"kind: collection\nalid: {bundle}\ntitle: {bundle}\nmembers: [{', '.join(parts)}]\n"
        yield f"catalog/{bundle}.yaml", f"{head}{avails(state, bundle, 'Max', 9)}"
    yield "catalog/series.yaml", f"kind: series\nalid: S\ntitle: S\nseasons: {state.seasons}\n"
    for number, alid in enumerate(SEASONS[: state.seasons], start=1):
        head = f"kind: season\nalid: {alid}\nseries: S\nnumber: {number}\ntitle: {alid}\ncomplete: true\nepisodes: []\n"
        yield f"catalog/{alid}.yaml", f"{head}{avails(state, alid, 'HD', 6)}"
    yield "catalog/box-set.yaml", f"kind: bundle\nseries: S\n{avails(state, 'S', 'Max', 9)}"


def avails(state: Said, alid: str, form: str, price: int) -> str:
    lines, gone = [], []
    for place, currency in (("US", "USD"), ("CA", "CAD")):
        windows = state.spans[alid, place]
        gone += [] if windows else [f"{{territory: {place}, business_line: TVOD, as: withdrawn}}"]
        lines += [
            f"  - {{license: EST, territories: [{place}], formats: [{form}], start: {GRID[first]}, "
            f"end: {GRID[last] - timedelta(days=1)}, wsp: {price}.00 {currency}, srp: {price + 3}.00 {currency}}}\n"
            for first, last in windows
        ]
    listed = f"avails:\n{''.join(lines)}" if lines else "avails: []\n"
    return f"removed: [{', '.join(gone)}]\n{listed}" if gone else listed


@dataclass(slots=True)
class Watch:
    """Looks at everything that is held, after each write."""

    writes: int = 0
    wrong: list[str] = field(default_factory=list)
    members: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def look(self, store: Store) -> None:
        self.writes += 1
        held = {
            (entry.scope.alid, entry.scope.territory): entry.avail for entry in store.all() if entry.avail
        }
        for (alid, place), avail in held.items():
            kind = avail["Asset"][0]["WorkType"].casefold()
            if kind == "collection":
                self._collection(alid, place, avail, held)
            elif kind == "series":
                self._box_set(place, avail, held)

    def _collection(self, alid: str, place: str, avail: Any, held: Mapping[tuple[str, str], Any]) -> None:
        names = {item["BundledALID"] for item in avail["Asset"][0]["BundledAsset"]}
        if names != self.members.setdefault((alid, place), names) or len(names) < 2:
            self.wrong.append(f"{alid} {place} holds {sorted(names)}")
        for name in names:
            if not covered(avail, held.get((name, place))):
                self.wrong.append(f"write {self.writes}: {alid} {place} is sold without {name}")

    def _box_set(self, place: str, avail: Any, held: Mapping[tuple[str, str], Any]) -> None:
        count = int(avail["Asset"][0]["SeriesMetadata"]["NumberOfSeasons"])
        there = [alid for alid in SEASONS if covered(avail, held.get((alid, place)))]
        if len(there) < count:
            self.wrong.append(
                f"write {self.writes}: S {place} counts {count} seasons, only {there} are there"
            )


def covered(bundle: Any, part: Any) -> bool:
    """Whether a part is for sale whenever, from now on, its bundle is."""
    own = hours(part) if part else set()
    return hours(bundle) <= own


def hours(avail: Any) -> set[int]:
    """Middles between the days on which anything can happen, from now on, at which an avail is for sale."""
    days = [
        NOW,
        *(datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in GRID if day > NOW.date()),
    ]
    middles = [first + (last - first) / 2 for first, last in pairwise(days)]
    return {
        number
        for number, middle in enumerate(middles)
        for row in avail["Transaction"]
        if instant(row["Start"]) <= middle <= instant(row["End"])
    }


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture
def watched(make_estate: Callable[..., Estate], monkeypatch: pytest.MonkeyPatch) -> tuple[Estate, Watch]:
    estate, watch = make_estate(), Watch()
    # Small batches, so that the writes of one wave come in several requests.
    estate.configure(batch=3, open=2)
    write = Store.write

    def looking(store: Store, *arguments: Any) -> None:
        write(store, *arguments)
        watch.look(store)

    monkeypatch.setattr(Store, "write", looking)
    return estate, watch


@pytest.mark.parametrize("seed", range(12))
def test_after_every_single_write_the_rules_of_bundles_hold(watched: tuple[Estate, Watch], seed: int) -> None:
    estate, watch = watched
    random = Random(seed)  # noqa: S311 - a repeatable case, not a secret
    for seasons in (2, 2, 3):
        shutil.rmtree(estate.root / "catalog", ignore_errors=True)
        for name, text in documents(said(random, seasons)):
            estate.write(name, text)
        estate.apply()
        assert watch.wrong == []
    estate.settled()
