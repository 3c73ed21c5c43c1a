"""Two windows of a line: which of them meet, and which one is named."""

import pytest
from unit.catalog.reading import NOW, movie, read

from pvsync.rules.rule import Setting
from pvsync.rules.windows.pv302_windows_overlap import check

LINE = "license: FVOD, territories: [US], formats: [HD], "


@pytest.mark.parametrize(
    ("windows", "found"),
    [
        ([("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")], []),
        ([("2026-01-01", "2026-07-01"), ("2026-07-01", "2026-12-31")], [(6, 5)]),
        ([("2026-07-01", "2026-12-31"), ("2026-01-01", "2026-07-01")], [(5, 6)]),
        # the first that is still open, not the neighbour
        (
            [("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-02-28"), ("2026-05-01", "2026-05-31")],
            [(6, 5), (7, 5)],
        ),
        (
            [("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-05-31"), ("2026-05-01", "2026-06-30")],
            [(7, 6)],
        ),
        # a line of its own for each pair of instants: the end includes its second
        (
            [("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), ("2026-02-01T00:00:00Z", "2026-03-01")],
            [(6, 5)],
        ),
        ([("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), ("2026-02-01T00:00:01Z", "2026-03-01")], []),
    ],
)
def test_what_is_open_at_the_same_time(windows: list[tuple[str, str]], found: list[tuple[int, int]]) -> None:
    (title,), _ = read(movie(*(f"{LINE}start: {start}, end: {end}" for start, end in windows)))

    remarks = list(check(title, Setting(NOW)))

    assert [(remark.place.line, remark.related[0].place.line) for remark in remarks] == found
    assert {remark.message for remark in remarks} <= {"two FVOD HD windows in US are open at the same time"}


def test_another_format_is_another_line() -> None:
    days = "start: 2026-01-01, end: 2026-12-31"
    (title,), _ = read(movie(f"{LINE}{days}", f"{LINE.replace('HD', 'UHD')}{days}"))

    assert list(check(title, Setting(NOW))) == []
