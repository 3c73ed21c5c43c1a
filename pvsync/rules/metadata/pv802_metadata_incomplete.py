"""The metadata of a collection lacks something that Prime Video requires.

The metadata file of a collection needs the year in which the collection was made, a credit line, the partner as
licensor, and for at least one language a title, a summary of up to 150 characters and one of up to 400. Prime Video
marks each of them as required; a file without one cannot be taken.

Add the key that the message names. What `metadata` says beside these is optional.

Source: Content bundles, MEC fields of movie collections, marked required: LocalizedInfo, TitleDisplayUnlimited,
Summary190, Summary400, ReleaseYear, AssociatedOrg, CompanyDisplayCredit.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting

_WHOLE = (
    (
        "localized",
        "write at least one language with title and summaries: `localized: [{language: en-US, ...}]`",
    ),
    ("release_year", "add the year in which the collection was made: `release_year: 2026`"),
    ("credits", "add the studios' credit line: `credits: [{text: 2026 Acme Pictures}]`"),
    ("licensor", "add yourselves: `licensor: {alias: ..., name: ...}`"),
)
_EACH = (
    ("title", "add the title as customers of this language read it"),
    ("summary_190", "add a summary of up to 150 characters"),
    ("summary_400", "add a summary of up to 400 characters"),
)


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each required value that is not there."""
    metadata = title.unsent.metadata
    if metadata is None:
        return
    for key, hint in _WHOLE:
        if not getattr(metadata, key):
            place = title.places.title(f"metadata.{key}")
            yield Remark(place, f"the metadata of the collection has no `{key}`", hint)
    for number, block in enumerate(metadata.localized):
        for key, hint in _EACH:
            if not getattr(block, key):
                place = title.places.title(f"metadata.localized.{number}.{key}")
                yield Remark(place, f"`{block.language}` has no `{key}`", hint)


RULE = Rule(
    code="PV802",
    name="metadata-incomplete",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("  release_year: 2026\n", ""), ("      summary_190: Two films of one long year.\n", "")),
    good=EXAMPLE,
    reasons=(
        "mec-LocalizedInfo",
        "mec-TitleDisplayUnlimited",
        "mec-Summary190",
        "mec-Summary400",
        "mec-ReleaseYear",
        "mec-AssociatedOrg",
        "mec-CompanyDisplayCredit",
    ),
)
