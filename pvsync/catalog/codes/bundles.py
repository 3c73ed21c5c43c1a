"""Findings of seasons, box sets and collections: numbers that are taken, and what a bundle holds."""

from pvsync.catalog.codes.examples import (
    SALE,
    SERIES,
    box_set,
    collection,
    season,
    two_movies,
)
from pvsync.diagnostics import Code, Severity

_SALE = f"{SALE}, wsp: 10.99 CAD, srp: 14.99 CAD, episode: {{wsp: 1.40 CAD, srp: 1.99 CAD}}"
_BUNDLE = SALE.replace("[HD]", "[Max]")
_BOX = f"{_BUNDLE}, wsp: 9.99 CAD, srp: 13.99 CAD"
_PILOT = "alid: ASB-S1E1, number: 1, title: Pilot"
_TWO = "alid: ASB-S1E2, number: 2, title: Two"
_SEASON = season(_SALE, episodes=(_PILOT,), keys="complete: true\n")
_WHOLE = f"{SERIES}{_SEASON}---\n"
_PAIR = f"{_BUNDLE}, wsp: 5.99 CAD, srp: 8.99 CAD"
_HEAT = collection("HEATHAZE-2024, HEATWAVE-2019", _PAIR)
_EXCLUDED = "bundle_discount: {excluded: true, because: special price, until: 2026-12-31}\n"

DUPLICATE_NUMBER = Code(
    "PV125",
    "duplicate-episode-number",
    page="""
Two episodes of a season have the same number.

Customers find an episode by its number, and one of the two would stand in the other's place.

Number each episode once.

Source: MDDF Avails 2.6.1: an episode carries exactly one number within its season.
""",
    bad=SERIES + season(_SALE, episodes=(_PILOT, _TWO.replace("number: 2", "number: 1"))),
    good=SERIES + season(_SALE, episodes=(_PILOT, _TWO)),
)
DUPLICATE_SEASON = Code(
    "PV128",
    "duplicate-season-number",
    page="""
Two seasons of a series have the same number.

Their episodes would be taken for parts of one season, and a box set would count one season too many.

Number each season once.

Source: MDDF Avails 2.6.1, season number; validation rules of TV box sets, rule 3.
""",
    bad=SERIES.replace("seasons: 1", "seasons: 2")
    + season(_SALE, episodes=(_PILOT,))
    + "---\n"
    + season(_SALE, episodes=(_PILOT.replace("S1", "S2"),), number=2),
    good=SERIES.replace("seasons: 1", "seasons: 2")
    + season(_SALE, episodes=(_PILOT,))
    + "---\n"
    + season(_SALE, episodes=(_PILOT.replace("S1", "S2"),), number=2).replace("number: 1\n", "number: 2\n"),
)
DUPLICATE_BUNDLE = Code(
    "PV130",
    "duplicate-bundle",
    page="""
A series has two box sets.

A box set goes by the ALID of its series, so that the two would replace each other.

Put the avails of both into one document.

Source: TV box sets: ALID, SeriesAltID and SeriesContentID are the same.
""",
    bad=f"{_WHOLE}{box_set(_BOX)}---\n{box_set(_BOX)}",
    good=_WHOLE + box_set(_BOX),
)
BUNDLE_FORMATS = Code(
    "PV131",
    "bundle-of-several-formats",
    page="""
A box set or a collection is offered in several formats.

Prime Video refuses a bundle with more than one: customers get each title of it in its highest quality anyway.

Write `formats: [Max]`.

Source: rejection reasons 1 and 4 of TV box sets and of movie collections.
""",
    bad=_WHOLE + box_set(_BOX.replace("[Max]", "[HD, SD]")),
    good=_WHOLE + box_set(_BOX),
    reasons=(
        "box-set-rejection-1",
        "box-set-rejection-4",
        "collection-rejection-1",
        "collection-rejection-4",
    ),
)
BUNDLE_EMPTY = Code(
    "PV132",
    "box-set-without-complete-season",
    page="""
A box set is offered, and no season of its series says that it is complete.

A box set holds all completed seasons; the number of them is sent with it, and zero is refused.

Write `complete: true`, or the day, in each season that has aired as a whole.

Source: rejection reason 8 and validation rule 3 of TV box sets.
""",
    bad=_WHOLE.replace("complete: true\n", "") + box_set(_BOX),
    good=_WHOLE + box_set(_BOX),
    reasons=("box-set-rejection-8", "box-set-rule-3"),
)
BUNDLE_NOT_YET = Code(
    "PV133",
    "box-set-not-yet-complete",
    Severity.WARNING,
    page="""
A box set is written, and its first complete season is still to come.

Until that day nothing is sent for it, since it would hold no season.

Nothing is to be done. If the box set should be on sale already, correct `complete` in the season that has aired.

Source: validation rule 3 of TV box sets.
""",
    bad=_WHOLE.replace("complete: true", "complete: 2026-09-01") + box_set(_BOX),
    good=_WHOLE + box_set(_BOX),
    reasons=("box-set-rule-3",),
)
TOO_FEW_MEMBERS = Code(
    "PV134",
    "too-few-members",
    page="""
A collection names fewer than two movies.

Prime Video refuses it, and its list can never grow later.

Name all movies that shall ever be in it.

Source: rejection reasons 9 and 10 of movie collections.
""",
    bad=two_movies() + collection("HEATHAZE-2024", _PAIR),
    good=two_movies() + _HEAT,
    reasons=("collection-rejection-9", "collection-rejection-10"),
)
EXCLUSION_OCCUPIED = Code(
    "PV135",
    "discount-exclusion-has-no-place",
    page="""
A title is excluded from the discount of its bundle, and the place where that is said holds something else already.

The exclusion goes into the other terms of the offer, which is one text. Sent as it is, one of the two would be lost.

Agree with Prime Video on one text that says both, write it in `other_terms`, and remove `bundle_discount`.

Source: exclusion from the "complete your" discount, option 2.
""",
    bad=two_movies(more=", other_terms: Festival edition", keys=_EXCLUDED) + _HEAT,
    good=two_movies(keys=_EXCLUDED) + _HEAT,
    reasons=("exclusion-1", "exclusion-2"),
)
FAMILY_WITHHELD = Code(
    "PV145",
    "bundle-not-judged",
    Severity.NOTICE,
    page="""
A box set or a collection is not judged, since something that it may hold could not be read.

Its price and dates are compared with those of all its parts. With one part missing, the advice would be wrong: a box
set of two seasons would look too dear beside the one that can be read.

Correct the errors that are reported beside this one, and validate again. A document that does not say which series it
belongs to may belong to any, so no bundle is judged until it does.

Source: docs/reference/catalog.md, bundles.
""",
)
