"""EMA over EMA: what was added, changed and removed, by territory; values are compared as the catalog has them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from pvsync.formats.ema.cells import Row, Spot, Value, cell_name
from pvsync.formats.ema.facts import COLUMNS
from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.out_cells import OutCell
from pvsync.formats.ema.out_rows import OutRow
from pvsync.formats.ema.plain import Plain
from pvsync.formats.ema.rows import Titles
from pvsync.formats.ema.terms import written
from pvsync.formats.ema.windows import with_ends
from pvsync.model.comparison import Comparison, Difference, Fate, FieldChange

_Key: TypeAlias = tuple[str, str, str]
_GONE = "Full Delete"
_WINDOW = ("start", "end")
_IN_OFFER = ("license", "channel", "contract")
_ABOUT_TITLE = "title: "
_LEVELS = ("", "Episode", "Season", "Series")


@dataclass(frozen=True, slots=True)
class _Offer:
    """One row in one territory."""

    line: Line
    territory: str

    @property
    def key(self) -> _Key:
        return self.territory, self.line.alid, self.name

    @property
    def name(self) -> str:
        if self.line.is_delete:
            return _GONE
        words = [str(self.line.terms[key]) for key in _IN_OFFER if key in self.line.terms]
        return " ".join((*words, self.line.format))

    def values(self, facts: Mapping[str, str]) -> dict[str, str]:
        """What the row says, by key of the catalog."""
        if self.line.is_delete:
            return {}
        found = {key: _shown(value) for key, value in self.line.terms.items() if key not in _IN_OFFER}
        found |= {key: _shown(value) for key, value in self.line.price.keys.items()}
        if self.line.allowed:
            found["languages.allowed"] = _shown(written(list(self.line.allowed)))
        return {**found, **facts}


def compare(old: Titles, new: Titles, names: tuple[str, str]) -> Comparison:
    """Two sets of avails side by side.

    Args:
        old: The old side.
        new: The new side.
        names: What the two are called.
    """
    found = sorted(_differences(old, new), key=_order)
    counts: dict[str, Counter[Fate]] = {}
    for one in found:
        counts.setdefault(one.territory, Counter())[one.fate] += 1
    unread = sum(1 for titles in (old, new) for finding in titles.notes.findings() if finding.code == "PV163")
    shown = tuple(one for one in found if one.fate is not Fate.UNCHANGED)
    return Comparison(*names, shown, counts, unread)


def of_rows(rows: Iterable[OutRow], name: str) -> Titles:
    """Rows that an export would write, read as if from a sheet."""
    titles = Titles(Notes())
    for number, row in enumerate(rows, start=1):
        columns = {column: index for index, column in enumerate(("ALID", *row), start=1)}
        titles.take(Row(Spot(name, number, columns), {column: _cell(value) for column, value in row.items()}))
    titles.finish()
    return titles


def _cell(value: OutCell) -> Value:
    return str(value) if isinstance(value, Decimal) else value


def _differences(old: Titles, new: Titles) -> Iterator[Difference]:
    before, after = _offers(old), _offers(new)
    for key in dict.fromkeys((*before, *after)):
        olds, news = before.get(key, []), after.get(key, [])
        for one, other in _paired(olds, news):
            yield _difference(one, other, old, new)


def _offers(titles: Titles) -> dict[_Key, list[_Offer]]:
    found: dict[_Key, list[_Offer]] = {}
    for lines in titles.lines.values():
        for line in with_ends(lines, Notes()):
            for territory in line.territories or ("",):
                offer = _Offer(line, territory)
                found.setdefault(offer.key, []).append(offer)
    return found


def _paired(olds: list[_Offer], news: list[_Offer]) -> Iterator[tuple[_Offer | None, _Offer | None]]:
    """Windows side by side: those that begin alike, then the others in order of time."""
    left = sorted(olds, key=lambda offer: (offer.line.start, offer.line.end))
    rest: list[_Offer] = []
    for offer in sorted(news, key=lambda offer: (offer.line.start, offer.line.end)):
        match = next((one for one in left if one.line.start == offer.line.start), None)
        if match is None:
            rest.append(offer)
        else:
            left.remove(match)
            yield match, offer
    for index in range(max(len(left), len(rest))):
        yield left[index] if index < len(left) else None, rest[index] if index < len(rest) else None


def _difference(one: _Offer | None, other: _Offer | None, old: Titles, new: Titles) -> Difference:
    shown = other or one
    assert shown is not None  # noqa: S101 - a pair is never empty
    before = {} if one is None else one.values(_facts(old, one))
    after = {} if other is None else other.values(_facts(new, other))
    fields = tuple(
        FieldChange(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys((*before, *after))
        if one is not None and other is not None and before.get(name) != after.get(name)
    )
    fate = (
        Fate.ADDED
        if one is None
        else Fate.REMOVED
        if other is None
        else Fate.CHANGED
        if fields
        else Fate.UNCHANGED
    )
    titles = new if other is not None else old
    return Difference(
        fate=fate,
        alid=shown.line.alid,
        title=_name(titles, shown),
        territory=shown.territory,
        offer=shown.name,
        start=shown.line.start,
        end=shown.line.end,
        fields=fields,
        before=_place(one),
        after=_place(other),
    )


def _facts(titles: Titles, offer: _Offer) -> dict[str, str]:
    """What the rows say of the title itself."""
    facts = titles.facts[offer.line.alid]
    said = {column: text for column in COLUMNS[facts.work_type] if (text := facts.text(column))}
    for level in _LEVELS:
        alt_id, content_id = f"{level}AltID", f"{level}ContentID"
        # An id that repeats another one says no more than an empty cell, which stands for the same.
        if said.get(alt_id) in {offer.line.alid, said.get(content_id)}:
            said.pop(alt_id, None)
        if said.get(content_id) == offer.line.alid:
            del said[content_id]
    return {f"{_ABOUT_TITLE}{column}": text for column, text in said.items()}


def _name(titles: Titles, offer: _Offer) -> str:
    facts = titles.facts[offer.line.alid]
    columns = ("TitleInternalAlias", "EpisodeTitleInternalAlias", "SeasonTitleInternalAlias")
    return facts.first_of((*columns, "SeriesTitleInternalAlias")) or offer.line.alid


def _place(offer: _Offer | None) -> str:
    if offer is None:
        return ""
    spot = offer.line.spot
    return f"{spot.sheet}!{cell_name(spot.row, 1)}"


def _shown(value: Plain) -> str:
    match value:
        case list():
            return ", ".join(_shown(item) for item in value)
        case dict():
            if "tag" in value:
                return ":".join(_shown(item) for item in value.values())
            return "; ".join(f"{key} {_shown(item)}" for key, item in value.items())
        case _:
            return value


def _order(one: Difference) -> tuple[str, int, str, str, str, str]:
    return one.territory, list(Fate).index(one.fate), one.title, one.alid, one.offer, one.start
