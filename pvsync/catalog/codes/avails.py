"""Findings of avails: what an avail needs, how avails are told apart, and their ids."""

from pvsync.catalog.codes.examples import PRICE, SALE, SERIES, movie, season
from pvsync.diagnostics import Code, Severity

_FINE = movie(f"{SALE}, {PRICE}")
_KEYED = f"key: sale, {SALE}, {PRICE}, episode: {{wsp: 1.40 CAD, srp: 1.99 CAD}}"
_EPISODE = "alid: ASB-S1E1, number: 1, title: Pilot"
_RENTAL = SALE.replace("EST", "VOD") + ", wsp: 1.99 CAD, srp: 3.99 CAD"


def _season(avails: str) -> str:
    return SERIES + season(_KEYED, episodes=(f"{_EPISODE}, avails: [{avails}]",))


AVAIL_INCOMPLETE = Code(
    "PV111",
    "avail-incomplete",
    page="""
An avail lacks a license, territories, formats, a start or an end, and nothing that it inherits from has it.

None of these has a usual value that could be taken instead.

Add the key to the avail, or to the deal or season it comes from.

Source: MDDF Avails 2.6.1 schema: a transaction has a license, a start, an end and a format; docs/reference/catalog.md.
""",
    bad=_FINE.replace(", end: 2031-01-14", ""),
    good=_FINE,
)
UNKNOWN_AVAIL_KEY = Code(
    "PV112",
    "unknown-avail-key",
    page="""
An episode changes an avail of its season by a key that no avail of the season has.

The change would be lost, and the episode be offered as the season says.

Write the key that the season's avail has.

Source: docs/reference/catalog.md, episodes.
""",
    bad=_season("{key: sales, start: 2026-01-22}"),
    good=_season("{key: sale, start: 2026-01-15}"),
)
DUPLICATE_AVAIL_KEY = Code(
    "PV113",
    "duplicate-avail-key",
    page="""
Two avails of one list have the same key.

By their keys, avails are changed in episodes and named in messages; with two of a name it is not known which is meant.

Give each its own key.

Source: docs/reference/catalog.md, avails.
""",
    bad=movie(f"key: sale, {SALE}, {PRICE}", f"key: sale, {_RENTAL}"),
    good=movie(f"key: sale, {SALE}, {PRICE}", f"key: rental, {_RENTAL}"),
)
MIXED_AVAIL_KEYS = Code(
    "PV114",
    "avails-with-and-without-key",
    page="""
Some avails of an episode have a key and others have none.

With keys, each changes the season's avail of that key; without keys, they take the place of all avails of the season.
The two cannot be done at once.

Give every avail of the episode a key, or none.

Source: docs/reference/catalog.md, episodes.
""",
    bad=_season("{key: sale, start: 2026-01-15}, {license: EST, formats: [SD], wsp: 1 CAD}").replace(
        "license: EST, formats: [SD]", SALE.replace("[HD]", "[SD]")
    ),
    good=_season("{key: sale, start: 2026-01-15}"),
)
NO_TERRITORY_LEFT = Code(
    "PV115",
    "no-territory-left",
    page="""
An avail leaves out every territory that it names.

It would offer nothing, and what it offered before would be taken away.

Leave at least one territory, or delete the avail.

Source: docs/reference/catalog.md, avails.
""",
    bad=_FINE.replace("territories: [CA]", "territories: [CA], except: [CA]"),
    good=_FINE,
)
OPEN_END = Code(
    "PV116",
    "open-end",
    page="""
An avail has an open end.

Spreadsheets of avails know it; that the Avails API takes one is not documented, so it is not sent.

Write the last day of the license. `pvsync export ema` and `pvsync compare` take an open end as it is, so that the
title can go to Prime Video as a sheet until somebody knows the day.

Source: MDDF Avails JSON as Prime Video shows it, where `End` is an instant; docs/explanation/dates-and-windows.md.
""",
    bad=_FINE.replace("2031-01-14", "open"),
    good=_FINE,
)
ID_AMBIGUOUS = Code(
    "PV121",
    "id-for-several-transactions",
    page="""
One transaction id stands for several transactions, or for a territory and format that the avail has not.

An avail makes one transaction for each territory and format. By its id, a transaction is found again on the service;
two with the same could not be told apart.

Give each its own under `ids`, such as `ids: {CA/HD: a1, CA/SD: a2}`, or remove the id: pvsync derives one.

Source: docs/reference/catalog.md, ids.
""",
    bad=_FINE.replace("[HD]", "[HD, SD]").replace("srp:", "id: a1, srp:"),
    good=_FINE.replace("[HD]", "[HD, SD]").replace("srp:", "ids: {CA/HD: a1, CA/SD: a2}, srp:"),
)
DUPLICATE_ID = Code(
    "PV122",
    "duplicate-transaction-id",
    page="""
Two transactions of one title in one territory and business line have the same id.

They go out in one message, where an id tells them apart.

Give each its own id, or remove them: pvsync derives one.

Source: Avails API, transaction id; docs/reference/catalog.md, ids.
""",
    bad=movie(f"{SALE}, {PRICE}, id: a1", f"{_RENTAL}, id: a1"),
    good=movie(f"{SALE}, {PRICE}, id: a1", f"{_RENTAL}, id: a2"),
)
EXCEPT_UNUSED = Code(
    "PV124",
    "except-names-nothing",
    Severity.WARNING,
    page="""
An avail leaves out a territory that it does not name.

Nothing changes, but often the territory that should be left out is misspelled, and is still offered.

Remove it, or correct the spelling.

Source: docs/reference/catalog.md, avails.
""",
    bad=_FINE.replace("territories: [CA]", "territories: [CA], except: [NZ]"),
    good=_FINE,
)
DEAL_TOO_LARGE = Code(
    "PV129",
    "deal-too-large",
    page="""
A deal grows to more than 1,000 avails, or goes through more than 20 other deals.

Deals that use deals can grow without end, and nobody can review what a title then offers.

Write fewer avails in each deal, and let deals use fewer others.

Source: a limit of pvsync's own catalog format.
""",
    bad=movie("use: d1")
    + "".join(
        f"---\nkind: deal\nname: d{number}\navails:\n  - {{use: d{number + 1}}}\n" for number in range(1, 24)
    )
    + f"---\nkind: deal\nname: d24\navails:\n  - {{{SALE}, {PRICE}}}\n",
    good=movie("use: d1") + f"---\nkind: deal\nname: d1\navails:\n  - {{{SALE}, {PRICE}}}\n",
)
