"""A collection has no title art.

Title art is the title as a picture with nothing behind it, which Prime Video lays over other artwork. It is encouraged,
not required.

Add a transparent PNG of at least 1100x660 with the purpose `title`, where there is one.

Source: Content bundles, artwork of movie collections: title art is encouraged.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import pictures
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on a collection that has artwork, and no title art among it."""
    purposes = {artwork.purpose for _path, artwork in pictures(title)}
    if purposes and "title" not in purposes:
        yield Remark(
            title.places.title("metadata.localized.0.artwork"),
            "the collection has no `title` artwork; Prime Video encourages it",
            "add a transparent PNG of 2200x960, at least 1100x660",
        )


RULE = Rule(
    code="PV814",
    name="title-art-missing",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("        - {purpose: title, file: catalog/artwork/weather_title_1100x660.png}\n", "")),
    good=EXAMPLE,
    reasons=("artwork",),
)
