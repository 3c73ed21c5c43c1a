"""The templates that are written are the official ones, to the last cell of their heads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pvsync.formats.ema.columns import Tab, Template, Version, template

OFFICIAL = {
    (Version.V1_8, Tab.MOVIES): "Template-Movies",
    (Version.V1_8, Tab.TV): "Template-TV",
    (Version.V1_9, Tab.MOVIES): "Template-Movies",
    (Version.V1_9, Tab.TV): "Template-TV",
    (Version.V1_9, Tab.BONUS): "Bonus",
}


def official(shared_data: Path, version: str, tab: str) -> list[dict[str, Any]]:
    tables = json.loads((shared_data / "ema" / "ema_columns.json").read_text(encoding="utf-8"))
    found = next(table for table in tables if (table["version"], table["tab"]) == (version, tab))
    columns: list[dict[str, Any]] = found["columns"]
    return columns


@pytest.mark.parametrize(("version", "tab"), OFFICIAL)
def test_the_head_is_the_official_one(version: Version, tab: Tab, shared_data: Path) -> None:
    columns = official(shared_data, version, OFFICIAL[version, tab])
    groups, names, marks = template(version, tab).head

    assert list(names) == [column["name"] for column in columns]
    assert list(groups) == [column["group"] for column in columns]
    assert [str(mark) for mark in marks] == [column["row3"] or "" for column in columns]
    assert marks[0] == float(version)


@pytest.mark.parametrize(("tab", "words"), [(Tab.MOVIES, "EMA 1.7.3 Movies tab"), (Tab.TV, "TV tab")])
def test_1_7_3_has_the_columns_of_its_template(tab: Tab, words: str, shared_data: Path) -> None:
    """It is in no workbook that we have; its order is written down beside the domain's rules."""
    rules = (shared_data.parent / "domain" / "validation-rules.md").read_text(encoding="utf-8")
    line = re.search(rf"^{words}[^\n]*?:\s*(.*?)\n(?=TV tab|\(Three)", rules, flags=re.MULTILINE | re.DOTALL)
    assert line is not None
    listed = [re.sub(r"\*.*", "", word) for word in re.sub(r"\([^)]*\)", "", line[1]).split(": ")[-1].split()]

    assert list(template(Version.V1_7_3, tab).columns) == listed


def test_1_7_3_tv_has_what_tools_write(shared_data: Path) -> None:
    columns = official(shared_data, "1.7.3", "TV")
    groups, names, _ = template(Version.V1_7_3, Tab.TV).head

    assert dict(zip(names, groups, strict=True)) == {column["name"]: column["group"] for column in columns}


def test_bundles_are_spelled_as_prime_video_spells_them() -> None:
    assert all("BundleALIDs" in template(version, Tab.MOVIES).columns for version in Version)


def test_older_versions_have_no_tab_for_bonus_material() -> None:
    with pytest.raises(LookupError):
        template(Version.V1_8, Tab.BONUS)


def test_each_name_stands_once() -> None:
    tabs: list[Template] = [template(version, tab) for version in Version for tab in (Tab.MOVIES, Tab.TV)]
    assert all(len(set(tab.columns)) == len(tab.columns) for tab in tabs)
