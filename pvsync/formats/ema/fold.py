"""Rows into avails: territories and formats into lists, prices into price lines, as few entries as say the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from pvsync.formats.ema import codes
from pvsync.formats.ema.lines import Line, Price
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Plain
from pvsync.formats.ema.terms import written
from pvsync.model.licence import TRANSACTIONAL, BusinessLine, Format

Entry: TypeAlias = dict[str, Plain]
"""One entry of `avails:`."""

_Cell: TypeAlias = tuple[str, str]
_RANK = {str(name): rank for rank, name in enumerate(Format)}
_TVOD = str(BusinessLine.TVOD)
_BEFORE_WHERE = ("license", "channel", "contract")
_BEFORE_PRICE = ("start", "end")
_LAST = ("reference",)


def avails(lines: Sequence[Line], notes: Notes) -> list[Entry]:
    """The entries for the rows of one title."""
    once = _with_own_ids(_once(_with_languages(lines), notes), notes)
    groups: dict[tuple[object, ...], list[Line]] = {}
    for line in once:
        groups.setdefault((frozen(dict(line.terms)), line.allowed, bool(line.price.keys)), []).append(line)
    return [entry for group in groups.values() for entry in _entries(group)]


def frozen(value: Plain) -> object:
    """A value that can be a key; equal for equal values."""
    match value:
        case dict():
            return tuple(sorted((key, frozen(item)) for key, item in value.items()))
        case list():
            return tuple(frozen(item) for item in value)
        case _:
            return value


def _with_languages(lines: Sequence[Line]) -> Iterator[Line]:
    """Rows that differ in `AllowedLanguages` alone are one: its languages may be spread over rows (instructions)."""
    found: list[Line] = []
    at: dict[tuple[object, ...], int] = {}
    for line in lines:
        key = (frozen(dict(line.terms)), line.territories, line.format, line.price)
        index = at.get(key) if line.allowed else None
        if index is None or found[index].allowed == line.allowed:
            if line.allowed:
                at.setdefault(key, len(found))
            found.append(line)
        else:
            both = dict.fromkeys((*found[index].allowed, *line.allowed))
            found[index] = replace(found[index], allowed=tuple(both))
    yield from found


def _once(lines: Iterable[Line], notes: Notes) -> Iterator[Line]:
    """Each line once; a row that says what another says is named."""
    seen: set[tuple[object, ...]] = set()
    for line in lines:
        key = (frozen(dict(line.terms)), line.allowed, line.territories, line.format, line.price)
        if key not in seen:
            seen.add(key)
            yield line
        else:
            message = "this row says what an earlier row of the same title says; it is taken over once"
            notes.say(codes.REPEATED, line.spot, "ALID", message, "nothing, or delete the row")


def _with_own_ids(lines: Iterable[Line], notes: Notes) -> Iterator[Line]:
    """Each line with an id that no other of its scope has."""
    seen: set[tuple[str, str, str]] = set()
    for line in lines:
        scope = _TVOD if line.license in TRANSACTIONAL else line.license
        used = {(territory, scope, line.id) for territory in line.territories if line.id}
        if used & seen:
            message = f"`{line.id}` is the id of another row of this title already; it is left out here"
            notes.say(codes.WITHOUT_PLACE, line.spot, "AvailID", message, "nothing: pvsync derives an id")
            yield replace(line, id="")
        else:
            yield line
        seen |= used


def _entries(group: Sequence[Line]) -> Iterator[Entry]:
    """The entries of rows that differ in territory, format, price and id alone."""
    layers: list[dict[_Cell, Line]] = []
    for line in group:
        for territory in line.territories or ("",):
            cell = (territory, line.format)
            layer = next((layer for layer in layers if cell not in layer), None)
            if layer is None:
                layer = {}
                layers.append(layer)
            layer[cell] = line
    for layer in layers:
        formats: dict[str, list[str]] = {}
        for territory, name in layer:
            formats.setdefault(territory, []).append(name)
        blocks: dict[tuple[str, ...], list[str]] = {}
        for territory, names in formats.items():
            blocks.setdefault(tuple(sorted(names, key=_rank)), []).append(territory)
        for block, territories in blocks.items():
            cells = {(where, name): layer[where, name] for where in territories for name in block}
            yield _entry(cells, territories, block)


def _rank(name: str) -> tuple[int, str]:
    return _RANK.get(name, len(_RANK)), name


def _entry(cells: Mapping[_Cell, Line], territories: Sequence[str], formats: Sequence[str]) -> Entry:
    line = next(iter(cells.values()))
    terms = dict(line.terms)
    if line.allowed:
        languages = terms.get("languages")
        before = dict(languages) if isinstance(languages, dict) else {}
        terms["languages"] = {**before, "allowed": written(list(line.allowed))}
    entry: Entry = {key: terms.pop(key) for key in _BEFORE_WHERE if key in terms}
    entry["territories"] = [territory for territory in territories if territory]
    entry["formats"] = [name for name in formats if name]
    entry |= {key: terms.pop(key) for key in _BEFORE_PRICE if key in terms}
    last = {key: terms.pop(key) for key in _LAST if key in terms}
    entry |= _prices({cell: line.price for cell, line in cells.items()}, territories, formats)
    entry |= terms
    entry |= _ids({cell: line.id for cell, line in cells.items() if line.id})
    return {key: value for key, value in (entry | last).items() if value != []}


def _prices(
    prices: Mapping[_Cell, Price], territories: Sequence[str], formats: Sequence[str]
) -> Mapping[str, Plain]:
    """The short form where one price fits all, otherwise lines that say no more than they must."""
    if len(set(prices.values())) == 1:
        return next(iter(prices.values())).keys
    by_format = [{prices[where, name] for where in territories} for name in formats]
    if all(len(found) == 1 for found in by_format):
        found = [{"format": name, **prices[territories[0], name].keys} for name in formats]
        return {"prices": list(found)}
    lines: list[Plain] = []
    for where in territories:
        own = {prices[where, name] for name in formats}
        if len(own) == 1:
            lines.append({"territory": where, **own.pop().keys})
        else:
            lines += [{"territory": where, "format": name, **prices[where, name].keys} for name in formats]
    return {"prices": lines}


def _ids(ids: Mapping[_Cell, str]) -> Mapping[str, Plain]:
    if not ids:
        return {}
    return {"ids": {f"{territory}/{name}": identity for (territory, name), identity in ids.items()}}
