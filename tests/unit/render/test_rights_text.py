"""A rights report on a screen."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pvsync.diagnostics import Place
from pvsync.model.rights_report import RightsReport, Unoffered
from pvsync.render.rights_text import render
from pvsync.render.screen import Screen

PLACE = Place("catalog/rights.yaml", 7, 12, 7, 15)
ROW = Unoffered(
    "HEAT",
    "Heat Haze",
    "movie",
    "",
    None,
    "EST",
    "US",
    date(2026, 6, 1),
    date(2026, 6, 30),
    30,
    (("L-1", PLACE),),
)


def report(*rows: Unoffered, held: int = 3) -> RightsReport:
    return RightsReport("acme", datetime(2026, 6, 1, 12, tzinfo=UTC), held, rows)


def shown(*rows: Unoffered, held: int = 3, width: int = 100) -> list[str]:
    return render(report(*rows, held=held), Screen(width)).splitlines()


def test_territories_with_the_same_days_stand_together_and_columns_line_up() -> None:
    endless = replace(ROW, license="SVOD", last=None, days=None, contracts=(("L-1", PLACE), ("L-2", PLACE)))

    assert shown(
        ROW, replace(ROW, territory="CA"), replace(ROW, first=date(2026, 6, 30), days=1), endless
    ) == [
        "Rights of acme that nothing offers, from 1 June 2026",
        "",
        "Heat Haze (HEAT)",
        "  EST   1 June 2026 to 30 June 2026 (30 days)  CA and US (L-1)",
        "  EST   30 June 2026 to 30 June 2026 (1 day)   US (L-1)",
        "  SVOD  1 June 2026 with no end                US (L-1 and L-2)",
        "",
        "Contracts name 3 titles; 1 of them is not offered as far as it could be.",
    ]


def test_episodes_of_one_season_with_the_same_table_are_one_block() -> None:
    episodes = [
        replace(ROW, alid=f"E{number}", title=f"Part {number}", season="Season 1", number=number)
        for number in (1, 2, 3)
    ]
    other = replace(episodes[2], territory="GB")

    assert [line for line in shown(*episodes) if line.startswith("Season")] == ["Season 1, episodes 1 to 3"]
    assert [
        line for line in shown(*episodes[:2], other) if not line.startswith((" ", "R", "C")) and line
    ] == [
        "Season 1, episodes 1 and 2",
        "Part 3 (E3)",
    ]
    assert len([line for line in shown(ROW, replace(ROW, alid="COLD")) if "Heat Haze (" in line]) == 2


def test_a_title_that_is_not_in_the_catalog_and_what_there_is_to_say_without_any() -> None:
    assert "B, which no document of the catalog declares" in shown(replace(ROW, alid="B", title="", kind=""))
    assert shown(held=2)[-1] == "Contracts name 2 titles; all that they give is offered."
    assert shown(held=0)[-1].startswith("No `kind: rights` document names a title")


def test_a_long_list_of_territories_wraps_below_itself() -> None:
    many = [replace(ROW, territory=f"{letter}{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    lines = shown(*many, width=60)

    assert max(map(len, lines)) <= 60
    assert "XX, YY and ZZ (L-1)" in " ".join(line.strip() for line in lines)
