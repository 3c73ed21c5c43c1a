"""Everything odd about a pull is said once, in words of the person who reads it."""

import pytest

from pvsync.datasets.ledger import Entry
from pvsync.datasets.remarks import remarks
from pvsync.datasets.source import DatasetFile
from pvsync.datasets.take_in import Drift
from pvsync.diagnostics import Severity

FILE = DatasetFile("playback", "a.zip", None)


@pytest.mark.parametrize(
    ("drift", "severity", "message"),
    [
        (
            Drift(new=("mood",)),
            Severity.WARNING,
            "2 files have a column `mood` that the documents do not know",
        ),
        (Drift(missing=("quality",)), Severity.WARNING, "2 files have no column `quality`"),
        (Drift(missing=("session_id",)), Severity.ERROR, "2 files have no column `session_id`"),
        (Drift(missing=("is_deleted",)), Severity.ERROR, "2 files have no column `is_deleted`"),
        (
            Drift(unread=(("seconds_viewed", 3, "12s"),)),
            Severity.WARNING,
            '6 cells of `seconds_viewed` are not a whole number, for example "12s"',
        ),
        (
            Drift(unread=(("last_update_time_utc", 1, "yesterday"),)),
            Severity.ERROR,
            '2 cells of `last_update_time_utc` are not a date and time, for example "yesterday"',
        ),
        (Drift(keyless=2), Severity.ERROR, "4 rows have no `session_id` or no `start_segment_utc`"),
        (Drift(uneven=1), Severity.WARNING, "2 rows have more or fewer cells than the first line names"),
        (
            Drift(aside=("notes.json",)),
            Severity.WARNING,
            "2 files have `notes.json` inside, which is no table",
        ),
    ],
)
def test_what_differs_is_said_once_for_all_files(drift: Drift, severity: Severity, message: str) -> None:
    [remark] = remarks([Entry(FILE, "one", drift=drift), Entry(FILE, "two", drift=drift)])
    assert (remark.dataset, remark.severity, remark.message) == ("playback", severity, message)
    assert remark.hint


def test_datasets_are_kept_apart_and_nothing_is_said_of_nothing() -> None:
    other = DatasetFile("catalog", "b.zip", None)
    assert list(remarks([Entry(FILE, "one"), Entry(other, "two")])) == []
    found = remarks([Entry(FILE, why_not="the zip is broken"), Entry(other, why_not="the zip is broken")])
    assert [(remark.dataset, remark.message) for remark in found] == [
        ("catalog", "1 file could not be read: the zip is broken"),
        ("playback", "1 file could not be read: the zip is broken"),
    ]
