"""Lines of a note: what is written is read back, and what is not a line of ours is none."""

import json
from datetime import timedelta

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from pvsync.apply.receipt_json import receipt_from_json, receipt_to_json
from pvsync.history.note_lines import (
    Nothing,
    Started,
    nothing_line,
    read_line,
    receipt_line,
    run_of,
    started_line,
)
from pvsync.model.licence import BusinessLine
from pvsync.model.outcome import Accepted, Receipt, Result
from pvsync.model.plan import Action
from pvsync.model.scope import Scope

WORDS = st.text(max_size=20)
SCOPES = st.builds(
    Scope, st.text(min_size=1, max_size=8), st.sampled_from(["US", "CA"]), st.sampled_from(BusinessLine)
)


@given(WORDS, WORDS, st.lists(SCOPES, unique=True, max_size=4))
def test_a_beginning_is_read_back(run: str, environment: str, scopes: list[Scope]) -> None:
    started = Started(run, environment, "acme", "p", NOW, NOW + timedelta(seconds=1), tuple(sorted(scopes)))
    line = started_line(started)
    assert "\n" not in line
    assert read_line(line, receipt_from_json) == started
    assert run_of(line) == run


@given(WORDS, WORDS)
def test_a_receipt_is_read_back_from_one_line(words: str, title: str) -> None:
    result = Result(Scope("A", "US", BusinessLine.TVOD), Action.CREATE, title, Accepted(words))
    receipt = Receipt("r1", "p", "0.1", "sandbox", "acme", None, NOW, NOW, NOW, (result,))
    line = receipt_line(receipt_to_json(receipt))
    assert len(line.splitlines()) == 1
    assert read_line(line, receipt_from_json) == receipt
    assert run_of(line) == "r1"


def test_nothing_is_read_back() -> None:
    assert read_line(nothing_line("r1"), receipt_from_json) == Nothing("r1")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "looks good",
        "[]",
        "7",
        '{"run": 7}',
        json.dumps({"format_version": "2", "kind": "nothing", "run": "r"}),
        json.dumps({"format_version": "1", "kind": "else", "run": "r"}),
        json.dumps({"format_version": "1", "kind": "receipt", "receipt": {"run": "r"}}),
        json.dumps({"format_version": "1", "kind": "nothing", "run": "r", "more": 1}),
    ],
)
def test_what_is_no_line_of_ours_says_nothing(line: str) -> None:
    assert read_line(line, receipt_from_json) is None
    assert run_of(line) in {None, "r"}
