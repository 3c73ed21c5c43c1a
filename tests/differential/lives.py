"""Random lives of a catalog: what its people do to the files, and what somebody else does to the service."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from differential.witness import CURRENCIES, Avail, Catalog, Film, Place, Raw, line_of, moment

SLOTS = (
    ("EST", ""),
    ("EST", ""),
    ("VOD", ""),
    ("SVOD", "prime"),
    ("SVOD", "acmeplus"),
    ("SVOD", "emberline"),
    ("FVOD", ""),
)
NAMES = ("Amber Road", "Birch Lake", "Cold Harbour", "Dune Wind", "Elder Stone", "Fern Valley", "Grey Tower")
DAY = timedelta(days=1)
_PARTS = ("PART-1", "PART-2")
_PAIR = "PAIR"
FIXED = (*_PARTS, _PAIR)


def beginning(random: Random, today: date) -> Catalog:
    """A catalog of one to five titles, sometimes with a collection and its two movies beside them."""
    catalog = Catalog()
    for number in range(random.randrange(1, 6)):
        catalog = catalog.with_film(a_film(random, number, today))
    if random.random() < 0.5:
        catalog = _with_collection(catalog, today)
    return catalog


def a_film(random: Random, number: int, today: date) -> Film:
    alid = f"FILM-{number}"
    film = Film(alid, NAMES[number], f"catalog/{alid}.yaml")
    if random.random() < 0.25:
        series = f"SHOW-{number}"
        head = (
            f"kind: series\nalid: {series}\ntitle: Show of {NAMES[number]}\nseasons: 1\n---\n"
            f"kind: season\nseries: {series}\nnumber: 1\ncomplete: true\nepisodes: []\n"
        )
        film = replace(film, head=head)
    for _ in range(random.randrange(1, 4)):
        film = add_avail(random, film, today)
    return film


def _with_collection(catalog: Catalog, today: date) -> Catalog:
    wide = Avail("EST", "", "", ("US", "GB"), ("HD",), date(2026, 1, 1), date(2032, 12, 31), 4)
    for number, alid in enumerate(_PARTS, start=1):
        catalog = catalog.with_film(Film(alid, f"Part {number} of two", f"catalog/{alid}.yaml", (wide,)))
    both = Avail("EST", "", "", ("US",), ("Max",), today - 10 * DAY, date(2031, 12, 31), 6)
    head = f"kind: collection\nmembers: [{', '.join(_PARTS)}]\n"
    return catalog.with_film(Film(_PAIR, "Both of them", "catalog/pair.yaml", (both,), head=head))


def add_avail(random: Random, film: Film, today: date) -> Film:
    """Another avail, in the days that its slot has left."""
    is_season = "kind: season" in film.head
    license_type, channel = random.choice([slot for slot in SLOTS if not is_season or slot[0] == "EST"])
    taken = [(one.first, one.last) for one in film.avails if one.slot == (license_type, channel)]
    first = today + random.randrange(-200, 120) * DAY
    last = first + random.randrange(20, 700) * DAY
    if any(first <= end + DAY and start <= last + DAY for start, end in taken):
        return film
    places = tuple(random.sample(sorted(CURRENCIES), random.randrange(1, 4)))
    forms = ("HD", "UHD") if random.random() < 0.3 else ("HD",)
    contract = random.choice(("", "CPH")) if license_type == "SVOD" else ""
    avail = Avail(license_type, channel, contract, places, forms, first, last, random.randrange(3, 9))
    return replace(film, avails=(*film.avails, avail))


def edit(random: Random, catalog: Catalog, today: date) -> Catalog:
    """One change that a person makes."""
    if random.random() < 0.08:
        number = random.randrange(len(NAMES))
        if f"FILM-{number}" not in catalog.films:
            return catalog.with_film(a_film(random, number, today))
    names = [alid for alid in catalog.films if alid not in _PARTS]
    if not names:
        return catalog
    film = catalog.films[random.choice(names)]
    kinds: list[Callable[[Random, Film, date], Film]] = [
        _price, _price, _end, _window, _sale, _name, _withdrawn, _path,
    ]  # fmt: skip
    if film.alid != _PAIR:
        kinds += [_start, _territory, _format, _slot, add_avail, _drop, _split, _window, _removed]
        if random.random() < 0.08:
            return catalog.without(film.alid)
    return catalog.with_film(random.choice(kinds)(random, film, today))


def _changed(random: Random, film: Film, change: Callable[[Avail], Avail]) -> Film:
    """A film with one avail changed; as it was where two windows of a slot would meet or one would be empty."""
    if not film.avails:
        return film
    number = random.randrange(len(film.avails))
    new = change(film.avails[number])
    if new.sale is not None and not new.first < new.sale[0] < new.sale[1] <= new.last:
        new = replace(new, sale=None)
    others = [one for index, one in enumerate(film.avails) if index != number and one.slot == new.slot]
    if new.first >= new.last or any(
        one.first <= new.last + DAY and new.first <= one.last + DAY for one in others
    ):
        return film
    return replace(film, avails=(*film.avails[:number], new, *film.avails[number + 1 :]))


def _price(random: Random, film: Film, _: date) -> Film:
    return _changed(random, film, lambda one: replace(one, price=random.randrange(3, 9)))


def _end(random: Random, film: Film, today: date) -> Film:
    last = today + random.choice((-30, -1, 0, 1, 20, 90, 400)) * DAY
    if film.alid == _PAIR:
        last = min(last, date(2031, 12, 31))
    return _changed(random, film, lambda one: replace(one, last=last))


def _start(random: Random, film: Film, today: date) -> Film:
    first = today + random.choice((-40, -1, 0, 1, 15, 60)) * DAY
    return _changed(random, film, lambda one: replace(one, first=first))


def _window(random: Random, film: Film, today: date) -> Film:
    first = today + random.randrange(-30, 60) * DAY
    last = first + random.randrange(5, 500) * DAY
    return _changed(random, film, lambda one: replace(one, first=first, last=last))


def _territory(random: Random, film: Film, _: date) -> Film:
    places = tuple(random.sample(sorted(CURRENCIES), random.randrange(1, 4)))
    return _changed(random, film, lambda one: replace(one, territories=places))


def _format(random: Random, film: Film, _: date) -> Film:
    forms = random.choice((("HD",), ("UHD",), ("HD", "UHD"), ("SD", "HD")))
    return _changed(random, film, lambda one: replace(one, formats=forms))


def _slot(random: Random, film: Film, _: date) -> Film:
    if "kind: season" in film.head:
        return film
    license_type, channel = random.choice(SLOTS)
    contract = random.choice(("", "CPH", "FIXED_FEE")) if license_type == "SVOD" else ""
    sold = license_type in {"EST", "VOD"}
    return _changed(
        random,
        film,
        lambda one: replace(
            one, license=license_type, channel=channel, contract=contract, sale=one.sale if sold else None
        ),
    )


def _sale(random: Random, film: Film, today: date) -> Film:
    begin = today + random.randrange(-20, 60) * DAY
    cut = (begin, begin + random.randrange(1, 30) * DAY, random.randrange(1, 3))
    return _changed(
        random, film, lambda one: replace(one, sale=cut) if one.license in {"EST", "VOD"} else one
    )


def _split(random: Random, film: Film, today: date) -> Film:
    """One window becomes two, with some days in between."""
    if not film.avails:
        return film
    number = random.randrange(len(film.avails))
    one = film.avails[number]
    cut = today + random.randrange(-20, 60) * DAY
    gap = random.choice((2, 10)) * DAY
    if not one.first < cut - DAY < cut + gap < one.last - DAY:
        return film
    parts = (replace(one, last=cut, sale=None), replace(one, first=cut + gap, sale=None))
    return replace(film, avails=(*film.avails[:number], *parts, *film.avails[number + 1 :]))


def _drop(random: Random, film: Film, _: date) -> Film:
    if len(film.avails) < 2:
        return film
    number = random.randrange(len(film.avails))
    return replace(film, avails=(*film.avails[:number], *film.avails[number + 1 :]))


def _name(random: Random, film: Film, _: date) -> Film:
    plain = film.title.removesuffix(" again")
    return replace(film, title=random.choice((plain, f"{plain} again")))


def _withdrawn(_: Random, film: Film, __: date) -> Film:
    return replace(film, withdrawn=not film.withdrawn)


def _removed(random: Random, film: Film, _: date) -> Film:
    scopes = sorted((place, line) for _, place, line in film.scopes())
    if film.removed or not scopes:
        return replace(film, removed=frozenset())
    return replace(film, removed=frozenset({random.choice(scopes)}))


def _path(random: Random, film: Film, _: date) -> Film:
    folder = random.choice(("catalog", "catalog/moved"))
    return replace(film, path=f"{folder}/{film.path.rsplit('/', 1)[1]}")


def by_hand(random: Random, raw: Raw, places: set[Place], now: datetime) -> tuple[str, Place, Any] | None:
    """What somebody changes in the service: what it is called, where, and what is held there from then on."""
    able = sorted(place for place in raw if place in places)
    if not able:
        return None
    place = random.choice(able)
    avail: Any = json.loads(json.dumps(raw[place]))
    rows: list[Any] = avail["Transaction"]
    open_rows = [row for row in rows if moment(row["End"]) > now]
    kind = random.choice(("drop", "price", "start", "end", "foreign", "term", "gone", "shuffle"))
    if kind == "gone":
        return kind, place, None
    if kind == "shuffle":
        random.shuffle(rows)
        return kind, place, avail
    if not open_rows:
        return None
    row = random.choice(open_rows)
    if not _handled(random, kind, row, rows, now) or _overlaps(rows, place, now):
        return None
    return (kind, place, avail) if rows else None


def _handled(random: Random, kind: str, row: Any, rows: list[Any], now: datetime) -> bool:
    money = [term for term in row.get("Terms", ()) if "Money" in term]
    match kind:
        case "drop":
            rows.remove(row)
        case "price" if money:
            random.choice(money)["Money"]["value"] = str(random.randrange(1, 30))
        case "start":
            row["Start"] = _text(now + random.choice((-3, 2)) * DAY)
        case "end":
            row["End"] = _text(now + random.choice((-2, 3, 4000)) * DAY)
        case "term" if money:
            one = random.choice(money)
            other = {**one, "Money": {**one["Money"], "value": str(random.randrange(1, 30))}}
            row["Terms"].insert(random.randrange(len(row["Terms"]) + 1), other)
        case "foreign":
            form = {**row["FormatProfile"], "value": "4K"}
            rows.append({**row, "_TransactionID": f"hand-{random.randrange(10**6)}", "FormatProfile": form})
        case _:
            return False
    return moment(row["Start"]) < moment(row["End"])


def _overlaps(rows: list[Any], place: Place, now: datetime) -> bool:
    """Whether a row covers days of an older window of its line that is over, which the service refuses to take."""
    return any(
        old is not row
        and moment(old["End"]) < now
        and line_of(old, place) == line_of(row, place)
        and moment(row["Start"]) <= moment(old["End"])
        and moment(old["Start"]) <= moment(row["End"])
        for row in rows
        for old in rows
    )


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
