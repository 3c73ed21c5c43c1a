from pvsync.catalog.editing.offers import alids, offers
from pvsync.catalog.reader import read_documents
from pvsync.catalog.shape import shape
from pvsync.catalog.source import SourceFile

AVAILS = "avails: [{key: a}, {use: d}, {license: EST}, {}]"


def told(text: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    (raw,), _ = read_documents(SourceFile.of("a.yaml", text.encode()))
    declared, findings = shape(raw)
    assert declared is not None, findings
    return list(alids(declared)), [(offer.alid, offer.owner, offer.name) for offer in offers(declared)]


def test_avails_are_named_as_people_name_them() -> None:
    names = [("M", "M", name) for name in ("a", "d", "EST", "avail 4")]
    assert told(f"kind: movie\nalid: M\ntitle: T\n{AVAILS}") == (["M"], names)


def test_a_bundle_has_the_alid_of_its_series() -> None:
    assert told("kind: bundle\nseries: S\navails: [{key: a}]") == (["S"], [("S", "S", "a")])


def test_an_episode_has_what_its_season_has_and_what_it_changes() -> None:
    text = (
        "kind: season\nalid: S1\nseries: S\nnumber: 1\ntitle: T\navails: [{key: a}, {key: b}]\nepisodes:\n"
        "  - {alid: E1, number: 1, title: T}\n"
        "  - {alid: E2, number: 2, title: T, avails: [{key: b}]}\n"
        "  - {alid: E3, number: 3, title: T, avails: [{license: EST}]}\n"
    )
    assert told(text) == (
        ["S1", "E1", "E2", "E3"],
        [
            *(("S1", "S1", "a"), ("S1", "S1", "b"), ("E1", "S1", "a"), ("E1", "S1", "b")),
            *(("E2", "S1", "a"), ("E2", "E2", "b"), ("E3", "E3", "EST")),
        ],
    )


def test_series_and_deals_offer_nothing_themselves() -> None:
    assert told("kind: series\nalid: S\ntitle: T\nseasons: 1") == ([], [])
    assert told("kind: deal\nname: d\navails: [{key: a}]") == ([], [])
