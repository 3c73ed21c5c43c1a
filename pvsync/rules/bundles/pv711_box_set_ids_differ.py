"""A series with a box set has a metadata id or an alternative id that is not its ALID.

Of a box set, three ids must be identical: the ALID, the series' alternative id and the series' content id. Where one
differs or is missing, the box set is refused.

Remove `content_id` and `alt_id` from the series: without them, both are its ALID. Where the series is delivered under
another metadata id already, offer the box set under that id: make it the ALID of the series.

Source: partner documents on TV box sets, rejection reason 9 (bundles.md).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import BoxSet
from pvsync.rules.bundles.examples import box_set, offer, series
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each id of a box set's series that differs."""
    if not isinstance(title.title, BoxSet):
        return
    alid = title.title.alid
    for key, value in (("content_id", title.title.content_id), ("alt_id", title.unsent.alt_id or alid)):
        if value != alid:
            yield Remark(
                title.places.title(key),
                f"this series has a box set, so its `{key}` must be `{alid}` like its ALID, and it is `{value}`",
                f"remove `{key}`, or make `{value}` the ALID of the series",
            )


RULE = Rule(
    code="PV711",
    name="box-set-ids-differ",
    severity=Severity.ERROR,
    reasons=("box-set-rejection-9",),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=series(ids="content_id: ASB-SERIES\n") + box_set(offer()),
    good=series() + box_set(offer()),
)
