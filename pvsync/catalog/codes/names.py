"""Findings of what documents call each other: ALIDs, deals, series, territories, channels."""

from pvsync.catalog.codes.examples import PRICE, SALE, SERIES, movie, season
from pvsync.diagnostics import Code, Severity

_FINE = movie(f"{SALE}, {PRICE}")
_OTHER = movie(f"{SALE}, {PRICE}", alid="HEATWAVE-2019", title="Heat Wave")
_SUBSCRIPTION = "license: SVOD, territories: [CA], formats: [HD], start: 2026-01-15, end: 2031-01-14"
_EPISODE = "alid: ASB-S1E1, number: 1, title: Pilot"
_SEASON = season(f"{SALE}, {PRICE}, episode: {{wsp: 1.40 CAD, srp: 1.99 CAD}}", episodes=(_EPISODE,))


def _deal(name: str, *avails: str) -> str:
    return f"---\nkind: deal\nname: {name}\navails:\n" + "".join(f"  - {{{avail}}}\n" for avail in avails)


DUPLICATE_ALID = Code(
    "PV101",
    "duplicate-alid",
    page="""
Two documents declare the same ALID.

Each would replace what the other sends, and customers would see whichever came last. An ALID belongs to one title
for ever.

Give one of the two its own ALID, or join them into one document.

Source: Avails API FAQ: an ALID stays with one vendor alias and one title.
""",
    bad=f"{_FINE}---\n{_OTHER.replace('HEATWAVE-2019', 'HEATHAZE-2024')}",
    good=f"{_FINE}---\n{_OTHER}",
    reasons=("A8",),
)
DUPLICATE_NAME = Code(
    "PV102",
    "duplicate-deal-name",
    page="""
Two deals have the same name.

A title that uses the name would get the rights of one of them, and nobody would see which.

Give each deal its own name.

Source: docs/reference/catalog.md, deals.
""",
    bad=movie("use: sale") + _deal("sale", f"{SALE}, {PRICE}") * 2,
    good=movie("use: sale") + _deal("sale", f"{SALE}, {PRICE}"),
)
UNKNOWN_DEAL = Code(
    "PV103",
    "unknown-deal",
    page="""
An avail uses a deal that there is not.

Its license, dates and territories would come from the deal, so nothing is known of the avail.

Correct the name, or write the deal.

Source: docs/reference/catalog.md, deals.
""",
    bad=movie("use: sale", "use: sales") + _deal("sale", f"{SALE}, {PRICE}"),
    good=movie("use: sale") + _deal("sale", f"{SALE}, {PRICE}"),
)
DEAL_CYCLE = Code(
    "PV104",
    "deal-cycle",
    page="""
A deal uses itself, at once or through others.

Following it would never end, and no avail would come of it.

Take one `use` of the circle out.

Source: docs/reference/catalog.md, deals.
""",
    bad=movie("use: sale") + _deal("sale", "use: base") + _deal("base", "use: sale"),
    good=movie("use: sale") + _deal("sale", "use: base") + _deal("base", f"{SALE}, {PRICE}"),
)
DEAL_OVERRIDE = Code(
    "PV105",
    "deal-override",
    page="""
An avail changes the license, territories or formats of a deal that has several avails.

The change would hold for all of them at once: two lines that differed in territory would become two that overlap.

Make a deal with one avail, or write the avails out in the title.

Source: docs/reference/catalog.md, deals.
""",
    bad=movie("use: sale, territories: [GB]")
    + _deal("sale", f"{SALE}, {PRICE}", f"{SALE}, {PRICE}".replace("[CA]", "[NZ]").replace("CAD", "NZD")),
    good=movie("use: sale") + _deal("sale", f"{SALE}, {PRICE}"),
)
UNKNOWN_SERIES = Code(
    "PV106",
    "unknown-series",
    page="""
A season or a box set names a series that no document declares.

The title and the number of seasons that are sent with each episode come from the series.

Correct the name under `series`, or write the document `kind: series`.

Source: docs/reference/catalog.md, seasons; validation rules of TV box sets, rule 6: seasons carry the ALID of their series.
""",
    bad=SERIES + _SEASON.replace("series: ASB", "series: ABS"),
    good=SERIES + _SEASON,
    reasons=("box-set-rule-6",),
)
UNKNOWN_TERRITORY = Code(
    "PV107",
    "unknown-territory",
    page="""
A territory is neither two letters of ISO 3166-1 nor a group that pvsync.yaml names.

An offer in a territory that does not exist is not sold anywhere: `UK` is one, Britain is `GB`.

Write the two letters, or name the group under `territory_groups`.

Source: ISO 3166-1; MDDF Common Metadata 2.10, country.
""",
    bad=_FINE.replace("[CA]", "[CAN]"),
    good=_FINE,
)
UNKNOWN_CHANNEL = Code(
    "PV108",
    "unknown-channel",
    page="""
An avail names a channel that is not in the list of pvsync.yaml.

The channel decides which business line an offer belongs to. A misspelled one would open a scope of its own beside the
one that was meant. Without a list too, a name that differs from `prime` or `a4k` only by small and large letters, or that
holds a character that cannot be seen, is taken for a slip.

Correct the name, or add the channel under `channels`.

Source: Avails API, channel identity: the term names the channel that the offer is for.
""",
    bad="licensor: acme\nchannels: {starlight: Starlight}\n# catalog\n"
    + movie(f"{_SUBSCRIPTION}, channel: starlite, category: sub"),
    good="licensor: acme\nchannels: {starlight: Starlight}\n# catalog\n"
    + movie(f"{_SUBSCRIPTION}, channel: starlight, category: sub"),
)
CHANNEL_MISSING = Code(
    "PV109",
    "channel-missing",
    page="""
A subscription avail names no channel.

Whether it belongs to Prime or to a channel decides which scope it is sent in. A guess would put the title before the
wrong customers.

Add `channel: prime` for Prime Video itself, or the name of the channel.

Source: Avails API, business lines: the benefit of the channel tells Prime from channels.
""",
    bad=movie(f"{_SUBSCRIPTION}, category: sub"),
    good=movie(f"{_SUBSCRIPTION}, channel: starlight, category: sub"),
)
CHANNEL_UNUSED = Code(
    "PV110",
    "channel-on-other-licence",
    page="""
An avail that is not a subscription names a channel.

Purchase, rental and free viewing with ads have no channel, so either the channel or the license is not what was meant.

Remove `channel`, or write `license: SVOD`.

Source: Avails API, business lines.
""",
    bad=movie(f"{SALE}, {PRICE}, channel: starlight"),
    good=_FINE,
)
UNKNOWN_TITLE = Code(
    "PV136",
    "mention-of-unknown-title",
    Severity.WARNING,
    page="""
A document mentions a title that no document of this catalog declares.

A trailer of nothing, or a collection with a movie whose window and price nobody here can compare. The title may be
kept elsewhere; then the mention is right.

Correct the ALID, or declare the title. Where it is kept elsewhere, allow the finding with that reason.

Source: docs/reference/catalog.md, mentions of other titles.
""",
    bad="kind: supplemental\nalid: HEATHAZE-TRAILER\nof: HEATHAZE-2042\ntype: trailer\ntitle: Trailer\navails: []\n---\n"
    + _FINE,
    good="kind: supplemental\nalid: HEATHAZE-TRAILER\nof: HEATHAZE-2024\ntype: trailer\ntitle: Trailer\navails: []\n---\n"
    + _FINE,
)
RIGHTS_OF_NOTHING = Code(
    "PV137",
    "rights-of-unknown-title",
    Severity.WARNING,
    page="""
Rights are written for a title that no document of this catalog declares.

A misspelled ALID there means that the title it was meant for is offered unchecked.

Correct the ALID, or remove it if the title has left the catalog.

Source: docs/reference/catalog.md, rights.
""",
    bad=_FINE + "---\nkind: rights\ntitles: [HEATHAZE-2042]\nterritories: [CA]\nlicenses: [EST]\n"
    "from: 2026-01-01\nto: 2031-12-31\nreference: Licence 2024-118\n",
    good=_FINE + "---\nkind: rights\ntitles: [HEATHAZE-2024]\nterritories: [CA]\nlicenses: [EST]\n"
    "from: 2026-01-01\nto: 2031-12-31\nreference: Licence 2024-118\n",
)
