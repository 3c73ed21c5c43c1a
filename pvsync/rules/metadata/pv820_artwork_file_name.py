"""The name of a picture of a collection has a character that Prime Video does not take.

Names of delivered files have no blanks, no letters beyond A to Z, no special characters, and no period but the one
before their ending. Underscores are allowed. A hyphen is let pass here: the documents name it neither way.

Rename the file with letters, digits and underscores, and write the new name here. Folders are not delivered and may be
called anything.

Source: Prime Video help topic GGH9PH6JND8NCJCU, file names.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.metadata.pictures import pictures
from pvsync.rules.rule import Remark, Rule, Setting

_NAME = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9]+")
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each name with another character."""
    for path, artwork in pictures(title):
        name = PurePosixPath(artwork.file).name
        if _NAME.fullmatch(name) is None:
            yield Remark(
                title.places.title(f"{path}.file"),
                f"the file name `{name}` has more than letters, digits, underscores and one period",
                f"rename the file, for instance to `{_plain(name)}`",
            )


def _plain(name: str) -> str:
    stem, _, end = name.rpartition(".")
    plain = _OTHER.sub("_", stem).strip("_") or "picture"
    return f"{plain}.{_OTHER.sub('', end) or 'jpg'}"


RULE = Rule(
    code="PV820",
    name="artwork-file-name",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("weather_hero_1920x1080.jpg", "weather.hero_1920x1080.jpg")),
    good=EXAMPLE,
    reasons=("A22",),
)
