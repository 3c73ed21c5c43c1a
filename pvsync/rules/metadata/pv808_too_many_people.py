"""A collection names more than a hundred people.

Prime Video takes up to 100 people in the metadata file of a collection.

Keep those whom customers look for. The page of a collection does not show them: they serve the search, and Prime Video
works them out from the films as well.

Source: Content bundles, MEC fields of movie collections, People: at most 100 entries.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import changed
from pvsync.rules.rule import Remark, Rule, Setting

_MOST = 100


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on the first one too many."""
    metadata = title.unsent.metadata
    if metadata is not None and len(metadata.people) > _MOST:
        yield Remark(
            title.places.title(f"metadata.people.{_MOST}.name"),
            f"the collection names {len(metadata.people):,} people; Prime Video takes {_MOST}",
            "keep those whom customers look for",
        )


_LOCALIZED = "  localized:\n"
_PEOPLE = "  original_language: en-US\n  people:\n    - &same {name: Ada Example, jobs: [Director]}\n"

RULE = Rule(
    code="PV808",
    name="too-many-people",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed((_LOCALIZED, _PEOPLE + "    - *same\n" * _MOST + _LOCALIZED)),
    good=changed((_LOCALIZED, _PEOPLE + _LOCALIZED)),
    reasons=("mec-People",),
)
