"""The catalog as a stream: order of files, building again, and what several documents claim."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.catalog.reading import EST, FVOD, catalog_of, codes_of, deal, movie, read, season
from unit.catalog.reading import settings as plain

from pvsync.catalog import build
from pvsync.catalog.build import Catalog
from pvsync.catalog.cache import RecentFiles
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding, Place, Severity
from pvsync.model.transaction import derived_id

FILES = {
    "a.yaml": movie("use: library", EST + ", wsp: 1.00 USD"),
    "b.yaml": deal("library", FVOD),
    "c.yaml": season(EST + ", tier: Gold", FVOD, "use: library, start: 2020-01-01, end: 2020-02-01"),
    "d.yaml": movie("use: library, territories: [GB, NO]").replace("HEATHAZE", "LOWTIDE"),
}


@given(st.permutations(sorted(FILES)))
@settings(max_examples=24, deadline=None)
def test_the_order_of_files_never_changes_the_titles(names: list[str]) -> None:
    straight, findings = read(files=FILES)
    turned, others = read(files={name: FILES[name] for name in names})

    assert findings == others == ()
    assert sorted((title.avails for title in straight), key=str) == sorted(
        (title.avails for title in turned), key=str
    )
    assert len(straight) == 4


def test_a_file_built_again_gives_the_same_titles() -> None:
    catalog = catalog_of(files=FILES)
    first = [
        (title.file, title.title, title.avails, title.dated, title.references) for title in catalog.titles()
    ]
    again = [
        (title.file, title.title, title.avails, title.dated, title.references)
        for name, text in FILES.items()
        for title in catalog.rebuild(SourceFile.of(name, text.encode()))
    ]

    assert again == first
    assert catalog.findings == ()
    assert (catalog.files, catalog.documents) == (4, 5)


@pytest.mark.parametrize(("most", "readings"), [(0, 2), (1_000_000, 1)])
def test_a_catalog_too_large_to_keep_is_read_again(
    most: int, readings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MOST_KEPT", most)
    broken = Finding("PV001", "file-unreadable", Severity.ERROR, "no", "yes", Place("x.yaml"))
    calls: list[str] = []

    def files() -> list[SourceFile | Finding]:
        calls.append("read")
        return [broken, *(SourceFile.of(name, text.encode()) for name, text in FILES.items())]

    catalog = Catalog(files, plain())
    titles = [title.title.alid for title in catalog.titles()]

    assert titles == [title.title.alid for title in read(files=FILES)[0]]
    assert catalog.findings == (broken,)
    assert len(calls) == readings


def test_building_again_says_nothing_twice() -> None:
    text = season("use: nothing").replace("series: ASB", "series: ABS")
    catalog = catalog_of(text)
    list(catalog.titles())
    before = catalog.findings
    list(catalog.rebuild(SourceFile.of("file0.yaml", text.encode())))

    assert [finding.code for finding in catalog.findings] == [finding.code for finding in before] == ["PV106"]


def test_derived_ids_are_the_same_on_every_day() -> None:
    """Changed, they would read as a new transaction wherever live has none of ours."""
    row = read(movie(EST))[0][0].avails[0].transactions[0]

    assert derived_id("HEATHAZE-2024", row) == "4ffd9ccf0bd9"
    assert derived_id("HEATHAZE-2024", row, 1) != derived_id("HEATHAZE-2024", row)


def test_files_that_cannot_be_read_are_findings_among_the_others() -> None:
    broken = Finding("PV001", "file-unreadable", Severity.ERROR, "no", "yes", Place("x.yaml"))
    catalog = Catalog(lambda: [broken, SourceFile.of("a.yaml", movie(EST).encode())], plain(), RecentFiles(1))

    assert len(list(catalog.titles())) == 1
    assert catalog.findings == (broken,)
    catalog.report([broken])
    assert catalog.findings == (broken,)


def test_what_two_documents_claim_is_said_once_and_the_first_keeps_it() -> None:
    titles, findings = read(movie(EST), movie(FVOD, "use: nothing"))

    assert [finding.code for finding in findings] == ["PV101", "PV103"]
    assert [title.file for title in titles] == ["file0.yaml"]
    assert findings[0].related[0].place == Place("file0.yaml", 2, 7, 2, 20)


def test_a_season_number_stands_once_in_a_series() -> None:
    other = season(EST, episodes=()).split("---\n")[1].replace("ASB-S1", "ASB-S1B")

    assert codes_of(season(EST, episodes=()), other) == ["PV128"]


def test_users_of_a_broken_deal_or_series_are_not_told_that_there_is_none() -> None:
    broken = deal("' library '", "licence: EST") + "---\n- a list\n---\nkind: deal\nname: [x]\n"
    assert codes_of(broken, movie("use: library")) == ["PV012", "PV010", "PV013", "PV015"]
    assert codes_of(season(EST).replace("seasons: 4", "seasons: four")) == ["PV015"]


def test_a_deal_found_after_its_user_is_known() -> None:
    assert (
        codes_of(movie("use: library"), '{"kind": "deal", "name": "library", "avails": [{' + FVOD + "}]}")
        == []
    )


def test_two_deals_of_one_name_are_said() -> None:
    assert codes_of(movie("use: library"), deal("library", FVOD), deal("library", EST)) == ["PV102"]


def test_a_deal_that_nothing_uses_is_said_unless_a_file_could_not_be_read() -> None:
    assert codes_of(movie(EST), deal("library", FVOD)) == ["PV138"]
    assert codes_of(movie(EST), deal("library", FVOD), "kind: movie\n") == ["PV013", "PV013", "PV013"]
