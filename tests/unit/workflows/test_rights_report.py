"""What is held and not offered, from a real catalog."""

from datetime import UTC, datetime
from pathlib import Path

from pvsync.model.progress import Silent
from pvsync.model.rights_report import Unoffered
from pvsync.workflows.project import open_project
from pvsync.workflows.rights_report import report_rights

AS_OF = datetime(2026, 6, 1, 12, tzinfo=UTC)


def rights(
    titles: str, licenses: str, first: str, last: str, reference: str = "L-1", where: str = "CA"
) -> str:
    return (
        f"kind: rights\ntitles: [{titles}]\nterritories: [{where}]\nlicenses: [{licenses}]\n"
        f"from: {first}\nto: {last}\nreference: {reference}\n"
    )


def movie(alid: str, *avails: str) -> str:
    entries = "".join(f"  - {{formats: [HD], {avail}}}\n" for avail in avails)
    return f"kind: movie\nalid: {alid}\ntitle: {alid}\navails:\n{entries or '  []'}\n"


def free(first: str, last: str, where: str = "CA") -> str:
    return f"license: FVOD, territories: [{where}], start: {first}, end: {last}"


def unoffered(root: Path, *documents: str) -> list[Unoffered]:
    (root / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    (root / "catalog").mkdir(exist_ok=True)
    (root / "catalog" / "a.yaml").write_text("---\n".join(documents), encoding="utf-8")
    made = report_rights(open_project(None, root), AS_OF, Silent())
    assert made.report is not None, made.findings
    return list(made.report.unoffered)


def short(rows: list[Unoffered]) -> list[tuple[str, str, str, str, str]]:
    return [(row.alid, row.license, row.territory, str(row.first), str(row.last)) for row in rows]


def test_days_before_between_and_after_what_is_offered_from_today_on(tmp_path: Path) -> None:
    rows = unoffered(
        tmp_path,
        movie("A", free("2026-06-11", "2026-06-20"), free("2026-07-01", "2026-07-31")),
        rights("A", "FVOD", "2026-01-01", "2026-08-31"),
    )

    assert short(rows) == [
        ("A", "FVOD", "CA", "2026-06-01", "2026-06-10"),
        ("A", "FVOD", "CA", "2026-06-21", "2026-06-30"),
        ("A", "FVOD", "CA", "2026-08-01", "2026-08-31"),
    ]
    assert [row.days for row in rows] == [10, 10, 31]


def test_contracts_that_follow_each_other_are_one_stretch_and_name_themselves(tmp_path: Path) -> None:
    rows = unoffered(
        tmp_path,
        movie("A"),
        rights("A", "EST", "2026-07-01", "2026-12-31"),
        rights("A", "EST", "2027-01-01", "open", "L-2"),
        rights("A", "EST", "2020-01-01", "2026-05-31", "L-0"),
    )

    assert short(rows) == [("A", "EST", "CA", "2026-07-01", "None")]
    assert [(row.days, [reference for reference, _ in row.contracts]) for row in rows] == [
        (None, ["L-1", "L-2"])
    ]


def test_everything_offered_is_nothing_to_report(tmp_path: Path) -> None:
    contract = rights("A", "FVOD", "2026-07-01", "2026-07-31")

    assert unoffered(tmp_path, movie("A", free("2026-07-01", "2026-07-31")), contract) == []
    assert unoffered(tmp_path, movie("A")) == []


def test_a_pattern_counts_for_the_titles_it_meets_and_an_unknown_alid_for_itself(tmp_path: Path) -> None:
    rows = unoffered(
        tmp_path,
        movie("A1"),
        movie("A2", free("2026-07-01", "2026-07-31", "GB")),
        rights("'A*', B", "FVOD", "2026-07-01", "2026-07-31"),
        rights("A2", "FVOD", "2026-07-01", "2026-07-31", where="GB"),
    )

    assert [(row.alid, row.title, row.kind, row.territory) for row in rows] == [
        ("A1", "A1", "movie", "CA"),
        ("A2", "A2", "movie", "CA"),
        ("B", "", "", "CA"),
    ]


def test_each_kind_of_title_is_asked_for_what_it_can_offer(tmp_path: Path) -> None:
    series = "kind: series\nalid: ASB\ntitle: Strikes\nseasons: 1\n"
    season = (
        "kind: season\nalid: ASB-S1\nseries: ASB\nnumber: 1\ntitle: S1\ncomplete: true\navails: []\n"
        "episodes: [{alid: ASB-S1E1, number: 1, title: Pilot}]\n"
    )
    bundle = "kind: bundle\nseries: ASB\ndiscount: 10\navails: []\n"
    rows = unoffered(
        tmp_path, series, season, bundle, rights("ASB", "EST, VOD, SVOD", "2026-07-01", "2026-07-31")
    )

    assert [(row.alid, row.license, row.season, row.number) for row in rows] == [
        ("ASB-S1", "EST", "", None),
        ("ASB-S1", "VOD", "", None),
        ("ASB-S1E1", "EST", "S1", 1),
        ("ASB-S1E1", "SVOD", "S1", 1),
        ("ASB-S1E1", "VOD", "S1", 1),
        ("ASB", "EST", "", None),
    ]


def test_a_catalog_with_errors_has_no_report(tmp_path: Path) -> None:
    (tmp_path / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "a.yaml").write_text("kind: movie\n", encoding="utf-8")

    made = report_rights(open_project(None, tmp_path), AS_OF, Silent())

    assert made.report is None
    assert {finding.code for finding in made.findings} == {"PV013"}
