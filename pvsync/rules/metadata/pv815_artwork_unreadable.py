"""A picture of a collection is not there, or is no picture.

The metadata file would name a picture that cannot be delivered. A path counts from the folder that holds `pvsync.yaml`;
large and small letters differ.

Put the file there, correct the path, or save the picture anew as JPEG or PNG.

Source: Content bundles, MEC fields of movie collections, ArtReference: the artwork must be tied to a title; help topic
G6J8LYCF9YEQ98N2: JPG or PNG.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.artwork import ImageProblem
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import pictures
from pvsync.rules.rule import Remark, Rule, Setting

_SAID = {
    ImageProblem.MISSING: (
        "there is no file `{file}`",
        "put it there, or correct the path: it counts from the folder of `pvsync.yaml`",
    ),
    ImageProblem.OUTSIDE: (
        "`{file}` is outside the repository",
        "move the picture into the repository, so that it is versioned with the catalog",
    ),
    ImageProblem.NO_PICTURE: ("`{file}` is no picture that can be read", "save it as JPEG or PNG"),
    ImageProblem.UNREADABLE: ("`{file}` is damaged or ends too early", "copy it again, or save it anew"),
    ImageProblem.TOO_MANY_PIXELS: (
        "`{file}` claims to be larger than 60 megapixels, and was not opened",
        "save it in the size that Prime Video asks for, at most 2000x3000",
    ),
}


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each picture of which nothing could be read."""
    for path, artwork in pictures(title):
        if isinstance(artwork.image, ImageProblem) and artwork.image in _SAID:
            message, hint = _SAID[artwork.image]
            yield Remark(title.places.title(f"{path}.file"), message.format(file=artwork.file), hint)


RULE = Rule(
    code="PV815",
    name="artwork-unreadable",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("weather_hero_1920x1080.jpg", "weather_hero.jpg")),
    good=EXAMPLE,
    reasons=("mec-ArtReference",),
)
