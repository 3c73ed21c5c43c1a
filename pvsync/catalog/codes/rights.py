"""Findings of rights documents: what is held twice, in two ways, or never."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code, Severity

_MOVIE = movie(f"{SALE}, {PRICE}")


def _rights(first: str, last: str, reference: str = "Licence 2024-118", territories: str = "CA") -> str:
    return (
        f"---\nkind: rights\ntitles: [HEATHAZE-2024]\nterritories: [{territories}]\nlicenses: [EST]\n"
        f'from: {first}\nto: {last}\nreference: "{reference}"\n'
    )


_WHOLE = _rights("2026-01-01", "2031-12-31")

RIGHTS_OVERLAP = Code(
    "PV402",
    "rights-overlap",
    Severity.NOTICE,
    page="""
Two contracts give the same title for the same license, territory and days.

That may be right: a second contract can confirm or lengthen the first. It may also be that one of the two has ended,
or that one of them names a title or a territory by mistake, and then more is taken for held than there is.

Look at both papers. Where one takes the place of the other, let the first end on the day before.

Source: a rule of pvsync; contracts are the partner's own.
""",
    bad=_MOVIE + _WHOLE + _rights("2030-01-01", "2035-12-31", "Licence 2026-007"),
    good=_MOVIE + _WHOLE + _rights("2032-01-01", "2035-12-31", "Licence 2026-007"),
)
RIGHTS_CONTRADICT = Code(
    "PV403",
    "rights-contradict",
    Severity.WARNING,
    page="""
One contract is written down twice for the same title, and the two do not say the same.

They have the same `reference` and give the same title for the same license on the same days somewhere, and differ in
their days or territories. Only one of them can be what the contract says, and avails are checked against both.

Correct the one that is wrong, or make one document of the two. Where the contract gives one territory longer than
another, write one document for each territory.

Source: a rule of pvsync; contracts are the partner's own.
""",
    bad=_MOVIE + _WHOLE + _rights("2026-01-01", "2033-12-31"),
    good=_MOVIE + _WHOLE + _rights("2026-01-01", "2033-12-31", territories="FR"),
)
RIGHTS_NEVER = Code(
    "PV404",
    "rights-end-before-start",
    page="""
A contract ends before it begins, so that it never gives anything.

Until that is corrected, the titles that it names are not checked against any contract.

Move `to` to the day of `from` or later.

Source: a rule of pvsync; contracts are the partner's own.
""",
    bad=_MOVIE + _rights("2031-12-31", "2026-01-01"),
    good=_MOVIE + _WHOLE,
)
