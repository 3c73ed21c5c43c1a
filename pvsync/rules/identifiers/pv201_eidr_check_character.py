"""An EIDR does not end in the character that its digits give.

The last character of an EIDR is computed from the twenty digits before it, so that a slip in one of them shows. An
id whose digits and character disagree names no title, or another one, and goes into spreadsheets and metadata files
from here.

Look the title up in the EIDR registry and copy its id whole. Where the digits are right, the message says which
character belongs to them.

Source: EIDR ID format, check character after ISO 7064, Mod 37,36 (our page on identifiers). A warning, since ids of
this kind are seen in real deliveries, and the Avails API does not carry them.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.eidr import check_character, split_eidr
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on an EIDR of the right shape whose check character is wrong."""
    eidr = title.unsent.eidr
    parts = split_eidr(eidr) if eidr else None
    if parts is None:
        return
    digits, stated = parts
    right = check_character(digits)
    if stated != right:
        yield Remark(
            title.places.title("eidr"),
            f"the EIDR ends in {stated}; its digits ask for {right}",
            "copy the whole id from the EIDR registry: one of its digits may be wrong",
        )


RULE = Rule(
    code="PV201",
    name="eidr-check-character",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
eidr: 10.5240/1489-49A2-3956-4B2D-FE16-6
avails: []
""",
    good="""
kind: movie
alid: HEAT
title: Heat
eidr: 10.5240/1489-49A2-3956-4B2D-FE16-5
avails: []
""",
)
