"""A plan read change by change is the plan read as a whole, whatever was done to its file."""

import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from laws.test_plan_file import DATA, _variants, full_plan, plans

from pvsync.errors import PlanTampered
from pvsync.model.plan import Plan
from pvsync.plan import large_file
from pvsync.plan.file import _identity, plan_parts, plan_to_json, read_plan, write_plan
from pvsync.plan.kept_change import KeptChange
from pvsync.plan.large_file import open_plan


def read_both(folder: Path, data: bytes) -> tuple[Plan | str, Plan | str]:
    """What each way of reading says: the plan, or the words of the refusal."""
    file = folder / "plan.json"
    file.write_bytes(data)
    said: list[Plan | str] = []
    for read in (lambda: read_plan(data), lambda: open_plan(file)):
        try:
            said.append(read())
        except PlanTampered as error:
            said.append(str(error))
    return said[0], said[1]


@given(plans)
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
def test_what_is_written_is_what_is_opened(tmp_path: Path, plan: Plan) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(write_plan(plan))
    opened = open_plan(file)
    assert opened == plan
    assert all(isinstance(change, KeptChange) for change in opened.changes)
    assert b"".join(plan_parts(opened)) == write_plan(plan)
    assert write_plan(plan) == (json.dumps(plan_to_json(plan), ensure_ascii=False, indent=1) + "\n").encode()


def test_a_file_in_our_layout_is_never_read_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(large_file, "read_plan")
    file = tmp_path / "plan.json"
    file.write_bytes(DATA)
    assert open_plan(file) == full_plan()


def laid_out(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def test_one_value_changed_is_refused_in_the_same_words(tmp_path: Path) -> None:
    for variant in islice(_variants(json.loads(DATA)), 0, None, 3):
        whole, pieces = read_both(tmp_path, laid_out(variant))
        assert isinstance(whole, str)
        assert pieces == whole


def test_a_forged_id_is_judged_alike(tmp_path: Path) -> None:
    read = 0
    for variant in islice(_variants(json.loads(DATA)), 1, None, 2):
        if isinstance(variant, dict):
            whole, pieces = read_both(tmp_path, laid_out({**variant, "plan_id": _identity(variant)}))
            assert pieces == whole
            read += isinstance(whole, Plan)
    assert read


LINES = DATA.splitlines(keepends=True)


@pytest.mark.parametrize("number", range(0, len(LINES), 7))
def test_a_line_taken_away_given_twice_or_moved_is_judged_alike(tmp_path: Path, number: int) -> None:
    before, line, after = LINES[:number], LINES[number], LINES[number + 1 :]
    for lines in (
        [*before, *after],
        [*before, line, line, *after],
        [*before, *after[:1], line, *after[1:]],
        [*before, b"\n", line, *after],
        [*before, b"  },\n", line, *after],
        [*before, b" ],\n", line, *after],
        [*before, b' "changes": [\n', line, *after],
        [*before, line],
    ):
        whole, pieces = read_both(tmp_path, b"".join(lines))
        assert pieces == whole


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xef\xbb\xbf" + DATA,
        DATA.decode().encode("utf-16"),
        DATA.replace(b"\n", b"\r\n"),
        DATA.replace(b'"dirty": false', b'"dirty": true, "dirty": false'),
        json.dumps(json.loads(DATA), indent=4, sort_keys=True).encode(),
        json.dumps(json.loads(DATA), indent=1, sort_keys=True).encode(),
        json.dumps(json.loads(DATA)).encode(),
        DATA.replace(b"ASB", b"\xed\xa0\x80"),
    ],
)
def test_other_layouts_are_judged_alike(tmp_path: Path, data: bytes) -> None:
    whole, pieces = read_both(tmp_path, data)
    assert pieces == whole


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_plan(tmp_path / "none.json")
