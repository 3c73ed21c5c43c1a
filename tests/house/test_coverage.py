"""Every reason and rule of the partner documents is caught by a finding, or it is said why none can."""

import re
from pathlib import Path

import pytest

from pvsync.rules.documented import DOCUMENTED
from pvsync.rules.documented.entry import Documented
from pvsync.workflows.rule_pages import caught_by

NUMBERED = {
    "box-set-rejection": 11,
    "box-set-rule": 7,
    "collection-rejection": 12,
    "collection-rule": 4,
    "exclusion": 2,
}


def test_every_documented_reason_is_there_once() -> None:
    keys = [entry.key for entry in DOCUMENTED]
    assert len(set(keys)) == len(keys)
    wanted = {f"{name}-{number}" for name, count in NUMBERED.items() for number in range(1, count + 1)}
    wanted |= {f"A{number}" for number in range(1, 27)} | {"season-offer", "season-pass", "artwork"}
    assert {key for key in keys if not key.startswith("mec-")} == wanted


def test_all_class_a_rules_of_our_notes_are_there(shared_data: Path) -> None:
    notes = (shared_data.parent / "domain" / "validation-rules.md").read_text(encoding="utf-8")
    numbers = set(re.findall(r"^\| (A\d+) \|", notes, re.MULTILINE))
    assert numbers == {entry.key for entry in DOCUMENTED if re.fullmatch(r"A\d+", entry.key)}


def test_all_metadata_fields_of_our_notes_are_there(shared_data: Path) -> None:
    notes = (shared_data.parent / "domain" / "bundles.md").read_text(encoding="utf-8")
    section = notes.partition("## MEC fields")[2].partition("## Artwork")[0]
    for entry in DOCUMENTED:
        if entry.key.startswith("mec-") and entry.key != "mec-unused":
            assert entry.key.removeprefix("mec-") in section


@pytest.mark.parametrize("entry", DOCUMENTED, ids=lambda entry: entry.key)
def test_it_is_caught_or_said_why_not(entry: Documented) -> None:
    assert entry.says
    assert entry.source
    assert entry.key in caught_by() or entry.why_none


def test_no_code_names_a_reason_that_there_is_not() -> None:
    assert set(caught_by()) - {entry.key for entry in DOCUMENTED} == set()
