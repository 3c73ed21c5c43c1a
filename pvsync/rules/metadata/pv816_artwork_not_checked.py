"""The pictures of a collection were not looked at.

pvsync reads the size and the kind of a picture with the library Pillow, which comes with the extra `artwork`. Without
it, nothing is known of the pictures, and none of the other rules on artwork speaks.

Install it where the catalog is judged before it is merged: `pip install 'pvsync[artwork]'`.

Source: pvsync's own.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.artwork import ImageProblem
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pictures import pictures
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark once on a collection whose pictures nothing here can read."""
    unread = [path for path, artwork in pictures(title) if artwork.image is ImageProblem.NO_READER]
    if unread:
        many = "1 picture was" if len(unread) == 1 else f"{len(unread):,} pictures were"
        yield Remark(
            title.places.title(f"{unread[0]}.file"),
            f"{many} not looked at: the extra `artwork` is not installed",
            "run `pip install 'pvsync[artwork]'`",
        )


RULE = Rule(
    code="PV816",
    name="artwork-not-checked",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=f"\n# where the extra `artwork` is not installed{EXAMPLE}",
    good=EXAMPLE,
)
