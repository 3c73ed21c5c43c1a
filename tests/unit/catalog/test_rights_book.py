"""Contracts, and the titles that they name."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, codes_of, movie, read, season

from pvsync.diagnostics import Place
from pvsync.model.window import Window


def rights(
    titles: str = "HEATHAZE-2024",
    territories: str = "US, CA",
    first: str = "2026-01-01",
    last: str = "2031-12-31",
    reference: str = "L-1",
) -> str:
    return (
        f"kind: rights\ntitles: [{titles}]\nterritories: [{territories}]\nlicenses: [EST]\n"
        f"from: {first}\nto: {last}\nreference: {reference}\n"
    )


def test_a_contract_is_read_in_the_days_of_each_of_its_territories() -> None:
    (title,), findings = read(movie(EST), rights())

    assert findings == ()
    (right,) = title.rights
    assert (right.reference, right.licenses, right.territories) == ("L-1", {"EST"}, {"US", "CA"})
    assert dict(right.windows) == {
        "CA": Window(datetime(2026, 1, 1, 3, 30, tzinfo=UTC), datetime(2032, 1, 1, 3, 29, 59, tzinfo=UTC)),
        "US": Window(datetime(2026, 1, 1, 5, tzinfo=UTC), datetime(2032, 1, 1, 4, 59, 59, tzinfo=UTC)),
    }
    assert (len(right.windows), "GB" in right.windows, right.windows.get("GB")) == (2, False, None)
    assert right.place == Place("file1.yaml", 7, 12, 7, 15)


def test_instants_and_no_end() -> None:
    (title,), _ = read(movie(EST), rights(first="2026-01-01T00:00:00Z", last="open"))
    assert title.rights[0].windows["US"] == Window(datetime(2026, 1, 1, tzinfo=UTC), None)
    (title,), _ = read(movie(EST), rights(last="2027-01-01T00:00:00Z"))
    assert title.rights[0].windows["US"].end == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_series_or_season_stands_for_what_is_in_it_and_patterns_for_many() -> None:
    for name in ("ASB", "ASB-S1", "'ASB*'", "'ASB-S?'"):
        titles, findings = read(season(EST), rights(name))
        assert findings == ()
        assert [len(title.rights) for title in titles] == [1, 1]
    titles, _ = read(season(EST), rights("ASB-S1E1"))
    assert [len(title.rights) for title in titles] == [0, 1]
    titles, _ = read(season(EST), rights("ASB"), rights("'*E1'"))
    assert [len(title.rights) for title in titles] == [1, 2]


def test_names_of_nothing_and_unknown_territories_are_said_once() -> None:
    assert codes_of(movie(EST), rights("HEATHAZE-2042, 'X*', HEATHAZE-2024")) == ["PV137", "PV137"]
    assert codes_of(movie(EST), rights(territories="US, UK")) == ["PV107"]
    assert codes_of(movie(EST), rights("a b")) == ["PV015"]


def test_territory_groups_are_opened() -> None:
    (title,), _ = read(movie(EST), rights(territories="NA"), groups={"NA": ("US", "CA")})
    assert title.rights[0].territories == {"US", "CA"}


@pytest.mark.parametrize(
    ("second", "code", "message"),
    [
        (
            rights(first="2031-12-31", last="open", reference="L-2"),
            "PV402",
            "`L-1` and `L-2` both give EST of HEATHAZE-2024 in CA, US on the same days",
        ),
        (
            rights("'HEAT*'", "GB, US", reference="L-2"),
            "PV402",
            "`L-1` and `L-2` both give EST of HEATHAZE-2024 in US on the same days",
        ),
        (rights(), "PV402", "`L-1` gives EST of HEATHAZE-2024 in CA, US twice on the same days"),
        (
            rights(last="2032-12-31"),
            "PV403",
            "`L-1` gives EST of HEATHAZE-2024 in CA, US in two documents that overlap and have other days",
        ),
        (
            rights(territories="US", last="2032-12-31"),
            "PV403",
            "`L-1` gives EST of HEATHAZE-2024 in US in two documents that overlap and have other days and territories",
        ),
        (rights(first="2032-01-01", last="2033-01-01", reference="L-2"), "", ""),
        (rights(first="2032-01-01", last="2033-01-01"), "", ""),
        (rights(territories="GB", reference="L-2"), "", ""),
        (rights(reference="L-2").replace("EST", "VOD"), "", ""),
        (rights("OTHER", reference="L-2"), "", ""),
    ],
)
def test_what_two_documents_give_at_once(second: str, code: str, message: str) -> None:
    other = movie(EST).replace("HEATHAZE-2024", "OTHER")
    _, findings = read(movie(EST), other, rights(), second)

    assert [(finding.code, finding.message) for finding in findings] == [(code, message)] * bool(code)
    assert [finding.place for finding in findings] == [Place("file3.yaml", 7, 12, 7, 15)] * bool(code)
    assert [finding.related[0].place.file for finding in findings] == ["file2.yaml"] * bool(code)


def test_many_titles_of_two_contracts_are_one_finding_with_examples() -> None:
    _, findings = read(season(EST, episodes=("",) * 4), rights("ASB"), rights("'ASB-*'", reference="L-2"))

    assert [finding.message for finding in findings] == [
        "`L-1` and `L-2` both give EST of ASB-S1, ASB-S1E1, ASB-S1E2 and 2 more in CA, US on the same days"
    ]


def test_a_contract_that_ends_before_it_begins_checks_nothing() -> None:
    never = rights(first="2026-01-02", last="2026-01-01")
    (title,), findings = read(movie(EST), never, rights(reference="L-2"))

    assert title.rights == ()
    assert [(finding.code, finding.message, finding.place) for finding in findings] == [
        (
            "PV404",
            "`L-1` ends on 2026-01-01, before it begins on 2026-01-02",
            Place("file1.yaml", 6, 5, 6, 15),
        )
    ]
    assert codes_of(movie(EST), rights(first="2026-01-01", last="2026-01-01")) == []
    instants = rights(first="2026-01-01T10:00:00Z", last="2026-01-01T09:00:00Z")
    assert codes_of(movie(EST), instants) == ["PV404"]
