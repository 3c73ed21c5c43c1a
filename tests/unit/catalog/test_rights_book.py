"""Contracts, and the titles that they name."""

from datetime import UTC, datetime

from unit.catalog.reading import EST, codes_of, movie, read, season

from pvsync.diagnostics import Place
from pvsync.model.window import Window


def rights(
    titles: str = "HEATHAZE-2024",
    territories: str = "US, CA",
    first: str = "2026-01-01",
    last: str = "2031-12-31",
) -> str:
    return (
        f"kind: rights\ntitles: [{titles}]\nterritories: [{territories}]\nlicenses: [EST]\n"
        f"from: {first}\nto: {last}\nreference: L-1\n"
    )


def test_a_contract_is_read_in_the_days_of_each_territory_that_is_offered() -> None:
    (title,), findings = read(movie(EST), rights())

    assert findings == ()
    (right,) = title.rights
    assert (right.reference, right.licenses, right.territories) == ("L-1", {"EST"}, {"US", "CA"})
    assert right.windows == {
        "US": Window(datetime(2026, 1, 1, 5, tzinfo=UTC), datetime(2032, 1, 1, 4, 59, 59, tzinfo=UTC))
    }
    assert right.place == Place("file1.yaml", 7, 12, 7, 15)


def test_instants_and_no_end() -> None:
    (title,), _ = read(movie(EST), rights(first="2026-01-01T00:00:00Z", last="open"))
    assert title.rights[0].windows == {"US": Window(datetime(2026, 1, 1, tzinfo=UTC), None)}
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
