"""The tables are those of the documents."""

import re
from pathlib import Path

import pytest

from pvsync.datasets.tables import DELETED, TABLES, UPDATED, Kind, Table

KINDS = {"string": Kind.TEXT, "int": Kind.WHOLE, "double": Kind.DECIMAL, "timestamp": Kind.INSTANT}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.dataset)
def test_what_the_merge_needs_is_there(table: Table) -> None:
    assert {*table.key, UPDATED, DELETED} <= table.columns.keys()
    assert table.columns[UPDATED] is Kind.INSTANT
    assert table.columns[DELETED] is Kind.WHOLE
    assert all(name == name.lower() for name in table.logged)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.dataset)
def test_the_columns_are_those_of_our_notes_in_their_order(table: Table, shared_data: Path) -> None:
    notes = (shared_data.parent / "domain" / "datasets-api.md").read_text(encoding="utf-8")
    line = next(line for line in notes.splitlines() if line.startswith(f"**{table.dataset}**: "))
    text = re.sub(r"\([^)]*\)", "", line.partition(": ")[2]).replace("*", "")
    assert re.findall(r"\b[a-z]+(?:_[a-z]+)+\b|\b(?:id|cid|title|season|episode|quality)\b", text) == list(
        table.columns
    )
