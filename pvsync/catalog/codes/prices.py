"""Findings of price lines: which line holds for which transaction."""

from pvsync.catalog.codes.examples import PRICE, SALE, SERIES, movie, season
from pvsync.diagnostics import Code

_FINE = movie(f"{SALE}, {PRICE}")
_BOTH = SALE.replace("[HD]", "[HD, SD]")
_LINE = f"{{format: HD, {PRICE}}}"
_OTHER = "{format: SD, wsp: 4.99 CAD, srp: 7.99 CAD}"

PRICE_FITS_NOTHING = Code(
    "PV117",
    "price-fits-nothing",
    page="""
A price line fits no territory and format of its avail, or no day of its window.

The price that was meant is not the one that is sent.

Correct the territory, format or days of the line, or remove it.

Source: docs/reference/catalog.md, prices.
""",
    bad=movie(f"{SALE}, prices: [{_LINE}, {_OTHER}]"),
    good=movie(f"{_BOTH}, prices: [{_LINE}, {_OTHER}]"),
)
PRICE_AMBIGUOUS = Code(
    "PV118",
    "price-ambiguous",
    page="""
Two price lines fit the same territory, format and days equally well.

Which of the two prices customers pay would be left to the order of lines.

Make one of them more specific: add `territory`, `format`, `from` or `until`.

Source: docs/reference/catalog.md, prices.
""",
    bad=movie(f"{SALE}, prices: [{_LINE}, {{format: HD, wsp: 5.99 CAD, srp: 8.99 CAD}}]"),
    good=movie(f"{SALE}, prices: [{_LINE}]"),
)
PRICE_MISSING = Code(
    "PV119",
    "price-missing",
    page="""
An avail has price lines, and none of them fits one of its territories and formats on some of its days; or one of its
lines says no price. An avail that sells and has no price lines and no price at all is PV501.

Without a price the offer cannot be sold there.

Add a line for it, or one without territory and format that fits all others.

Source: docs/reference/catalog.md, prices; rejection reason 7 of bundles: an offer for sale carries a price.
""",
    bad=movie(f"{_BOTH}, prices: [{_LINE}]"),
    good=movie(f"{_BOTH}, prices: [{_LINE}, {_OTHER}]"),
)
PRICE_TWICE = Code(
    "PV120",
    "price-in-two-forms",
    page="""
An avail says what it costs in two forms at once: in `prices`, and in `wsp`, `srp` or `tier` beside it.

The two may differ, and then it is not known which one holds.

Move the short form into `prices`, as a line without territory.

Source: docs/reference/catalog.md, prices.
""",
    bad=movie(f"{SALE}, {PRICE}, prices: [{_LINE}]"),
    good=_FINE,
)
EPISODE_PRICE_UNUSED = Code(
    "PV127",
    "episode-prices-outside-a-season",
    page="""
`episode` gives the prices of single episodes, and stands where there are none.

It belongs to an avail of a season, or to a deal that seasons use; in a movie it says nothing.

Remove it, or write the prices beside the other keys of the avail.

Source: docs/reference/catalog.md, prices of episodes.
""",
    bad=movie(f"{SALE}, {PRICE}, episode: {{wsp: 1.40 CAD, srp: 1.99 CAD}}"),
    good=SERIES
    + season(
        f"{SALE}, {PRICE}, episode: {{wsp: 1.40 CAD, srp: 1.99 CAD}}",
        episodes=("alid: ASB-S1E1, number: 1, title: Pilot",),
    ),
)
