"""Each way in which an avail goes beyond what is held, in words."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, movie, read

from pvsync.rules.rights.pv401_beyond_rights import check
from pvsync.rules.rule import Setting

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
AVAIL = EST.replace("2031-01-14", "2026-12-31")


def rights(
    first: str, last: str, reference: str = "L-1", territories: str = "US", licenses: str = "EST"
) -> str:
    return (
        f"kind: rights\ntitles: [HEATHAZE-2024]\nterritories: [{territories}]\nlicenses: [{licenses}]\n"
        f"from: {first}\nto: {last}\nreference: {reference}\n"
    )


@pytest.mark.parametrize(
    ("contracts", "column", "message"),
    [
        ([], None, ""),
        ([rights("2026-01-15", "2026-12-31")], None, ""),
        ([rights("2026-01-15", "open")], None, ""),
        ([rights("2026-01-15", "2026-06-30"), rights("2026-07-01", "2027-01-01", "L-2")], None, ""),
        ([rights("2026-01-01", "2027-01-01"), rights("2026-02-01", "2026-03-01", "L-2")], None, ""),
        ([rights("2026-01-16", "2026-12-31")], 61, "EST in US begins 1 day before `L-1` does"),
        ([rights("2026-01-15", "2026-12-21")], 78, "EST in US runs 10 days longer than `L-1`"),
        (
            [rights("2026-01-15", "2026-06-30"), rights("2026-07-03", "2027-01-01", "L-2")],
            78,
            "EST in US has 2 days between what `L-1` and `L-2` give",
        ),
        (
            [rights("2027-01-15", "2027-12-31")],
            61,
            "EST in US is offered for 351 days, of which `L-1` gives none",
        ),
        (
            [rights("2025-01-15", "2025-12-31"), rights("2027-01-15", "2027-12-31", "L-2")],
            61,
            "EST in US is offered for 351 days, of which `L-1` and `L-2` give none",
        ),
        (
            [rights("2026-01-01", "2027-12-31", territories="CA, GB")],
            34,
            "`L-1` does not give US, only CA, GB",
        ),
        (
            [rights("2026-01-01", "2027-12-31", licenses="VOD, FVOD")],
            15,
            "`L-1` does not give EST in US, only FVOD, VOD",
        ),
    ],
)
def test_words_and_place(contracts: list[str], column: int | None, message: str) -> None:
    (title,), findings = read(movie(AVAIL), *contracts)
    remarks = list(check(title, Setting(AS_OF)))

    assert findings == ()
    if column is None:
        assert remarks == []
        return
    (remark,) = remarks
    assert remark.message == message
    assert (remark.place.line, remark.place.column) == (5, column)
    assert {related.place.line for related in remark.related} == {7}


def test_formats_of_one_avail_make_one_finding() -> None:
    (title,), _ = read(movie(AVAIL.replace("[HD]", "[HD, UHD]")), rights("2026-02-01", "2026-12-31"))

    assert len(set(check(title, Setting(AS_OF)))) == 1
