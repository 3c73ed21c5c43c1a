import pytest
from unit.rules.metadata.collections import LOCALIZED, said

from pvsync.rules.metadata.pv821_not_writable import RULE


def about(lines: str) -> list[str]:
    return said(RULE, (LOCALIZED, f"{lines}{LOCALIZED}"))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.com", True),
        ("http://example.com:8080/a/b?c=d#e", True),
        ("https://example.com/%20", True),
        ("urn:eidr:10.5240:EA73", True),
        ("https://example.com/%zz", False),
        ("https://[x", False),
        ("https://example.com/a b", False),
        ("https:example", False),
        ("ftp://example.com", False),
        ("example.com", False),
        ("1:2", False),
        ("https://example.com/a#b#c", False),
    ],
)
def test_an_address(address: str, *, is_one: bool) -> None:
    lines = f"  people: [{{name: A, jobs: [Actor], identifiers: [{{namespace: IMDB, id: a, location: {address!r}}}]}}]\n"
    assert about(lines) == ([] if is_one else [f"`{address}` is not an address"])


@pytest.mark.parametrize(
    ("alid", "is_one"), [("WEATHER:2026", True), ("a.b@c-d_e", True), ("1:2", False), ("_a:b", False)]
)
def test_the_id_of_the_file(alid: str, *, is_one: bool) -> None:
    found = said(RULE, ("alid: WEATHER", f"alid: '{alid}'"), ("id: WEATHER", f"id: '{alid}'"))
    assert [one.partition(":")[0] for one in found] == (
        [] if is_one else [f"`{alid}` cannot be the id of a metadata file".partition(":")[0]]
    )


def test_an_own_id_of_the_file_is_looked_at_in_its_place() -> None:
    (one,) = said(RULE, ("title: The", "content_id: '1:2'\ntitle: The"))
    assert one.startswith("`1:2` cannot be the id")


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("  not_rated: true\n  not_rated_because: new\n  is_adult: true\n", []),
        ("  ratings: [{country: US, system: MPAA, value: G}]\n  is_adult: false\n", []),
        ("  not_rated_because: new\n", ["`not_rated_because` gives a reason for what is not said"]),
        (
            "  people: [{name: [], jobs: []}]\n",
            [
                "`jobs` is an empty list; the metadata file wants one at least",
                "`name` is an empty list; the metadata file wants one at least",
            ],
        ),
        (
            '  people: [{name: "A\\u0000", jobs: [Actor]}]\n',
            ["the text has the control character U+0000, which XML cannot hold"],
        ),
        ('  people: [{name: "A\\n\\tB\\U0001F600", jobs: [Actor]}]\n', []),
        (
            '  people: [{name: "A\\uFFFE", jobs: [Actor]}]\n',
            ["the text has the control character U+FFFE, which XML cannot hold"],
        ),
    ],
)
def test_what_has_no_place(lines: str, wanted: list[str]) -> None:
    assert about(lines) == wanted
