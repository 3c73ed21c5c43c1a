"""A picture of a collection is of a kind that Prime Video does not take.

Title art is a PNG with nothing behind the letters. All other artwork is JPEG or PNG in RGB; pictures for print (CMYK)
and those in shades of gray or with a palette are not. The end of the name should say what the file is.

Save the picture anew in the kind that is asked for. Changing the name alone does not change the picture.

Source: Prime Video help topic G6J8LYCF9YEQ98N2, artwork of movies, which holds for collections (Content bundles). That
the name should fit is pvsync's own.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pvsync.diagnostics import Severity
from pvsync.model.artwork import Artwork, ImageFacts
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import WANTED, read_pictures
from pvsync.rules.rule import Remark, Rule, Setting

_ENDS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}
_COLOURS = ("RGB", "RGBA")
_MODES = {"CMYK": "CMYK", "L": "gray", "LA": "gray", "1": "black and white", "P": "a palette"}


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on the first thing that is wrong with the kind of each picture."""
    for path, artwork, facts in read_pictures(title):
        found = _title_art(facts) if artwork.purpose == "title" else _other(facts)
        found = found or _named(artwork, facts)
        if found is not None:
            message, hint = found
            name = WANTED[artwork.purpose].name
            yield Remark(title.places.title(f"{path}.file"), f"the {name} `{artwork.file}` {message}", hint)


def _title_art(facts: ImageFacts) -> tuple[str, str] | None:
    if facts.format != "PNG":
        return f"is {facts.format}; title art is a transparent PNG", "save it as PNG with nothing behind it"
    if not facts.is_transparent:
        return "has no transparent part; title art has nothing behind it", "save it without its background"
    return None


def _other(facts: ImageFacts) -> tuple[str, str] | None:
    if facts.format not in _ENDS:
        return f"is {facts.format}; Prime Video takes JPEG and PNG", "save it as JPEG or PNG"
    if facts.mode not in _COLOURS:
        return f"is in {_MODES.get(facts.mode, facts.mode)}; Prime Video takes RGB", "save it in RGB"
    return None


def _named(artwork: Artwork, facts: ImageFacts) -> tuple[str, str] | None:
    end, ends = PurePosixPath(artwork.file).suffix, _ENDS[facts.format]
    if end.lower() in ends:
        return None
    return (
        f"is {facts.format}, and its name ends in `{end}`",
        f"let the name end in `{ends[0]}`, or save it anew",
    )


RULE = Rule(
    code="PV818",
    name="artwork-format",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("weather_title_1100x660.png", "weather_title_1100x660.jpg")),
    good=EXAMPLE,
    reasons=("artwork",),
)
