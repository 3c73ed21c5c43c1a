"""Findings of the comments that allow findings."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code, Severity

_FINE = movie(f"{SALE}, {PRICE}")
_ALLOW = "# pvsync: allow"

ALLOWANCE_WITHOUT_REASON = Code(
    "PV018",
    "allowance-without-reason",
    page="""
A comment allows a finding and does not say why.

Whoever reads the file in a year must be able to see whether the reason still holds, and an auditor who decided so.

Write the reason behind `because`, in a few words: `# pvsync: allow PV302 because two editions, agreed on 3 May`.

Source: a rule of pvsync; docs/how-to/validate-in-ci.md.
""",
    bad=_FINE.replace("  - {", f"  {_ALLOW} PV301\n  - {{"),
    good=_FINE,
)
ALLOWANCE_UNUSED = Code(
    "PV019",
    "allowance-unused",
    Severity.WARNING,
    page="""
A comment allows a finding that is not there.

Left in the file, it would hide the same finding when it comes back for another reason.
It holds for its own line, for the next line below it that is not a comment, or, before the first key of a document,
for the whole document.

Delete the comment, or move it to where the finding is. It is not looked at while the catalog cannot be read as a whole.

Source: a rule of pvsync; docs/how-to/validate-in-ci.md.
""",
    bad=f"{_ALLOW} PV301 because the dates come from the old system\n{_FINE}",
    good=_FINE,
)
ALLOWANCE_UNKNOWN = Code(
    "PV020",
    "allowance-not-understood",
    page="""
A comment begins with `# pvsync:`, and does not go on as an allowance does, or names a code that there is not.

It allows nothing as it stands, while its writer counts on it.

Write `# pvsync: allow PV301 because` and the reason. Several codes are divided by commas.

Source: a rule of pvsync; docs/how-to/validate-in-ci.md.
""",
    bad=f"{_ALLOW} PV999 because the dates come from the old system\n{_FINE}",
    good=_FINE,
)
ALLOWANCE_IMPOSSIBLE = Code(
    "PV021",
    "allowance-of-what-cannot-be-allowed",
    page="""
A comment allows a finding that no comment can allow.

Errors of reading and building (PV0 and PV1) leave no title that could be sent, and what protects live titles (PV9) is
passed with `--approve` for one plan, not with a comment for all. Findings of rules, PV2 to PV8, and warnings of PV1
can be allowed.

Correct what the finding says, and delete the comment.

Source: a rule of pvsync; docs/how-to/validate-in-ci.md.
""",
    bad=f"{_ALLOW} PV111 because the end is not agreed yet\n{_FINE}",
    good=_FINE,
)
