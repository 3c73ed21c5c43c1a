"""Edits that would make the catalog say what is live, from the narrowest on; whoever asks tries them one by one.

None is known to be right: an edit may say more than it should. What it comes to is seen when the file is read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pvsync.catalog.editing.cutting import Cut, Values, cut_out
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Plain, Remove, Replace
from pvsync.catalog.editing.spoken import PRICES
from pvsync.catalog.expand import Expanded
from pvsync.catalog.merge import Origin
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument

Edits = tuple[Operation, ...]
"""Operations on one file that belong together."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Rows of one entry that are to say something else, or to go.

    Args:
        raw: The document that declares the title.
        title: Path of the title within the document.
        rows: The rows.
        whole: All rows of the entry, as this title has it.
        values: New value by key, None for a key that shall not be; None where the rows shall go.
    """

    raw: RawDocument
    title: Path
    rows: tuple[Expanded, ...]
    whole: tuple[Expanded, ...]
    values: Values | None

    @property
    def own(self) -> Origin | None:
        """The title's own entry, None where the season's is all there is."""
        at = self.rows[0].avail.at
        return at if at.raw is self.raw and at.path[:-1] == (*self.title, "avails") else None

    @property
    def cut(self) -> Cut | None:
        """The rows as a part of their entry; None where they are not all stretches of their territory and format."""
        own, mine = self.own, {id(row) for row in self.rows}
        if own is None or any(id(row) not in mine and _cell(row) in self.cells for row in self.whole):
            return None
        return Cut(own, self.cells, tuple(dict.fromkeys(_cell(row) for row in self.whole)))

    @property
    def cells(self) -> frozenset[tuple[str, str]]:
        """Territories and formats of the rows."""
        return frozenset(_cell(row) for row in self.rows)


def own_edits(wish: Wish) -> Iterator[Edits]:
    """Edits of the title's own document."""
    values = wish.values
    if values is None:
        yield from _going(wish)
        return
    if PRICES[0] in values:
        yield from _prices(wish, values)
    else:
        yield from _in_place(wish, values)
        if wish.own is not None:
            yield tuple(_put(wish.own, values))
    yield from _for_episode(wish, values)
    if wish.cut is not None:
        yield from cut_out(wish.cut, values)


def deal_edits(wish: Wish) -> Iterator[tuple[RawDocument, Edits]]:
    """Edits of the deal that a value comes from, which holds for other titles too."""
    values = wish.values or {}
    origins = {key: _origin(wish.rows[0], key) for key in values}
    given = {key: origin for key, origin in origins.items() if origin is not None}
    raws = [origin.raw for origin in given.values()]
    if not raws or any(raw is not raws[0] or raw.data.get("kind") != "deal" for raw in raws):
        return
    if all((key in given) == (value is not None) for key, value in values.items()):
        yield (
            raws[0],
            tuple(
                Replace(raws[0].index, origin.path, value)
                for key, origin in given.items()
                if (value := values[key]) is not None and origin.value != value
            ),
        )


def new_entry(raw: RawDocument, title: Path, entry: dict[str, Plain]) -> Iterator[Edits]:
    """Edits that add an avail to a title's own list."""
    data = Origin(raw, title).value
    if isinstance(data.get("avails"), list):
        yield (AddItem(raw.index, (*title, "avails"), entry),)
    elif not title:
        yield (AddKey(raw.index, title, "avails", [entry]),)


def title_edits(raw: RawDocument, title: Path, key: str, value: Plain) -> Iterator[Edits]:
    """Edits of what a document says of the title itself."""
    data = Origin(raw, title).value
    if key in data:
        yield (Replace(raw.index, (*title, key), value),)
    else:
        yield (AddKey(raw.index, title, key, value),)


def _cell(row: Expanded) -> tuple[str, str]:
    return (row.transaction.territory, row.transaction.format)


def _going(wish: Wish) -> Iterator[Edits]:
    if wish.cut is not None:
        yield from cut_out(wish.cut, None)


def _origin(row: Expanded, key: str) -> Origin | None:
    """Where a value stands, None where nothing gives it."""
    if key in row.own:
        return row.own[key]
    if key == "start" and row.price.opens is not None:
        return row.price.opens
    if key == "end" and row.price.closes is not None:
        return row.price.closes
    if key in PRICES and "prices" in row.avail.values:
        line = row.price.origin
        return line.at(key) if line is not None and key in line.value else None
    if key == "format":
        return row.format
    return row.avail.given(key)


def _in_place(wish: Wish, values: Values) -> Iterator[Edits]:
    """The values where they stand, in the title's own document."""
    operations: list[Operation] = []
    for key, value in values.items():
        origin = _origin(wish.rows[0], key)
        if origin is None or origin.raw is not wish.raw:
            return
        found = origin.value
        path = (*origin.path, "value") if key == "license_rights" and isinstance(found, dict) else origin.path
        if value is None:
            operations.append(Remove(origin.raw.index, origin.path))
        elif found != value:
            operations.append(Replace(origin.raw.index, path, value))
    yield tuple(operations)


def _put(entry: Origin, values: Values) -> Iterator[Operation]:
    document, path = entry.raw.index, entry.path
    for key, value in values.items():
        if value is None:
            if key in entry.value:
                yield Remove(document, (*path, key))
        elif key not in entry.value:
            yield AddKey(document, path, key, value)
        elif entry.value[key] != value:
            yield Replace(document, (*path, key), value)


def _prices(wish: Wish, values: Values) -> Iterator[Edits]:
    """A price: in its line, in a line of its own, or at the entry."""
    row, own = wish.rows[0], wish.own
    line = row.price.origin
    if "prices" in row.avail.values and line is not None and line.raw is wish.raw:
        yield tuple(_put(line, values))
    if own is None:
        return
    if "prices" in own.value:
        yield from _lines(wish, own, line, values)
        return
    yield tuple(_put(own, values))
    lines = list(_lines_for(wish, values, line=None))
    general: dict[str, Plain] = {
        key: origin.value for key in PRICES if (origin := row.avail.given(key)) is not None
    }
    leaving = tuple(Remove(own.raw.index, (*own.path, key)) for key in PRICES if key in own.value)
    if "prices" in row.avail.values:
        yield from _written_out(wish, own, values)
    elif general:
        for few in lines:
            yield (AddKey(own.raw.index, own.path, "prices", [general, *few]), *leaving)


def _written_out(wish: Wish, own: Origin, values: Values) -> Iterator[Edits]:
    """All lines that a deal gives, at the entry, with the new ones in their places."""
    if any(row.price.opens is not None or row.price.closes is not None for row in wish.whole):
        return
    new = {key: value for key, value in values.items() if value is not None}
    said: dict[str, dict[str, dict[str, Plain]]] = {}
    for row in wish.whole:
        held: dict[str, Plain] = {key: str(value) for key, value in row.price.terms.items()}
        territory, name = _cell(row)
        said.setdefault(territory, {})[name] = new if _cell(row) in wish.cells else held
    lines: list[Plain] = []
    for territory, by_format in said.items():
        prices = list(by_format.values())
        if all(one == prices[0] for one in prices):
            lines.append({"territory": territory, **prices[0]})
        else:
            lines += [{"territory": territory, "format": name, **one} for name, one in by_format.items()]
    yield (AddKey(own.raw.index, own.path, "prices", lines),)


def _lines(wish: Wish, own: Origin, line: Origin | None, values: Values) -> Iterator[Edits]:
    """Lines of their own for the territories, or for each territory and format."""
    for few in _lines_for(wish, values, line=line):
        yield tuple(AddItem(own.raw.index, (*own.path, "prices"), one) for one in few)


def _lines_for(wish: Wish, values: Values, *, line: Origin | None) -> Iterator[list[dict[str, Plain]]]:
    said: dict[str, Plain] = {key: value for key, value in values.items() if value is not None}
    days = {key: line.value[key] for key in ("from", "until") if line is not None and key in line.value}
    territories = dict.fromkeys(territory for territory, _ in sorted(wish.cells))
    yield [{"territory": territory, **said, **days} for territory in territories]
    yield [{"territory": territory, "format": one, **said, **days} for territory, one in sorted(wish.cells)]


def _for_episode(wish: Wish, values: Values) -> Iterator[Edits]:
    """An entry in the episode's own list, which changes the season's avail of the same key."""
    at = wish.rows[0].avail.at
    if wish.own is not None or at.raw is not wish.raw or not wish.title or "key" not in at.value:
        return
    said = {key: value for key, value in values.items() if value is not None}
    entry: dict[str, Plain] = {"key": at.value["key"], **said}
    document = wish.raw.index
    if isinstance(Origin(wish.raw, wish.title).value.get("avails"), list):
        yield (AddItem(document, (*wish.title, "avails"), entry),)
    else:
        yield (AddKey(document, wish.title, "avails", [entry]),)
