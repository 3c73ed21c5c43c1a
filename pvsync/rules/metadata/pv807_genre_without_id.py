"""A genre of a collection has neither an id nor a list that it comes from.

A genre of Prime Video's own list is known by its id, not by its name. One without `id` and without `source` is taken
for Prime Video's own, and cannot be told.

Add the `id` from Prime Video's list of genres. For a genre of another list, write the address of that list as `source`.

Source: Content bundles, MEC fields of movie collections, Genre: the id is needed for Amazon genres; @source tells lists
apart.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import changed
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each genre that nothing but a name is said of."""
    if title.unsent.metadata is None:
        return
    for number, block in enumerate(title.unsent.metadata.localized):
        for index, genre in enumerate(block.genres):
            if not genre.id and not genre.source:
                yield Remark(
                    title.places.title(f"metadata.localized.{number}.genres.{index}.name"),
                    f"the genre `{genre.name}` in `{block.language}` has no `id`; Prime Video knows its genres by id",
                    "add its `id` from Prime Video's list, or the `source` of the list that it comes from",
                )


_SUMMARY = "      summary_190: "

RULE = Rule(
    code="PV807",
    name="genre-without-id",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed((_SUMMARY, f"      genres: [{{name: Drama}}]\n{_SUMMARY}")),
    good=changed((_SUMMARY, f"      genres: [{{name: Drama, id: g1}}]\n{_SUMMARY}")),
    reasons=("mec-Genre",),
)
