"""Findings of shaping documents: kinds, keys, and what a value may look like."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code

_FINE = movie(f"{SALE}, {PRICE}")

UNKNOWN_KIND = Code(
    "PV011",
    "unknown-kind",
    page="""
A document does not say what it is, or names a kind that there is not.

The kind decides which keys a document has. Without it, nothing of the document can be read, and what it declares
would be missing from the catalog.

Begin the document with a kind of the list that the hint gives.

Source: docs/reference/catalog.md.
""",
    bad=_FINE.replace("kind: movie", "kind: film"),
    good=_FINE,
)
UNKNOWN_KEY = Code(
    "PV012",
    "unknown-key",
    page="""
A key is not known where it stands.

A misspelled key would be passed over, and what it should have said would not be sent: an end date that is not there,
a territory left out. So each key must be a known one.

Correct the spelling; the hint names the nearest key, or those that can stand there.

Source: docs/reference/catalog.md lists all keys of each kind.
""",
    bad=_FINE.replace("title: Heat Haze\n", "title: Heat Haze\nlicensee: Acme\n"),
    good=_FINE.replace("title: Heat Haze\n", "title: Heat Haze\nlicensor: Acme\n"),
)
MISSING_KEY = Code(
    "PV013",
    "missing-key",
    page="""
A key that this document cannot do without is missing.

Without an ALID or a title, for instance, there is nothing to send and nothing to call it by.

Add the key; the hint shows how it is written.

Source: docs/reference/catalog.md says of each key whether it is needed.
""",
    bad=_FINE.replace("title: Heat Haze\n", ""),
    good=_FINE,
)
WRONG_TYPE = Code(
    "PV014",
    "wrong-type",
    page="""
A text stands where a list or a group of keys belongs, or the other way round.

What was meant can often be guessed, but a guess about territories or prices is not something to send.

Write the list in brackets or one entry a line with dashes, and a group as `key: value`.

Source: docs/reference/catalog.md gives the type of each key.
""",
    bad=_FINE.replace("[CA]", "CA"),
    good=_FINE,
)
WRONG_VALUE = Code(
    "PV015",
    "wrong-value",
    page="""
A value is not one that its key can have.

Dates that do not exist, prices without a currency, licenses that are not known: each would be refused when it is
sent, or be read as something else than was meant.

Write the value as the hint shows it.

Source: docs/reference/catalog.md gives the values of each key, and where they come from.
""",
    bad=_FINE.replace("2031-01-14", "2031-02-30"),
    good=_FINE,
    reasons=(
        "box-set-rejection-5",
        "box-set-rejection-10",
        "collection-rejection-5",
        "collection-rejection-12",
        "mec-OriginalLanguage",
        "mec-ReleaseDate",
        "mec-ReleaseHistory",
        "mec-RunLength",
        "mec-WorkTypeDetail",
    ),
)
REPEATED_VALUE = Code(
    "PV123",
    "repeated-value",
    page="""
A list names the same territory, format or movie twice.

Sent twice, it would make two transactions of the same kind with the same window, which may not overlap.

Name each once; look whether another was meant.

Source: Prime Video help, topic GP9XKVV8Z35EGHCH: no duplicate windows for the same ALID, territory and license.
""",
    bad=_FINE.replace("[HD]", "[HD, HD]"),
    good=_FINE,
)
