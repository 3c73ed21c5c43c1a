"""Which of our values the service's words name."""

import pytest
from builders import a_transaction, an_avail

from pvsync.api.named import Named, named
from pvsync.model.avail import Avail
from pvsync.model.titles import BoxSet, Collection, Season, Series

MOVIE = an_avail(a_transaction(id="t-1"), a_transaction(id="t-2", format="UHD"))


def of(path: str, row: int | None = None) -> Named:
    return Named(path, is_of_title=False, row=row)


def of_title(path: str) -> Named:
    return Named(path, is_of_title=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ()),
        ("no", ()),
        ("Transaction[1].FormatProfile Max is not one of HD, SD", (of("format", 1),)),
        ("Transaction[0].End 1 is not after its Start 2", (of("end", 0), of("start", 0))),
        ("Transaction[0] and Transaction[1] overlap", (of("", 0), of("", 1))),
        ("Transaction[7].End is late", (of("end"),)),
        ("the price of t-2 is too high", (of("wsp", 1),)),
        ("non-numeric RetailerSpare1", (of("discount"),)),
        ("neither SRP nor WSP; SRP is missing", (of("srp"), of("wsp"))),
        ("Ending and StartLag and bStart are other words", ()),
        ("BundleALIDs is blank", (of_title("members"),)),
        ("ALID X is not known", (of_title("alid"),)),
        ("GroupIdentity, ChannelIdentity", (of("channel"),)),
    ],
)
def test_names_of_the_mapping_table_are_found(words: str, expected: tuple[Named, ...]) -> None:
    assert named(words, MOVIE) == expected


@pytest.mark.parametrize(
    ("title", "path"),
    [
        (BoxSet("A", "A", "All", 2), "complete_seasons"),
        (Season("A", "A", "One", 1, 8, Series("S", "S", 2)), "series.seasons"),
        (Collection("A", "A", "All", ("B", "C")), "series.seasons"),
    ],
)
def test_a_name_is_read_for_the_kind_of_title(title: BoxSet | Season | Collection, path: str) -> None:
    avail: Avail = an_avail(title=title)
    assert named("SeasonCount is zero", avail) == (of_title(path),)


def test_ids_that_look_like_patterns_are_text() -> None:
    assert named("a.c ends late", an_avail(a_transaction(id="abc"), a_transaction(id="a.c"))) == (of("", 1),)
