"""What the documents on TV box sets, movie collections and seasons say: rejection reasons and validation rules."""

from collections.abc import Iterator

from pvsync.rules.documented.entry import Documented

_BOX_SETS = "Content bundles, TV box sets"
_COLLECTIONS = "Content bundles, movie collections"
_SEASONS = "Content bundles, season offers and season passes"
_EMA_ONLY = "Speaks of the version of a spreadsheet; the Avails API has no such version, and an export chooses its own."
_PREFIXES = (
    "By construction: episodes and seasons are written below the series and the season that they carry."
)

_BOTH = {
    1: "several avails in different formats whose windows overlap, at the same price",
    2: "several avails in the same format whose windows overlap, at different prices",
    3: "several avails in the same format whose windows overlap, at the same price",
    4: "several avails in different formats whose windows overlap, at different prices",
    5: "a discount that is not a whole number from 0 to 100",
    6: "a spreadsheet of EMA 1.6; bundles need 1.7",
    7: "neither a wholesale nor a retail price",
}
_OF_BOX_SETS = {
    8: "a number of seasons that is not a number, or zero, or empty",
    9: "SeriesAltID, ALID and SeriesContentID missing or not the same",
    10: "a series in another format than SD, HD, UHD, 4K or Max",
    11: "a season, episode or supplemental in another format than SD, HD, UHD or 4K (so: Max)",
}
_OF_COLLECTIONS = {
    8: "a number of seasons that is not a number, or zero, or empty",
    9: "no members",
    10: "one member only; there must be two at least",
    11: "other members than the collection had: they cannot be changed",
    12: "a collection in another format than SD, HD, UHD, 4K or Max",
}
_BOX_SET_RULES = (
    "each season begins no later than the box set",
    "each season ends no earlier than the box set",
    "the number of seasons is the number of seasons that have aired as a whole",
    "every season meets the requirements for publishing",
    "the box set costs less than its seasons together",
    "season avails carry the ALID of their series",
    "episode avails carry the ALID of their season",
)
_COLLECTION_RULES = (
    "every member is a movie",
    "each movie begins no later than the collection",
    "each movie ends no earlier than the collection",
    "every movie meets the requirements for publishing",
)
_WHY_NONE = {
    "box-set-rejection-6": _EMA_ONLY,
    "collection-rejection-6": _EMA_ONLY,
    "collection-rejection-8": (
        "A collection has no seasons; the line seems to be copied from the box sets, and is not enforced."
    ),
    "box-set-rule-7": _PREFIXES,
}


def _entries(prefix: str, source: str, words: str, said: dict[int, str]) -> Iterator[Documented]:
    for number, says in said.items():
        key = f"{prefix}-{number}"
        yield Documented(key, says, f"{source}: {words} {number}", _WHY_NONE.get(key, ""))


def _numbered(said: tuple[str, ...]) -> dict[int, str]:
    return dict(enumerate(said, start=1))


BUNDLES: tuple[Documented, ...] = (
    *_entries("box-set-rejection", _BOX_SETS, "rejection reason", _BOTH | _OF_BOX_SETS),
    *_entries("box-set-rule", _BOX_SETS, "validation rule", _numbered(_BOX_SET_RULES)),
    *_entries("collection-rejection", _COLLECTIONS, "rejection reason", _BOTH | _OF_COLLECTIONS),
    *_entries("collection-rule", _COLLECTIONS, "validation rule", _numbered(_COLLECTION_RULES)),
    Documented(
        "exclusion-1",
        "a new release is excluded from the discount through the description of its license rights",
        "Content bundles, exclusion from the discount: option 1",
    ),
    Documented(
        "exclusion-2",
        "anything else is excluded from the discount through other terms",
        "Content bundles, exclusion from the discount: option 2",
    ),
    Documented(
        "season-offer",
        "a season is sold as an offer where all its episodes start on one day, or all have started",
        f"{_SEASONS}: season offer",
    ),
    Documented(
        "season-pass",
        "a season is sold as a pass where an episode is still to start; in Classic territories only",
        f"{_SEASONS}: season pass",
    ),
)
