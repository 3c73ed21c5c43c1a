"""A member of a collection has a character in its ALID that a list of members cannot hold.

Prime Video takes digits, English letters, underscores and hyphens in the list of a collection's titles. An ALID with a
colon, a dot or an `@` is fine for a title by itself, and has no place in a collection.

An ALID belongs to its title for ever. Where nothing of the movie was ever delivered, give it another ALID; otherwise
it cannot be in a collection.

Source: partner documents on movie collections, table of columns, BundleALIDs (bundles.md; the underscore stands in the
French edition only).
"""

import re
from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import Collection
from pvsync.rules.bundles.examples import collection, movie, offer
from pvsync.rules.rule import Remark, Rule, Setting

_OTHER = re.compile(r"[^A-Za-z0-9_-]")


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each member with another character."""
    if not isinstance(title.title, Collection):
        return
    for index, member in enumerate(title.title.members):
        other = list(dict.fromkeys(_OTHER.findall(member)))
        if other:
            yield Remark(
                title.places.title(f"members.{index}"),
                f"`{member}` has `{'`, `'.join(other)}` in it, and a list of members takes letters, digits, `_` and `-` only",
                "take it out, or give the movie another ALID if nothing of it was ever delivered",
            )


RULE = Rule(
    code="PV708",
    name="member-characters",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=movie("HEAT") + movie("COLD:2024") + collection(offer(), members='HEAT, "COLD:2024"'),
    good=movie("HEAT") + movie("COLD-2024") + collection(offer(), members="HEAT, COLD-2024"),
)
