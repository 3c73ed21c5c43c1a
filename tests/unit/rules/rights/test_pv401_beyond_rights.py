"""Each way in which an avail goes beyond what is held, in words: contract, territory, licence and the days too many."""

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
    ("contracts", "remarks"),
    [
        ([], []),
        ([rights("2026-01-15", "2026-12-31")], []),
        ([rights("2026-01-15", "open")], []),
        ([rights("2026-01-15", "2026-06-30"), rights("2026-07-01", "2027-01-01", "L-2")], []),
        (
            [rights("2026-01-16", "2026-12-31")],
            [
                (
                    61,
                    "EST in US begins before `L-1` does: 1 day too many, from 15 January 2026 to 15 January 2026",
                )
            ],
        ),
        (
            [rights("2026-01-16", "2026-12-21")],
            [
                (
                    61,
                    "EST in US begins before `L-1` does: 1 day too many, from 15 January 2026 to 15 January 2026",
                ),
                (
                    78,
                    "EST in US runs longer than `L-1` does: 10 days too many, from 22 December 2026 to 31 December 2026",
                ),
            ],
        ),
        (
            [rights("2026-01-15", "2026-06-30"), rights("2026-07-03", "2027-01-01", "L-2")],
            [
                (
                    78,
                    "EST in US goes on between what `L-1` and `L-2` give: 2 days too many, from 1 July 2026 to 2 July 2026",
                )
            ],
        ),
        (
            [rights("2025-01-15", "2025-12-31"), rights("2027-01-15", "2027-12-31", "L-2")],
            [
                (
                    61,
                    (
                        "EST in US is offered on no day that `L-1` and `L-2` give: 351 days too many, "
                        "from 15 January 2026 to 31 December 2026"
                    ),
                )
            ],
        ),
        (
            [rights("2026-01-01", "2027-12-31", territories="CA, GB")],
            [(34, "`L-1` does not give US, only CA and GB: EST is offered there for 351 days")],
        ),
        (
            [rights("2026-01-01", "2027-12-31", licenses="VOD, FVOD")],
            [(15, "`L-1` does not give EST in US, only FVOD and VOD: it is offered for 351 days")],
        ),
    ],
)
def test_words_and_place(contracts: list[str], remarks: list[tuple[int, str]]) -> None:
    (title,), findings = read(movie(AVAIL), *contracts)
    found = list(check(title, Setting(AS_OF)))

    assert findings == ()
    assert [(remark.place.column, remark.message) for remark in found] == remarks
    assert {remark.place.line for remark in found} <= {5}
    assert {related.place.line for remark in found for related in remark.related} <= {7}


def test_formats_of_one_avail_make_one_finding() -> None:
    (title,), _ = read(movie(AVAIL.replace("[HD]", "[HD, UHD]")), rights("2026-02-01", "2026-12-31"))

    assert len(set(check(title, Setting(AS_OF)))) == 1
