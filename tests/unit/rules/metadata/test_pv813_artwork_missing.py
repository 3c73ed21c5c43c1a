from unit.rules.metadata.collections import said

from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pv813_artwork_missing import RULE

ARTWORK = EXAMPLE[EXAMPLE.index("      artwork:") : EXAMPLE.index("---")]
ALL = "Prime Video requires `cover`, `boxart`, `poster` and `hero`"


def test_all_that_is_missing_is_said_once() -> None:
    assert said(RULE, (ARTWORK, "")) == [
        f"the collection has no `cover` and no `boxart` and no `poster` and no `hero` artwork; {ALL}"
    ]


def test_languages_share_their_pictures() -> None:
    hero = "        - {purpose: hero, file: catalog/artwork/weather_hero_1920x1080.jpg}\n"
    french = f"    - language: fr-CA\n      artwork:\n{hero}---\n"

    assert said(RULE, (hero, "")) == [f"the collection has no `hero` artwork; {ALL}"]
    assert said(RULE, (hero, ""), ("---\n", french)) == []


def test_a_collection_without_languages_lacks_more_than_pictures() -> None:
    localized = EXAMPLE[EXAMPLE.index("  localized:") : EXAMPLE.index("---")]
    assert said(RULE, (localized, "")) == []
