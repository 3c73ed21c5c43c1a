"""Findings of reading files: what can be wrong before a document is looked at."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code, Severity

_FINE = movie(f"{SALE}, {PRICE}")

FILE_UNREADABLE = Code(
    "PV001",
    "file-unreadable",
    page="""
A file of the catalog could not be read.

What stands in it is unknown, so nothing can be said of its titles, and no plan is made while one file is missing.
A folder named like a file, a pipe or a device, a file that this user may not open, and a file above 16 MiB are all
reported so.

Check that the file is there and may be read; rename the folder, or split the file.

Source: DESIGN.md, section 5: pvsync never acts on doubt.
""",
)
NOT_UTF8 = Code(
    "PV002",
    "not-utf-8",
    page="""
A file is not text in UTF-8.

Titles and names would be read as other letters than were written, and would reach customers like that.
Old editors and spreadsheets save in other encodings.

Save the file as UTF-8. The place that is named is the first letter that does not fit.

Source: RFC 8259, section 8.1: JSON sent to a service is UTF-8; YAML 1.2, section 5.2, recommends it.
""",
)
FILE_EMPTY = Code(
    "PV003",
    "file-empty",
    Severity.WARNING,
    page="""
A file of the catalog is empty.

Nothing follows from it, but a file is rarely meant to be empty: perhaps it was not saved, or a merge lost its text.

Delete the file, or write a document into it.

Source: a rule of pvsync's own catalog format.
""",
)
YAML_SYNTAX = Code(
    "PV004",
    "yaml-syntax",
    page="""
The text is not YAML.

From this place on the file cannot be read, so its other documents are unknown as well.
A colon inside a title, a quote that is never closed, and blanks that do not line up are the usual causes.

Put text with `: `, `#` or a bracket in it into quotes, and line keys up with those above.

Source: YAML 1.2, chapters 6 to 8.
""",
    bad=_FINE.replace("Heat Haze", "Heat: Haze: Redux"),
    good=_FINE.replace("Heat Haze", '"Heat: Haze: Redux"'),
)
ALIAS_BOMB = Code(
    "PV008",
    "alias-bomb",
    page="""
A file grows to more than 200,000 values once its aliases are followed.

Aliases that stand for lists of aliases grow without end and would fill the memory of the machine that reads them.

Write the values out, or put what many titles share into a `kind: deal`.

Source: YAML 1.2, section 7.1, which sets no limit to aliases; the limit is pvsync's.
""",
)
TOO_DEEP = Code(
    "PV016",
    "nested-too-deeply",
    page="""
Lists and groups stand more than 50 deep in each other.

A document of the catalog needs six levels; this is a slip of brackets, or not a catalog.

Close the brackets, or flatten the lists.

Source: a limit of pvsync's own catalog format.
""",
    bad=f"kind: movie\nalid: HEATHAZE-2024\ntitle: {'[' * 60}Heat Haze{']' * 60}\navails: []\n",
    good=_FINE,
)
CATALOG_EMPTY = Code(
    "PV017",
    "catalog-empty",
    Severity.WARNING,
    page="""
The catalog holds no document at all.

Most likely this is the wrong folder. A plan of an empty catalog has nothing to compare with.

Write a first title, or name the right folder with `catalog:` in pvsync.yaml.

Source: a rule of pvsync's own catalog format.
""",
    bad="# titles come here\n",
    good=_FINE,
)
FILE_PASSED_OVER = Code(
    "PV146",
    "file-passed-over",
    page="""
A file of the catalog folder looks like a catalog file, and its name is not one that is read.

What stands in it is not in the catalog: its titles would be taken for titles that have left.

Let its name end in `.yaml` or `.yml` in small letters, or move it out of the catalog folder.

Source: a rule of pvsync's own catalog format.
""",
)
