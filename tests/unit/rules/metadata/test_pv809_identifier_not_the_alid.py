import pytest
from unit.rules.metadata.collections import SETTING, collection, said

from pvsync.rules.metadata.pv809_identifier_not_the_alid import RULE

IDS = "    - {namespace: ORG, id: WEATHER}\n"
EIDR = "EA73-79D7-1B2B-B378-3A73-M"


def ids(*entries: tuple[str, str]) -> str:
    return "".join(f"    - {{namespace: {namespace}, id: '{one}'}}\n" for namespace, one in entries)


@pytest.mark.parametrize(
    ("entries", "messages"),
    [
        ([("ORG", "WEATHER"), ("IMDB", "tt0000000")], []),
        (
            [("IMDB", "tt0000000")],
            ["the collection has no id of `EIDR` or `ORG`; its metadata file needs exactly one"],
        ),
        (
            [("ORG", "WEATHER"), ("EIDR", f"10.5240/{EIDR}")],
            ["`EIDR` is the second id of `EIDR` or `ORG`; the metadata file takes exactly one"],
        ),
        (
            [("ORG", "weather")],
            ["the id in the metadata file is `weather`, `alid` is `WEATHER`; they must be equal"],
        ),
        (
            [("ORG", "md:contentid:org:acme:WEATHER")],
            ["`md:contentid:org:acme:WEATHER` is an address; the metadata file takes the bare id"],
        ),
    ],
)
def test_exactly_one_id_and_bare(entries: list[tuple[str, str]], messages: list[str]) -> None:
    assert said(RULE, (IDS, ids(*entries))) == messages


@pytest.mark.parametrize(
    ("alid", "namespace", "identifier"),
    [
        (f"md:alid:eidr-s:{EIDR}", "EIDR", f"10.5240/{EIDR}"),
        (f"md:alid:eidr-s:{EIDR}", "EIDR", EIDR),
        ("md:alid:org:acme.com:WEATHER", "ORG", "WEATHER"),
        ("acme:WEATHER", "ORG", "acme:WEATHER"),
    ],
)
def test_an_alid_that_is_an_address_stands_for_its_bare_id(
    alid: str, namespace: str, identifier: str
) -> None:
    assert said(RULE, ("alid: WEATHER", f"alid: {alid}"), (IDS, ids((namespace, identifier)))) == []


@pytest.mark.parametrize("identifier", ["WEATHER", "WEATHER-ALT"])
def test_two_ids_of_one_offer_cannot_both_be_met(identifier: str) -> None:
    alt_id = ("title: The", "alt_id: WEATHER-ALT\ntitle: The")

    (message,) = said(RULE, alt_id, (IDS, ids(("ORG", identifier))))
    assert message.endswith("they must be equal")


def test_no_ids_at_all() -> None:
    assert said(RULE, ("  identifiers:\n" + IDS, "")) == [
        "the collection has no id of `EIDR` or `ORG`; its metadata file needs exactly one"
    ]


def test_each_further_id_is_shown_the_first_one() -> None:
    entries = ids(("IMDB", "tt0000000"), ("ORG", "WEATHER"), ("EIDR", EIDR), ("ORG", "OTHER"))
    title = collection((IDS, entries))
    second, third = RULE.check(title, SETTING)

    first = title.places.title("metadata.identifiers.1.namespace")
    assert [one.related[0].place for one in (second, third)] == [first, first]
    assert [one.place.line for one in (second, third)] == [first.line + 1, first.line + 2]


@pytest.mark.parametrize(
    ("change", "hint"),
    [("title: The", "write `WEATHER`"), ("alt_id: WEATHER-ALT\ntitle: The", "write both alike")],
)
def test_the_hint_names_what_to_write(change: str, hint: str) -> None:
    (remark,) = RULE.check(collection(("title: The", change), (IDS, ids(("ORG", "OTHER")))), SETTING)
    assert remark.hint == hint
