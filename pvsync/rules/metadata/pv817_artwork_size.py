"""A picture of a collection is too small, or has another shape than its purpose asks for.

Least sizes: cover art and hero art 1920x1080 (16:9), box art 1200x1600 (3:4, better 1920x2560), poster art 2000x3000
(2:3), title art 1100x660 (better 2200x960, in any shape). A picture of another shape would be cut or refused.

Export the picture anew from its original: enlarging a small one does not help. A pixel more or less is let pass where
a width cannot be divided evenly.

Source: Prime Video help topic G6J8LYCF9YEQ98N2, artwork of movies, which holds for collections (Content bundles).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.artwork import ImageFacts
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import WANTED, Wanted, read_pictures
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each picture of another size or shape."""
    for path, artwork, facts in read_pictures(title):
        wanted = WANTED[artwork.purpose]
        problem = _problem(wanted, facts)
        if problem:
            yield Remark(
                title.places.title(f"{path}.file"),
                f"the {wanted.name} `{artwork.file}` is {artwork.resolution}; {problem}",
                f"export it anew{_shape(wanted)} with at least {wanted.width}x{wanted.height}",
            )


def _problem(wanted: Wanted, facts: ImageFacts) -> str:
    if facts.width < wanted.width or facts.height < wanted.height:
        return f"Prime Video takes {wanted.width}x{wanted.height} or more"
    if wanted.ratio is None:
        return ""
    across, down = wanted.ratio
    if abs(facts.width * down - facts.height * across) > max(across, down):
        return f"its shape should be {across}:{down}"
    return ""


def _shape(wanted: Wanted) -> str:
    return "" if wanted.ratio is None else f" in {wanted.ratio[0]}:{wanted.ratio[1]}"


RULE = Rule(
    code="PV817",
    name="artwork-size",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(
        ("weather_cover_1920x1080.jpg", "weather_cover_1280x720.jpg"),
        ("weather_hero_1920x1080.jpg", "weather_hero_2400x1080.jpg"),
    ),
    good=EXAMPLE,
    reasons=("artwork",),
)
