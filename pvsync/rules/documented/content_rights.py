"""What Prime Video states on content rights, deliveries and territories: A1 to A26 of our own list."""

from pvsync.rules.documented.entry import Documented

_SHEET = "Speaks of a spreadsheet file, and not of what a title offers: an export decides it."
_DELIVERY = "Speaks of files that are delivered, which the catalog does not hold."

CONTENT_RIGHTS: tuple[Documented, ...] = (
    Documented("A1", "accepted versions of the EMA spreadsheet", "Content rights", _SHEET),
    Documented("A2", "at most 60,000 rows in a spreadsheet", "Content rights", _SHEET),
    Documented(
        "A3",
        "no duplicate or overlapping windows for one licensor, ALID, territory and license",
        "Help topic GP9XKVV8Z35EGHCH",
    ),
    Documented(
        "A4",
        "only full extracts and full deletes are taken",
        "Help topic GP9XKVV8Z35EGHCH",
        "By construction: pvsync sends nothing else.",
    ),
    Documented(
        "A5",
        "a full extract holds all current and future entries of its scope",
        "Help topic GP9XKVV8Z35EGHCH",
        "By construction: a scope is rendered and sent as a whole.",
    ),
    Documented(
        "A6",
        "a full delete is for what was never published; anything else gets an end date",
        "Help topic GE7RWTBF9FZV945H; Avails API FAQ",
    ),
    Documented(
        "A7",
        "what has not started and shall end gets start and end in the past together",
        "Avails API FAQ",
        "By construction: a withdrawal moves both dates. PV301 says it of dates that are moved by hand.",
    ),
    Documented("A8", "an ALID belongs to one vendor alias and one title for ever", "Avails API FAQ"),
    Documented(
        "A9",
        "what Prime Video does not support is taken and not stored",
        "Content rights; Avails API, payload schemas",
        "Nothing is refused; a plan marks what a read does not echo.",
    ),
    Documented("A10", "the possessions of US, GB and DE are avails of their own", "Fan-out territory logic"),
    Documented(
        "A11",
        "on channels, only episodes are sent; a season row is for purchase and rental",
        "Fan-out territory logic",
        "By construction: the subscription and free avails of a season reach its episodes, never a row of its own.",
    ),
    Documented("A12", "free viewing with ads carries no price", "Free video on demand"),
    Documented(
        "A13",
        "a territory has a default currency, which is added where none is given",
        "Help topic GU3KFM7B5D6YE98R",
        "By construction: a price without a currency is refused (PV015), so that none is ever added.",
    ),
    Documented(
        "A14",
        "branding rights put a title among originals and exclusives",
        "Content rights",
        "A column of the EMA spreadsheet that the Avails API is not documented to take.",
    ),
    Documented(
        "A15",
        "bundles carry a price in money, and are sold as Max, SD, HD, UHD or 4K; their parts never as Max",
        "Content bundles",
    ),
    Documented("A16", "the rejection reasons of bundles", "Content bundles", "Listed above, one by one."),
    Documented(
        "A17",
        "avails are needed for purchase and rental, channels, and subscriptions by hours watched only",
        "Global packaging requirements",
        "Other titles may have none; that is nothing to correct.",
    ),
    Documented(
        "A18",
        "in Slate, a series has no avails of its own to select",
        "Title hub: edit and update title avails",
        "Speaks of a screen of Slate, which a catalog of files does not use.",
    ),
    Documented(
        "A19",
        "the video delivered has the highest format that is offered",
        "Global TVOD requirements",
        _DELIVERY,
    ),
    Documented(
        "A20",
        "a trailer or bonus has its own ALID, metadata, avails and artwork",
        "Movie and TV value-added material",
        "By construction: `kind: supplemental` has its own ALID and avails; the rest is delivered elsewhere.",
    ),
    Documented(
        "A21",
        "content id, work type and parent of metadata are fixed by the first delivery",
        "Help topic GJ93D9MXXUNLQFJ6",
        "What was delivered before is known to Prime Video only; a rule on one state of the catalog cannot see it.",
    ),
    Documented("A22", "characters in names of delivered files", "Help topic GGH9PH6JND8NCJCU"),
    Documented(
        "A23",
        "publishing at the start of the day in the eastern-most zone of the territory",
        "Help topic GNZ69HSJPV5V3GSQ",
        "By construction: a bare date is read in that zone.",
    ),
    Documented(
        "A24",
        "subscriptions by hours watched need local audio or captions in each territory",
        "Help topic GPBWXGP2TLBM2CGC",
    ),
    Documented(
        "A25",
        "what makes a season an offer or a pass",
        "Content bundles, season offers and season passes",
        "Listed above as `season-offer` and `season-pass`.",
    ),
    Documented(
        "A26",
        "some uses are open to partners on a list only",
        "Help topic G85YLT2W6734GGPA",
        "Who is on the list is between a partner and Prime Video; the list of uses could not be read.",
    ),
)
