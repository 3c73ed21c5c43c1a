"""A bundle states a policy that only its parts can have.

Whether a title may be downloaded, and which languages are allowed or held back, a bundle inherits from what it holds.
Prime Video stores what the bundle itself says of it, and does nothing with it.

Take the key out of the bundle, and see that each season or movie states it.

Source: partner documents on TV box sets and movie collections, notes on policies (bundles.md): stored without effect,
and refused where badly formatted.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.titles import BoxSet, Collection
from pvsync.model.transaction import Transaction
from pvsync.rules.bundles.examples import TWO_MOVIES, collection, offer
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on downloads and languages in the avails of a bundle."""
    if not isinstance(title.title, BoxSet | Collection):
        return
    parts = "episodes" if isinstance(title.title, BoxSet) else "movies"
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            for key, path in _policies(transaction):
                yield Remark(
                    title.places.transaction(avail.scope, row, path),
                    f"`{key}` has no effect on a bundle: what its {parts} say holds",
                    f"remove `{key}` here",
                )


def _policies(transaction: Transaction) -> Iterator[tuple[str, str]]:
    if "download" in transaction.terms:
        yield "download", "download"
    if transaction.allowed_languages:
        yield "languages.allowed", "languages.allowed"
    if transaction.holdback_languages:
        yield "languages.holdback", "languages.holdback"


RULE = Rule(
    code="PV710",
    name="policy-without-effect",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=TWO_MOVIES + collection(offer(more=", download: Yes")),
    good=TWO_MOVIES + collection(offer()),
)
