"""Differences gathered into what one edit can be about: rows of one entry that are to say the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pvsync.catalog.editing.adoption import Edits, Wish, deal_edits, new_entry, own_edits, title_edits
from pvsync.catalog.editing.cutting import Values
from pvsync.catalog.editing.operations import Plain
from pvsync.catalog.editing.scalar_text import flow_text
from pvsync.catalog.editing.spoken import PRICES, entry_of, key_of, spoken
from pvsync.catalog.expand import Expanded
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.title_places import TitlePlaces
from pvsync.diagnostics import Place
from pvsync.model.zones import Zones
from pvsync.workflows.adopt_differences import FOREIGN, GONE, Difference, Spot

_PRICE = "price"
_OF_SEASON = "season."
_TITLE_KEYS = frozenset({"title", "content_id", "number", "episode_count", "licensor", "discount"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one edit is to achieve.

    Args:
        name: What it is, the same however the file changes meanwhile.
        alid: The title.
        what: The same for a person: `US EST HD end`.
        value: What is to be said, as text; empty where something is to go.
        differences: What is gone when it has been done.
        place: Where the catalog says otherwise.
        own: Edits of the title's own document.
        deal: Edits of the deal that the value comes from.
    """

    name: tuple[str, ...]
    alid: str
    what: str
    value: str
    differences: frozenset[Difference]
    place: Place
    own: tuple[tuple[RawDocument, Edits], ...]
    deal: tuple[tuple[RawDocument, Edits], ...] = ()


def wanted(found: Mapping[Difference, Spot], zones: Zones) -> Iterator[Wanted]:
    """Everything that could be edited, the widest of each kind first."""
    yield from _titles(found)
    yield from _rows(found, zones)
    yield from _foreign(found, zones)


def _titles(found: Mapping[Difference, Spot]) -> Iterator[Wanted]:
    together: dict[tuple[str, str, object], list[Difference]] = {}
    for one in found:
        if one.row is None:
            together.setdefault((one.scope.alid, one.path, one.live), []).append(one)
    for (alid, path, value), ones in together.items():
        spot = found[ones[0]]
        places, key = spot.places, path.removeprefix(_OF_SEASON)
        title = () if path.startswith(_OF_SEASON) else places.path
        can = key in _TITLE_KEYS and isinstance(value, str | int)
        edits = title_edits(places.raw, title, key, str(value)) if can else ()
        where = ", ".join(sorted({one.scope.territory for one in ones}))
        yield Wanted(
            (alid, path, where),
            alid,
            f"{where} {path}",
            str(value),
            frozenset(ones),
            _title_place(places, path),
            tuple((places.raw, edit) for edit in edits),
        )


def _title_place(places: TitlePlaces, path: str) -> Place:
    return places.title(path if "." not in path or path.startswith("season.") else "title")


def _rows(found: Mapping[Difference, Spot], zones: Zones) -> Iterator[Wanted]:
    """Rows of one entry, by what they are to say; where some rows of an entry are alike, they come together."""
    groups: dict[tuple[str, object, str, str], list[tuple[Difference, Spot]]] = {}
    for one, spot in found.items():
        if spot.row is None:
            continue
        what = _PRICE if one.path in PRICES else key_of(one.path)
        at = spot.row.avail.at
        entry = (at.raw.file, at.raw.index, at.path)
        groups.setdefault((one.scope.alid, entry, what, str(_values(what, spot, zones))), []).append(
            (one, spot)
        )
    for (alid, _, what, said), members in groups.items():
        spots = list({id(spot.row): spot for _, spot in members}.values())
        rows = tuple(spot.row for spot in spots if spot.row is not None)
        first = spots[0]
        wish = Wish(
            first.places.raw,
            first.places.path,
            rows,
            tuple(_whole(first, rows[0])),
            _values(what, first, zones),
        )
        cells = sorted({f"{row.transaction.territory} {_offer(row)}" for row in rows})
        name = what if what in {_PRICE, GONE} else members[0][0].path
        yield Wanted(
            (alid, what, *cells, said),
            alid,
            f"{', '.join(cells)}: {name}" if what != GONE else ", ".join(cells),
            _said(wish.values),
            frozenset(one for one, _ in members),
            rows[0].place("wsp" if what == _PRICE else "" if what == GONE else members[0][0].path),
            tuple((wish.raw, edits) for edits in own_edits(wish) if edits),
            tuple((raw, edits) for raw, edits in deal_edits(wish) if edits),
        )


def _values(what: str, spot: Spot, zones: Zones) -> Values | None:
    if spot.live is None:
        return None
    if what == _PRICE:
        return {key: spoken(key, spot.live, zones) for key in PRICES}
    return {what: spoken(what, spot.live, zones)}


def _said(values: Values | None) -> str:
    given = [(key, value) for key, value in (values or {}).items() if value is not None]
    texts = [value if isinstance(value, str) else flow_text(value) for _, value in given]
    return (
        texts[0]
        if len(texts) == 1
        else ", ".join(f"{key} {text}" for (key, _), text in zip(given, texts, strict=True))
    )


def _whole(spot: Spot, row: Expanded) -> Iterator[Expanded]:
    at = row.avail.at
    for rows in spot.places.rows.values():
        yield from (one for one in rows if one.avail.at.raw is at.raw and one.avail.at.path == at.path)


def _offer(row: Expanded) -> str:
    transaction = row.transaction
    return " ".join(part for part in (transaction.license, transaction.format, transaction.channel) if part)


def _foreign(found: Mapping[Difference, Spot], zones: Zones) -> Iterator[Wanted]:
    """Transactions that only live has: an entry for each, formats that are alike in one."""
    groups: dict[tuple[str, str, str], list[tuple[Difference, Spot, dict[str, Plain]]]] = {}
    for one, spot in found.items():
        if one.path == FOREIGN and spot.live is not None:
            entry = entry_of(spot.live, zones)
            alike = flow_text({**entry, "formats": []})
            groups.setdefault((one.scope.alid, one.scope.territory, alike), []).append((one, spot, entry))
    for (alid, territory, alike), members in groups.items():
        entry = {**members[0][2], "formats": [_format(spot) for _, spot, _ in members]}
        places = members[0][1].places
        edits = new_entry(places.raw, places.path, entry)
        yield Wanted(
            (alid, FOREIGN, territory, alike),
            alid,
            f"{territory} {entry['license']} {', '.join(_formats(members))}, which only live has",
            flow_text(entry),
            frozenset(one for one, _, _ in members),
            places.title("alid"),
            tuple((places.raw, edit) for edit in edits),
        )


def _formats(members: Iterable[tuple[Difference, Spot, dict[str, Plain]]]) -> list[str]:
    return [_format(spot) for _, spot, _ in members]


def _format(spot: Spot) -> str:
    return "" if spot.live is None else str(spot.live.format)
