"""The terms of a transaction: an array of named values, written as `Terms`, read as `Terms` or `Term`.

The official sample says `Terms`, the XSD and the mapping table `Term` (avails-api section 9).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, assert_never

from pvsync.api.wire.rows import not_understood
from pvsync.api.wire.shapes import BOOLEAN, MONEY, TEXT, UNCLEAR, read_moment, yes_or_no
from pvsync.api.wire.tree import objects
from pvsync.errors import AnswerUnreadable
from pvsync.model.duration import canonical_duration
from pvsync.model.money import Money
from pvsync.model.normal import canonical_json, cut
from pvsync.model.terms import CHANNEL_TERM, TERMS, TermKind, TermType, TermValue
from pvsync.model.transaction import Unclear
from pvsync.model.window import instant_text

MEMBER = "Terms"
_SPELLINGS = (MEMBER, "Term")
_NAME = "_termName"
_CHANNEL = TermType("channel", CHANNEL_TERM, TermKind.TEXT, "GroupIdentity")
_TYPES: Mapping[str, TermType] = {_CHANNEL.name: _CHANNEL, **TERMS}
_BY_WIRE: Mapping[str, TermType] = {term.wire.casefold(): term for term in _TYPES.values()}

_LONG_DURATION = re.compile(r"P(?=.*[YM])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
"""ISO 8601 durations with years or months."""


def write_terms(channel: str | None, terms: Mapping[str, TermValue]) -> list[Any]:
    """The channel, and every term that we know in the order of the sample.

    Args:
        channel: The channel as it is sent, None where it is not.
        terms: Value by our name.
    """
    values = {name: terms[name] for name in TERMS if name in terms}
    written: list[Any] = [] if channel is None else [{_NAME: CHANNEL_TERM, TermKind.TEXT.value: channel}]
    return written + [
        {_NAME: TERMS[name].wire, TERMS[name].kind.value: _write(value)} for name, value in values.items()
    ]


def take_terms(
    row: dict[str, Any], day_to_instant: Callable[[date], datetime], unclear: dict[str, Unclear]
) -> tuple[str | None, dict[str, TermValue]]:
    """Read the terms, and take all of them out of the transaction but those whose names nobody knows.

    Args:
        row: The transaction.
        day_to_instant: What a bare date means.
        unclear: Takes up what is not understood: a term that is given twice, that has members beside its value, or
            whose value is not of its kind.

    Returns:
        The channel, and value by our name.

    Raises:
        AnswerUnreadable: If the terms are no list of named terms, or the channel is not understood.
    """
    entries = [entry for spelling in _SPELLINGS for entry in _take_entries(row, spelling)]
    known: dict[str, list[dict[str, Any]]] = {}
    left = []
    for entry in entries:
        term = _known(entry)
        if term is None:
            left.append(entry)
        else:
            known.setdefault(term.name, []).append(entry)
    if left:
        row[MEMBER] = left
    found: dict[str, TermValue] = {}
    for name, own in known.items():
        term = _TYPES[name]
        value = _only(term, own, day_to_instant)
        if value is not UNCLEAR:
            found[name] = value
        elif term is _CHANNEL:
            raise AnswerUnreadable(f"the channel is {cut(_text(term, own, day_to_instant))}")
        else:
            unclear[name] = Unclear(_text(term, own, day_to_instant), {MEMBER: [*own]})
    channel = found.pop(_CHANNEL.name, None)
    return (channel or None if isinstance(channel, str) else None), found


def _take_entries(row: dict[str, Any], spelling: str) -> list[dict[str, Any]]:
    value = row.pop(spelling, None)
    entries = [] if value is None else objects(value)
    if entries is None or not all(isinstance(entry.get(_NAME), str) for entry in entries):
        raise AnswerUnreadable(f"`{spelling}` is not a list of named terms: {cut(canonical_json(value))}")
    return entries


def _known(entry: dict[str, Any]) -> TermType | None:
    """The term that an entry is of, in whatever case its name is written."""
    return _BY_WIRE.get(entry[_NAME].strip().casefold())


def _only(term: TermType, entries: list[dict[str, Any]], day_to_instant: Callable[[date], datetime]) -> Any:
    """The value of a term that is given once and is nothing but its name and its value; else `UNCLEAR`."""
    if len(entries) > 1 or entries[0].keys() != {_NAME, term.kind.value} or entries[0][_NAME] != term.wire:
        return UNCLEAR
    return _read(term, entries[0][term.kind], day_to_instant)


def _text(term: TermType, entries: list[dict[str, Any]], day_to_instant: Callable[[date], datetime]) -> str:
    """What live says, for people: the values of a term that is given several times, else its JSON text."""
    if len(entries) == 1:
        return not_understood(entries[0])
    values = [_only(term, [entry], day_to_instant) for entry in entries]
    if UNCLEAR in values:
        return not_understood(*entries)
    what = "prices" if term.kind is TermKind.MONEY else "values"
    said = [instant_text(value) if isinstance(value, datetime) else str(value) for value in values]
    count = "two" if len(said) == 2 else str(len(said))  # noqa: PLR2004 - spelled out up to two
    return f"{count} {what} named {term.wire}: {', '.join(said[:-1])} and {said[-1]}"


def _read(term: TermType, value: Any, day_to_instant: Callable[[date], datetime]) -> Any:
    match term.kind:
        case TermKind.TEXT:
            text = TEXT.read(value)
            return yes_or_no(text) if term.name == "download" and text is not UNCLEAR else text
        case TermKind.MONEY:
            return MONEY.read(value)
        case TermKind.BOOLEAN:
            return BOOLEAN.read(value)
        case TermKind.EVENT:
            return read_moment(value, day_to_instant)
        case TermKind.DURATION:
            return _duration(value)
        case _:
            assert_never(term.kind)


def _duration(value: Any) -> Any:
    """One spelling for equal durations; months and years have no fixed length and stay as they are."""
    text = TEXT.read(value)
    try:
        return text if text is UNCLEAR else canonical_duration(text)
    except ValueError:
        return text if _LONG_DURATION.fullmatch(text.strip()) else UNCLEAR


def _write(value: TermValue) -> Any:
    match value:
        case bool() | str():
            return value
        case datetime():
            return instant_text(value)
        case Money():
            return MONEY.write(value)
        case _:
            assert_never(value)
