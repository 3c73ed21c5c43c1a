"""The laws of the journal: cut anywhere it is a shorter journal, changed anywhere it is none."""

import io
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pvsync.apply.events import (
    BatchIntent,
    Event,
    Intended,
    RunFinished,
    RunInterrupted,
    RunResumed,
    RunStarted,
    ScopeOutcome,
    Verified,
)
from pvsync.apply.journal import Journal, read_journal
from pvsync.apply.journal_lines import START, read_lines, write_lines
from pvsync.errors import JournalError
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, NotTried, Rejected, Stale, Unknown, Verification
from pvsync.model.scope import Scope

# Half a surrogate pair may stand in what a service said; it must not stop the line that records it.
TEXTS = st.text(st.characters(codec=None), max_size=12)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001 - made aware below
    lambda value: value.replace(tzinfo=UTC)
)
SCOPES = st.builds(Scope, TEXTS, st.sampled_from(["US", "NO"]), st.sampled_from(BusinessLine))
COUNTS = st.integers(0, 10**12)
OUTCOMES = st.one_of(
    st.builds(Accepted, TEXTS),
    st.builds(Rejected, TEXTS, COUNTS),
    st.builds(Unknown, TEXTS),
    st.builds(Stale, TEXTS),
    st.builds(NotTried, TEXTS),
)
STARTS = st.builds(
    RunStarted,
    run=TEXTS,
    plan_id=TEXTS,
    environment=TEXTS,
    licensor=TEXTS,
    commit=st.none() | TEXTS,
    as_of=INSTANTS,
    version=TEXTS,
    at=INSTANTS,
    approvals=st.dictionaries(TEXTS, COUNTS, max_size=2),
)
INTENTS = st.builds(
    BatchIntent,
    number=COUNTS,
    attempt=st.integers(1, 2),
    items=st.lists(st.builds(Intended, SCOPES, TEXTS, TEXTS), max_size=3).map(tuple),
    at=INSTANTS,
)
LATER: st.SearchStrategy[Event] = st.one_of(
    INTENTS,
    st.builds(ScopeOutcome, SCOPES, OUTCOMES, INSTANTS, TEXTS, st.booleans()),
    st.builds(Verified, SCOPES, st.sampled_from(Verification), INSTANTS),
    st.builds(RunFinished, INSTANTS, COUNTS, TEXTS),
    st.builds(RunInterrupted, INSTANTS, COUNTS),
    st.builds(RunResumed, TEXTS, INSTANTS),
)
law = settings(max_examples=40, deadline=None, derandomize=True)
"""The same cases on every machine, however slow it is."""

HISTORIES = st.tuples(STARTS, st.lists(LATER, max_size=5)).map(lambda pair: [pair[0], *pair[1]])


def read(data: bytes) -> list[Event]:
    return [event for event, _ in read_lines(io.BytesIO(data), "run/journal.jsonl")]


@law
@given(HISTORIES)
def test_what_is_written_is_read(events: list[Event]) -> None:
    data, mark = write_lines(events, START)
    assert read(data) == events
    assert (mark.sequence, mark.size) == (len(events), len(data))
    assert data.isascii()


@law
@given(HISTORIES)
def test_cut_at_any_byte_it_is_a_prefix(events: list[Event]) -> None:
    data, _ = write_lines(events, START)
    for cut in range(len(data)):
        whole_lines = data[:cut].count(b"\n")
        assert read(data[:cut]) == events[:whole_lines]


@law
@given(HISTORIES, st.randoms(use_true_random=False))
def test_any_changed_byte_before_the_last_line_is_refused(events: list[Event], random: Random) -> None:
    data, _ = write_lines([*events, RunFinished(datetime(2026, 6, 1, tzinfo=UTC), 7)], START)
    last_line = data.rindex(b"\n", 0, -1) + 1
    for place in range(last_line):
        changed = bytearray(data)
        changed[place] ^= random.randrange(1, 256)
        with pytest.raises(JournalError, match=r"^the journal does not parse: run/journal.jsonl, line "):
            read(bytes(changed))


@law
@given(HISTORIES)
def test_a_changed_last_line_never_invents_an_event(events: list[Event]) -> None:
    data, _ = write_lines(events, START)
    for place in range(data.rfind(b"\n", 0, -1) + 1, len(data)):
        changed = bytearray(data)
        changed[place] ^= 0x01
        try:
            assert read(bytes(changed)) == events[:-1]
        except JournalError:
            continue


@law
@given(st.lists(LATER, min_size=2, max_size=5, unique_by=repr), STARTS, st.data())
def test_lines_taken_out_swapped_or_doubled_are_refused(
    later: list[Event], start: Event, data: st.DataObject
) -> None:
    lines = write_lines([start, *later], START)[0].splitlines(keepends=True)
    which = data.draw(st.integers(0, len(lines) - 2))
    swapped = [*lines[:which], lines[which + 1], lines[which], *lines[which + 2 :]]
    doubled = [*lines[: which + 1], *lines[which:]]
    taken_out = [*lines[:which], *lines[which + 1 :]]
    for damaged in (swapped, doubled, taken_out):
        with pytest.raises(JournalError, match="does not parse"):
            read(b"".join(damaged))


@law
@given(STARTS, st.lists(LATER, min_size=1, max_size=3), st.lists(LATER, max_size=3), st.data())
def test_a_journal_cut_anywhere_goes_on_as_if_never_stopped(
    start: RunStarted, before: list[Event], after: list[Event], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.jsonl"
        with Journal.create(path, start) as journal:
            journal.append(*before)
        whole = path.read_bytes()
        first = whole.index(b"\n") + 1
        cut = data.draw(st.integers(first, len(whole)))
        path.write_bytes(whole[:cut])
        kept = list(read_journal(path))
        with Journal.reopen(path) as journal:
            journal.append(*after)
        assert list(read_journal(path)) == [*kept, *after]
        assert kept == [start, *before][: len(kept)]


def test_a_tail_of_zeros_as_a_power_cut_leaves_it_is_ignored() -> None:
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    start = RunStarted("r", "p", "local", "acme", None, noon, "0.1.0", noon)
    data, _ = write_lines([start], START)
    assert read(data + b"\0" * 4096) == [start]
