"""The terms of a transaction: an array of named values, written as `Terms`, read as `Terms` or `Term`.

The official sample says `Terms`, the XSD and the mapping table `Term` (avails-api section 9).
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, assert_never

from pvsync.api.wire.shapes import BOOLEAN, MONEY, TEXT, UNCLEAR, read_moment, yes_or_no
from pvsync.api.wire.tree import merge, objects
from pvsync.errors import AnswerUnreadable
from pvsync.model.duration import canonical_duration
from pvsync.model.money import Money
from pvsync.model.terms import CHANNEL_TERM, TERMS, TERMS_BY_WIRE, TermKind, TermType, TermValue
from pvsync.model.window import instant_text

MEMBER = "Terms"
_SPELLINGS = (MEMBER, "Term")
_NAME = "_termName"
_CHANNEL = TermType("channel", CHANNEL_TERM, TermKind.TEXT, "GroupIdentity")
_BY_WIRE: Mapping[str, TermType] = {CHANNEL_TERM: _CHANNEL, **TERMS_BY_WIRE}


def write_terms(channel: str | None, terms: Mapping[str, TermValue], kept: Any) -> list[Any]:
    """Every term: the channel, those that we know in the order of the sample, then what was kept verbatim.

    Args:
        channel: The channel as it is sent, None where it is not.
        terms: Value by our name.
        kept: What `take_terms` left over.
    """
    values = {name: terms[name] for name in TERMS if name in terms}
    written = [] if channel is None else [{_NAME: CHANNEL_TERM, TermKind.TEXT.value: channel}]
    written += [
        {_NAME: TERMS[name].wire, TERMS[name].kind.value: _write(value)} for name, value in values.items()
    ]
    return _with_kept(written, kept)


def take_terms(
    row: dict[str, Any], day_to_instant: Callable[[date], datetime]
) -> tuple[str | None, dict[str, TermValue]]:
    """Read the terms that are understood, and take them out of the transaction.

    A term with members beside its value leaves these behind; one that is unknown, said twice or in another shape
    is left whole, under `Terms`.

    Args:
        row: The transaction.
        day_to_instant: What a bare date means.

    Returns:
        The channel, and value by our name.

    Raises:
        AnswerUnreadable: If a term that we know is given twice, once without its value.
    """
    found: dict[str, TermValue] = {}
    entries = [entry for spelling in _SPELLINGS for entry in _take_entries(row, spelling)]
    _refuse_ambiguous(entries)
    left = [rest for entry in entries if (rest := _take_term(entry, found, day_to_instant))]
    if left:
        row[MEMBER] = left
    channel = found.pop(_CHANNEL.name, None)
    return (channel or None if isinstance(channel, str) else None), found


def _take_entries(row: dict[str, Any], spelling: str) -> list[dict[str, Any]]:
    entries = objects(row.get(spelling))
    if entries is not None:
        del row[spelling]
    return entries or []


def _known(entry: dict[str, Any]) -> TermType | None:
    name = entry.get(_NAME)
    return _BY_WIRE.get(name) if isinstance(name, str) else None


def _refuse_ambiguous(entries: list[dict[str, Any]]) -> None:
    """Two entries of one term, one of them without its value, could not be told apart when written back."""
    times = Counter(term.name for entry in entries if (term := _known(entry)) is not None)
    for entry in entries:
        term = _known(entry)
        if term is not None and times[term.name] > 1 and term.kind not in entry:
            raise AnswerUnreadable(f"the term {term.wire} is given twice, once without its value")


def _take_term(
    entry: dict[str, Any], found: dict[str, TermValue], day_to_instant: Callable[[date], datetime]
) -> dict[str, Any]:
    """Read one term; what is left of it, empty where it is understood to the last member."""
    term = _known(entry)
    if term is None or term.name in found:
        return entry
    value = _read(term, entry.get(term.kind), day_to_instant)
    if value is UNCLEAR:
        return entry
    found[term.name] = value
    rest = {member: item for member, item in entry.items() if member not in (_NAME, term.kind)}
    return {_NAME: term.wire, **rest} if rest else {}


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
        return text


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


def _with_kept(written: list[Any], kept: Any) -> list[Any]:
    """Join what was left of a term to the term; append what stands by itself."""
    if not isinstance(kept, list):
        return written
    by_name = {term[_NAME]: position for position, term in enumerate(written)}
    for entry in kept:
        term = _known(entry) if isinstance(entry, dict) else None
        if term is not None and term.wire in by_name and term.kind not in entry:
            position = by_name[term.wire]
            written[position] = merge(written[position], entry)
        else:
            written.append(entry)
    return written
