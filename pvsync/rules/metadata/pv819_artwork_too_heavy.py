"""The file of a picture of a collection is larger than Prime Video takes.

Title art has at most 1 MB, all other artwork 10 MB. A megabyte is counted as 1,048,576 bytes here; the documents do not
say which one they mean, so stay a little below.

Save the picture as JPEG, or with stronger compression. Its size in pixels may stay.

Source: Prime Video help topic G6J8LYCF9YEQ98N2, artwork of movies, which holds for collections (Content bundles).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import WANTED, read_pictures
from pvsync.rules.rule import Remark, Rule, Setting

_MEGABYTE = 1024 * 1024


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each file above its limit."""
    for path, artwork, facts in read_pictures(title):
        wanted = WANTED[artwork.purpose]
        if facts.size > wanted.megabytes * _MEGABYTE:
            yield Remark(
                title.places.title(f"{path}.file"),
                f"the {wanted.name} `{artwork.file}` has {facts.size / _MEGABYTE:.1f} MB; "
                f"Prime Video takes {wanted.megabytes} MB",
                "save it with stronger compression",
            )


RULE = Rule(
    code="PV819",
    name="artwork-too-heavy",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("weather_hero_1920x1080.jpg", "weather_hero_1920x1080_11MB.jpg")),
    good=EXAMPLE,
    reasons=("artwork",),
)
