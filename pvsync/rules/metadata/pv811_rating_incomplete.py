"""A collection's rating is not whole, or stands beside the word that there is none.

A rating needs the country that it applies to, the system that rates, and the value. `not_rated: true` says that no
country has rated the title; the metadata file has room for one or the other, not for both.

Add what is missing, as MovieLabs Common Metadata Ratings has it, or remove the rating: it is optional, and the page of
a collection does not show it.

Source: Content bundles, MEC fields of movie collections, RatingSet: Region, Country, System and Value are required with
a rating; Common Metadata 2.6, ContentRating-type: NotRated or Rating.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import changed
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each rating that lacks something, and on ratings of what is not rated."""
    metadata = title.unsent.metadata
    if metadata is None:
        return
    for number, rating in enumerate(metadata.ratings):
        missing = [key for key in ("country", "system", "value") if not getattr(rating, key)]
        if missing:
            yield Remark(
                title.places.title(f"metadata.ratings.{number}"),
                f"the rating has no {' and no '.join(f'`{key}`' for key in missing)}",
                "write country, system and value: `{country: US, system: MPAA, value: PG-13}`",
            )
    if metadata.ratings and metadata.not_rated:
        yield Remark(
            title.places.title("metadata.not_rated"),
            "`not_rated` stands beside `ratings`; the metadata file takes one of the two",
            "remove `not_rated`, or the ratings",
        )


_LOCALIZED = "  localized:\n"

RULE = Rule(
    code="PV811",
    name="rating-incomplete",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed((_LOCALIZED, f"  ratings: [{{country: US, value: PG-13}}]\n{_LOCALIZED}")),
    good=changed((_LOCALIZED, f"  ratings: [{{country: US, system: MPAA, value: PG-13}}]\n{_LOCALIZED}")),
    reasons=("mec-RatingSet",),
)
