"""Box sets and collections from YAML."""

from datetime import UTC, datetime

import pytest
from unit.catalog.reading import EST, SERIES, avails, codes_of, movie, read, rows

from pvsync.diagnostics import Place, Severity
from pvsync.model.scope import Scope
from pvsync.model.titles import BoxSet, Collection

PRICED = EST.replace("HD", "Max") + ", srp: 9.99 USD"
MEMBERS = movie(FVOD := EST.replace("EST", "FVOD")), movie(FVOD).replace("HEATHAZE-2024", "COLD")


def collection(*entries: str, keys: str = "members: [HEATHAZE-2024, COLD]\n") -> str:
    listed = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"kind: collection\nalid: BOTH\ntitle: Both\n{keys}avails:\n{listed}"


def box_set(*entries: str, keys: str = "") -> str:
    listed = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"kind: bundle\nseries: ASB\n{keys}avails:\n{listed}"


def seasons(*complete: str, state: str = "") -> str:
    parts = [
        f"kind: season\nalid: ASB-S{number}\nseries: ASB\nnumber: {number}\ntitle: S\n"
        f"{f'complete: {since}' if since else ''}\n{state}avails: [{{{FVOD}}}]\nepisodes: []\n"
        for number, since in enumerate(complete, start=1)
    ]
    return SERIES + "---\n".join(parts)


def test_a_collection_has_members_one_format_and_a_discount() -> None:
    (*_, title), findings = read(
        *MEMBERS,
        collection(
            PRICED, keys="members: [HEATHAZE-2024, COLD]\ndiscount: 25\nmetadata: {release_year: 2026}\n"
        ),
    )

    assert findings == ()
    assert title.title == Collection("BOTH", "BOTH", "Both", ("HEATHAZE-2024", "COLD"))
    (avail,) = title.avails
    assert [(row.format, row.discount) for row in avail.transactions] == [("Max", 25)]
    assert title.places.transaction(avail.scope, 0, "discount") == Place("file2.yaml", 5, 11, 5, 13)
    assert title.places.title("members") == Place("file2.yaml", 4, 10, 4, 31)


@pytest.mark.parametrize("name", ["SD", "HD", "UHD", "4K", "Max"])
def test_every_format_of_a_bundle_is_max(name: str) -> None:
    entry = EST.replace("HD", name) + f", ids: {{US/{name}: a1}}, prices: [{{format: {name}, srp: 1.00 USD}}]"
    found = rows(*MEMBERS, collection(entry))

    assert [(row.format, row.id) for row in found if row.license == "EST"] == [("Max", "a1")]


def test_two_formats_of_one_avail_are_said_once_and_ids_keep_their_place() -> None:
    two = EST.replace("[HD]", "[HD, UHD]").replace("[US]", "[US, CA]")
    titles, findings = read(*MEMBERS, collection(two))

    assert [(finding.code, finding.place) for finding in findings] == [
        ("PV131", Place("file2.yaml", 6, 57, 6, 60))
    ]
    assert [len(avail.transactions) for avail in titles[-1].avails] == [1, 1]
    same_id = (
        EST + ", id: a1",
        EST.replace("2026-01-15, end: 2031-01-14", "2032-01-15, end: 2033-01-14, id: a1"),
    )
    assert codes_of(*MEMBERS, collection(*same_id)) == ["PV122"]


@pytest.mark.parametrize(("start", "second"), [("2032-01-15", "HD"), ("2026-01-15", "UHD")])
def test_formats_of_two_avails_differ_whether_they_overlap_or_not(start: str, second: str) -> None:
    other = PRICED.replace("Max", second).replace("2026-01-15", start).replace("2031-01-14", "2033-01-14")
    titles, findings = read(*MEMBERS, collection(PRICED, other))

    assert [(finding.code, finding.message) for finding in findings] == [
        ("PV131", f"a bundle is sold in one format, and this one names {second} beside Max")
    ]
    assert findings[0].place == Place("file2.yaml", 7, 49, 7, 49 + len(second))
    assert findings[0].related[0].place == Place("file2.yaml", 6, 49, 6, 52)
    assert [len(avail.transactions) for avail in titles[-1].avails] == [1]


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ("[HEATHAZE-2024]", ["PV134"]),
        ("[]", ["PV134"]),
        ("[HEATHAZE-2024, HEATHAZE-2024]", ["PV134", "PV123"]),
        ("[HEATHAZE-2024, COLD, COLD]", ["PV123"]),
        ("[HEATHAZE-2024, HEATHAZE-2042]", ["PV136"]),
    ],
)
def test_members_are_at_least_two_each_once_and_known(members: str, codes: list[str]) -> None:
    _, findings = read(*MEMBERS, collection(PRICED, keys=f"members: {members}\n"))

    assert [finding.code for finding in findings] == codes
    if codes == ["PV136"]:
        assert findings[0].severity is Severity.WARNING
        assert findings[0].hint == "did you mean `HEATHAZE-2024`?"


def test_a_title_whose_document_cannot_be_read_is_not_unknown() -> None:
    broken = MEMBERS[1].replace("title: Heat Haze", "titel: Heat Haze")

    assert codes_of(MEMBERS[0], broken, collection(PRICED)) == ["PV012"]


@pytest.mark.parametrize("value", ["-1", "101", "12.5", "30%", "007", "half", "[30]"])
def test_a_discount_is_a_whole_percentage(value: str) -> None:
    assert codes_of(*MEMBERS, collection(PRICED, keys=f"members: [A, B]\ndiscount: {value}\n")) == ["PV015"]


def test_a_box_set_counts_complete_seasons_whatever_the_order_of_files() -> None:
    (first, *_), findings = read(box_set(PRICED), seasons("true", "2026-06-01", "2026-06-02", "", "false"))
    assert first.title.alid == "ASB-S1"
    (*_, title), findings = read(
        box_set(PRICED, keys="discount: 0\n"), seasons("true", "2026-06-01", "2026-06-02")
    )

    assert findings == ()
    assert title.title == BoxSet("ASB", "ASB", "Avail Strikes Back", 2)
    assert title.dated == (datetime(2026, 6, 2, 4, tzinfo=UTC),)
    assert title.avails[0].scope == Scope("ASB", "US", title.avails[0].scope.business_line)
    assert title.places.title("complete_seasons") == Place("file1.yaml", 20, 11, 20, 21)
    assert title.places.title("title") == Place("file1.yaml", 3, 8, 3, 26)
    assert title.places.title("content_id") == Place("file1.yaml", 2, 7, 2, 10)
    assert title.places.title("licensor") == Place("file0.yaml", 2, 9, 2, 12)


def test_a_box_set_may_have_a_title_of_its_own() -> None:
    (*_, title), _ = read(seasons("true"), box_set(PRICED, keys="title: All of it\n"))

    assert title.title.title == "All of it"
    assert title.places.title("title") == Place("file1.yaml", 3, 8, 3, 17)


def test_a_season_that_shall_go_does_not_count() -> None:
    assert codes_of(box_set(PRICED), seasons("true", state="state: withdrawn\n")) == ["PV132"]


def test_a_box_set_without_any_complete_season() -> None:
    assert codes_of(box_set(PRICED), seasons("", "false")) == ["PV132"]
    titles, findings = read(box_set(PRICED), seasons("2026-07-01"))
    assert [(finding.code, finding.severity) for finding in findings] == [("PV133", Severity.WARNING)]
    assert titles[-1].avails == ()
    assert titles[-1].dated == (datetime(2026, 7, 1, 4, tzinfo=UTC),)
    assert read(box_set(PRICED), seasons("2026-07-01"), as_of=titles[-1].dated[0])[0][-1].avails


def test_a_box_set_without_avails_reads_days_in_utc() -> None:
    text = "kind: bundle\nseries: ASB\navails: []\n"
    titles, findings = read(text, seasons("true", "2026-07-01"))

    assert findings == ()
    assert titles[-1].dated == (datetime(2026, 7, 1, tzinfo=UTC),)


def test_a_series_has_one_box_set_and_must_exist() -> None:
    assert codes_of(box_set(PRICED), box_set(PRICED), seasons("true")) == ["PV130"]
    assert codes_of(box_set(PRICED)) == ["PV106"]


def test_when_a_season_is_complete_is_a_day_or_yes() -> None:
    for wrong in ("soon", "2026-02-30", "[true]"):
        assert codes_of(seasons(wrong)) == ["PV015"]


def test_a_bundle_has_no_episode_prices() -> None:
    entry = PRICED + ", episode: {wsp: 1.00 USD}"
    assert codes_of(*MEMBERS, collection(entry)) == ["PV127"]


def test_a_supplemental_belongs_to_a_title() -> None:
    text = (
        f"kind: supplemental\nalid: T\nof: {{of}}\ntype: {{type}}\ntitle: Trailer\navails: [{{{{{FVOD}}}}}]\n"
    )
    (*_, title), findings = read(MEMBERS[1], text.format(of="COLD", type="trailer"))

    assert findings == ()
    assert (str(title.title.work_type), title.title.of) == ("trailer", "COLD")
    assert codes_of(text.format(of="COLD", type="bonus")) == ["PV136"]
    assert codes_of(MEMBERS[1], text.format(of="COLD", type="teaser")) == ["PV015"]
    assert len(avails(MEMBERS[1], text.format(of="COLD", type="bonus"))) == 2
