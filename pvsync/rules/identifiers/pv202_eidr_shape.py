"""What stands under `eidr` is not an EIDR.

An EIDR is `10.5240/`, five groups of four digits (0 to 9, A to F) and one check character, with hyphens between
them. Anything else cannot be looked up, and what reads the spreadsheet or the metadata file may refuse it.

Copy the id from the EIDR registry, in full or as `urn:eidr:10.5240:...`. An id of another kind is an `alt_id`.

Source: EIDR ID format; MovieLabs Common Metadata, identifier schemes `eidr` and `eidr-urn` (our page on identifiers).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.eidr import check_character, split_eidr
from pvsync.rules.rule import Remark, Rule, Setting

_PREFIX = "10.5240/"


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on a text that has not the shape of an EIDR."""
    eidr = title.unsent.eidr
    if eidr and split_eidr(eidr) is None:
        yield Remark(
            title.places.title("eidr"),
            "this is not an EIDR: `10.5240/`, five groups of four digits from 0 to F, and a check character",
            _hint(eidr),
        )


def _hint(eidr: str) -> str:
    """The whole id, where only its beginning or its hyphens are missing; otherwise where to find it."""
    bare = eidr.upper().removeprefix("EIDR:").removeprefix(_PREFIX).replace("-", "").replace(" ", "")
    grouped = "-".join((*(bare[at : at + 4] for at in range(0, 20, 4)), bare[20:]))
    parts = split_eidr(_PREFIX + grouped)
    if parts is not None and check_character(parts[0]) == parts[1]:
        return f"did you mean `{_PREFIX}{grouped}`?"
    return "copy it from the EIDR registry, or move it to `alt_id` if it is an id of another kind"


RULE = Rule(
    code="PV202",
    name="eidr-shape",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
eidr: EA73-79D7-1B2B-B378-3A73-M
avails: []
""",
    good="""
kind: movie
alid: HEAT
title: Heat
eidr: 10.5240/EA73-79D7-1B2B-B378-3A73-M
avails: []
""",
)
