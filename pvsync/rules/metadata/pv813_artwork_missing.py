"""A collection lacks artwork that Prime Video requires.

A collection needs four pictures: cover art (16:9), box art (3:4), poster art (2:3) and hero art (16:9). They are named
in the metadata file; it is enough that one language has each of them.

Add the pictures under `artwork`. They should show that this is a collection and not one of its films.

Source: Content bundles, artwork of movie collections; MEC fields of movie collections, ArtReference, required.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import WANTED, pictures
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark once on all that is missing."""
    if title.unsent.metadata is None or not title.unsent.metadata.localized:
        return
    there = {artwork.purpose for _path, artwork in pictures(title)}
    missing = [key for key, wanted in WANTED.items() if wanted.is_required and key not in there]
    if missing:
        names = " and no ".join(f"`{purpose}`" for purpose in missing)
        yield Remark(
            title.places.title("metadata.localized.0.artwork"),
            f"the collection has no {names} artwork; Prime Video requires `cover`, `boxart`, `poster` and `hero`",
            f"add it to a language: `artwork: [{{purpose: {missing[0]}, file: ...}}]`",
        )


RULE = Rule(
    code="PV813",
    name="artwork-missing",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(
        ("        - {purpose: hero, file: catalog/artwork/weather_hero_1920x1080.jpg}\n", ""),
    ),
    good=EXAMPLE,
    reasons=("mec-ArtReference", "artwork"),
)
