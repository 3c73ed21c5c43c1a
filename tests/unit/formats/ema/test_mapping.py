"""Every column of every official workbook is accounted for: carried, or not for a reason that is stated."""

import json
from pathlib import Path

from pvsync.formats.ema.mapping import ALIASES, CARRIED, NOT_CARRIED


def test_every_official_column_is_accounted_for(shared_data: Path) -> None:
    tables = json.loads((shared_data / "ema" / "ema_columns.json").read_text(encoding="utf-8"))
    names = {column["name"] for table in tables for column in table["columns"]}

    assert len(names) > 120
    assert names - CARRIED.keys() - NOT_CARRIED.keys() - ALIASES.keys() == set()


def test_no_column_is_both() -> None:
    assert not CARRIED.keys() & NOT_CARRIED.keys()
    assert set(ALIASES.values()) <= CARRIED.keys() | NOT_CARRIED.keys()
