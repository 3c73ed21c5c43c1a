"""A collection has no metadata here.

A movie collection needs a metadata file (MEC) of its own, with titles, summaries and artwork. Without `metadata`,
pvsync cannot write that file, and cannot look for what Prime Video would refuse in it.

Write `metadata:` in the collection's document, and every rule of this group looks after it. Where another team or
tool delivers the file, there is nothing to do: this is a notice, and what is offered does not depend on it.

Source: Content bundles, movie collections: a dedicated MEC and artwork are needed (bundles, section on collections).
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import Collection
from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on a collection that is offered and says nothing of its metadata."""
    if isinstance(title.title, Collection) and title.avails and title.unsent.metadata is None:
        yield Remark(
            title.places.title("alid"),
            f"the collection `{title.title.alid}` has no `metadata`: its metadata file has to come from elsewhere",
            "add `metadata`, or leave it if another team delivers the file",
        )


_OFFER = (
    "discount: 25\navails: [{license: EST, territories: [CA], formats: [Max], start: 2026-07-01, end: 2028-12-31, "
    "wsp: 11.00 CAD, srp: 17.99 CAD}]"
)
_MEMBER = (
    "avails: [{license: EST, territories: [CA], formats: [HD], start: 2026-01-15, end: 2031-01-14, "
    "wsp: 7.00 CAD, srp: 9.99 CAD}]"
)
_GOOD = EXAMPLE.replace("avails: []\nmetadata", f"{_OFFER}\nmetadata").replace("avails: []", _MEMBER)

RULE = Rule(
    code="PV801",
    name="collection-without-metadata",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=_GOOD[: _GOOD.index("metadata:")] + _GOOD[_GOOD.index("---") :],
    good=_GOOD,
)
