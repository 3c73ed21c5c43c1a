"""What can be wrong with a list of ids, and what is worth knowing when live is taken over."""

from pvsync.diagnostics import Code, Severity

_RULE = "Source: a rule of pvsync: what live does not say is not made up, and what it says is not dropped in silence."

LIST_VALUE = Code(
    "PV181",
    "id-list-value-not-understood",
    page="""
A line of a list of ids holds something that is not an id, a territory, a business line or a kind of title.

Nothing is asked of Prime Video until the whole list can be read: an id that is left out would look as if it were not
live. All lines that are wrong are named at once.

Correct the line, or put `#` before it, and run the command again.

Source: the onboarding page of the Avails API (an ALID stands in the path of a request, territory and business line in its
query); a rule of pvsync for the characters of an ALID.
""",
)
LIST_REPEATED = Code(
    "PV182",
    "id-list-line-repeated",
    Severity.WARNING,
    page="""
A line of a list of ids says what an earlier line says.

It is read once. Two lines that name one id for two territories are not meant: these are two things to ask for.

Delete the line, or correct it where another id was meant.

Source: a rule of pvsync: nothing of a list is dropped in silence.
""",
)
NOT_TOLD = Code(
    "PV183",
    "live-value-not-told",
    page=f"""
The catalog cannot do without a value that Prime Video does not tell.

The document is written without it, and stays in error until it is filled in: the title to which a trailer belongs,
which seasons of a box set are complete, a title of which live names only the id.

Write the key that the hint names. A list of ids as CSV can say it for many titles at once: columns `title`, `of` and
`complete`.

{_RULE}
""",
)
ASSUMED = Code(
    "PV184",
    "live-value-assumed",
    Severity.WARNING,
    page=f"""
Prime Video does not tell a value that the catalog needs, and one was taken that follows from the rest.

The id of a series that live names by title only is such a value, and the number of seasons of one that does not count
them.

Look at it once. Where it is wrong, correct the file in the catalog before the first apply.

{_RULE}
""",
)
NO_WORD = Code(
    "PV185",
    "live-value-without-word",
    Severity.WARNING,
    page=f"""
Something that is live cannot be said in the catalog as it is, so the first plan will not be empty for it.

The message names the scope, the values, and what the first plan would do. A title that is called otherwise in one
territory than in the others is such a case: the catalog has one name for a title.

Look at the plan of that title before the first apply: either it is right, or correct live, or leave the title out of
the catalog. With `manage: observe` nothing is written at all.

{_RULE}
""",
)
UNKNOWN_MEMBER = Code(
    "PV186",
    "live-member-unknown",
    Severity.NOTICE,
    page=f"""
Prime Video holds a value that pvsync does not know, and that the catalog has no word for.

It is not lost: as long as its transaction stays, every full extract sends it along unchanged, and it is no
difference in a plan. A transaction that is created anew goes without it, and so does one that moves to another
territory.

Nothing is to be done. Where the value matters, ask for a key of its own.

{_RULE}
""",
)
ELSEWHERE = Code(
    "PV187",
    "live-part-declared-elsewhere",
    Severity.WARNING,
    page=f"""
An episode is live, and its season is in the catalog already, without it.

An import never changes a file that is there: somebody wrote it. So the episode is left out.

Write the episode into the list `episodes` of its season; `pvsync plan` then shows whether it says what is live.

{_RULE}
""",
)
