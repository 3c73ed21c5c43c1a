"""Which tags are taken, what is said of the others, and what MovieLabs' own list says of them."""

import json
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from unit.catalog.reading import FVOD, NOW, movie, read

from pvsync.rules.identifiers.pv203_language_tag import _judge, _shorter, check
from pvsync.rules.rule import Setting


@pytest.mark.parametrize(
    "tag",
    [
        "en-US",
        "en-us",
        "EN",
        "es-419",
        "zh-Hant-TW",
        "cmn-Hans",
        "yue",
        "fil",
        "tl",
        "nb",
        "no",
        "sr-Latn",
        "arb",
        "mul",
        "de-u-co-phonebk",
        "de-u-kf-upper",
    ],
)
def test_registered_tags_are_silent(tag: str) -> None:
    assert _judge(tag) is None


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        ("XYZ", "`XYZ` names no registered language", "write it as in BCP 47: `en-US`, `es-419`, `zh-Hant`"),
        ("en-UK", "`UK` in `en-UK` is no country", "name a country of ISO 3166, or write `en` alone"),
        (
            "english",
            "`english` names no registered language",
            "write it as in BCP 47: `en-US`, `es-419`, `zh-Hant`",
        ),
        ("ENg", "`ENg` names its language by a code that is not in use", "write `en`"),
        ("fre-CA", "`fre-CA` names its language by a code that is not in use", "write `fr-CA`"),
        ("deu", "`deu` names its language by a code that is not in use", "write `de`"),
        ("ger", "`ger` names its language by a code that is not in use", "write `de`"),
        ("iw-IL", "`iw-IL` names its language by a code that is not in use", "write `he-IL`"),
        ("fr-xx", "`XX` in `fr-xx` is no country", "name a country of ISO 3166, or write `fr` alone"),
        (
            "qaa",
            "`qaa` is a language for private use, which nobody else knows",
            "write a registered tag: `en-US`",
        ),
        (
            "x-ours",
            "`x-ours` is a language for private use, which nobody else knows",
            "write a registered tag: `en-US`",
        ),
    ],
)
def test_words(tag: str, message: str, hint: str) -> None:
    assert _judge(tag) == (message, hint)


def test_the_place_is_the_tag_itself() -> None:
    entry = f"{FVOD}, languages: {{asset: [en], allowed: [fr, {{tag: eng, asset: audio}}], holdback: [deu]}}"
    (title,), findings = read(movie(entry))
    text = movie(entry).splitlines()[4]

    places = [remark.place for remark in check(title, Setting(NOW))]

    assert findings == ()
    assert [(place.line, place.column) for place in places] == [
        (5, text.index("{tag: eng") + 1),
        (5, text.index("deu") + 1),
    ]


def test_every_language_that_movielabs_takes_is_silent_but_five_retired_ones(shared_data: Path) -> None:
    theirs = languages_of_movielabs(shared_data)

    assert {code for code in theirs if _judge(code) is not None} == {"in", "iw", "ji", "jw", "mo"}


def test_movielabs_takes_no_code_that_is_called_longer_than_needed(shared_data: Path) -> None:
    theirs = languages_of_movielabs(shared_data)
    longer = {
        code
        for code in ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
        if _shorter(code)
    }

    assert len(longer) > 180
    assert longer & theirs == set()


def languages_of_movielabs(shared_data: Path) -> set[str]:
    known = json.loads((shared_data / "rules" / "rfc5646.json").read_text(encoding="utf-8"))["rfc5646"]
    return {*known["iso639-2"], *known["iso639-3"]}
