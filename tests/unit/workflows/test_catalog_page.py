import csv
import re
from pathlib import Path

import pytest

from pvsync.catalog import merge
from pvsync.catalog.documents import KINDS
from pvsync.catalog.documents.avail import NAMES_BY_KEY, AvailEntry
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.expand import _REQUIRED
from pvsync.workflows.catalog_page import _FOR_EACH, WIRE, catalog_page, groups, keys_of, wire_of
from pvsync.workflows.plain_types import group_name

MODELS = [*KINDS.values(), *groups()]


@pytest.mark.parametrize("model", MODELS, ids=group_name)
def test_every_key_has_a_place_in_the_table(model: type[Keys]) -> None:
    missing = [key for key in keys_of(model) if wire_of(model, key) is None]
    assert missing == [], (
        f"say where {', '.join(missing)} of `{group_name(model)}` goes: one line in WIRE of "
        f"pvsync/workflows/catalog_page.py, as `key` or, where another group has the key with another meaning, "
        f"as `{group_name(model)}.key`; `_NOWHERE` where it is never sent"
    )


@pytest.mark.parametrize("model", MODELS, ids=group_name)
def test_every_key_says_what_it_means(model: type[Keys]) -> None:
    fields = model.model_fields
    assert [key for key, name in keys_of(model).items() if not fields[name].description] == []


def test_the_table_names_nothing_that_is_not_there() -> None:
    known = {key for model in MODELS for key in keys_of(model)}
    known |= {f"{group_name(model)}.{key}" for model in MODELS for key in keys_of(model)}
    assert sorted(WIRE.keys() - known) == []


def test_what_never_passes_from_a_season_is_what_the_merge_leaves_behind() -> None:
    names = {name: key for key, name in keys_of(AvailEntry).items()}
    said = {
        key for key in keys_of(AvailEntry) if (wire := wire_of(AvailEntry, key)) and wire.inherited == "deal"
    }
    left = {names[name] for name in merge._NOT_INHERITED} - merge._STRUCTURE
    assert said == left
    assert {NAMES_BY_KEY[name] for name in _REQUIRED} == _FOR_EACH


def test_every_column_is_one_of_the_spreadsheet(shared_data: Path) -> None:
    with (shared_data / "ema" / "ema_columns_matrix.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {row["name"] for row in rows if row["1.7.3 Movies"] or row["1.7.3 TV"]}
    named = {column for wire in WIRE.values() for column in wire.ema.split(", ") if column}
    # Prime Video's own name; the templates of 1.7.3 write BundledALIDs.
    assert named - columns == {"BundleALIDs"}


def test_the_page_names_every_kind_and_group_once() -> None:
    headings = re.findall(r"^#+ (.+)$", catalog_page(), flags=re.MULTILINE)
    assert headings == [
        "The catalog, key by key",
        *KINDS,
        "Groups of keys",
        *(group_name(group).capitalize() for group in groups()),
    ]


def test_every_row_has_eight_cells() -> None:
    rows = [line for line in catalog_page().splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}


def test_a_row_in_full() -> None:
    page = catalog_page().splitlines()
    assert (
        "| `srp` | amount and currency | no | Suggested retail price everywhere. | `9.99 USD` "
        "| `Transaction[].Terms[SRP].Money` | SRP | deal |"
    ) in page
    assert (
        "| `ids` | text by name | no | Ids by territory and format. | `{US/HD: a1}` "
        "| `Transaction[]._TransactionID` | AvailID | deal |"
    ) in page
