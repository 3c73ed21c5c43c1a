"""An avail as it is taken in."""

from unit.emulator.partner import a_row, an_avail

from pvsync.emulator.scopes import Lines
from pvsync.emulator.submission import submit
from pvsync.emulator.switches import settle

LINES = Lines({}, "FVOD", "CHANNELS")


def formats(avail: dict) -> list[object]:
    taken = submit(avail, "A-1", LINES, settle({}))
    return [row["FormatProfile"] for row in taken.avail["Transaction"]]


def test_formats_of_bundles_become_max_and_nothing_else_changes() -> None:
    rows = [a_row(FormatProfile={"value": value, "x": 1}) for value in ("SD", "HD", "UHD", "4K", "Max", "8K")]
    made = formats(an_avail(*rows, work_type="Series"))
    assert made == [*[{"value": "Max", "x": 1}] * 5, {"value": "8K", "x": 1}]


def test_formats_of_other_titles_stay() -> None:
    assert formats(an_avail(work_type="Season")) == [{"value": "HD"}]


def test_malformed_transactions_of_a_bundle_are_left_to_the_checks() -> None:
    avail = an_avail(work_type="series", Transaction="none")
    assert submit(avail, "A-1", LINES, settle({})).avail == avail
