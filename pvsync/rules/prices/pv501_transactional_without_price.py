"""An avail for purchase, rental or pre-order has no price.

What customers pay for one by one needs a price: wholesale (`wsp`), retail (`srp`), a `tier`, or a price `category`.
Of a box set or a collection without `wsp` and `srp` Prime Video says that it is rejected; of other titles the
documents say that a price is required, and not what happens without one. A full extract replaces what is there, so
an avail without a price also takes away the price that Prime Video has.

Add `wsp`, `srp` or both; `prices` where they differ by territory or format. A season's price never passes to its
episodes: give the season's avail `episode: {wsp: ..., srp: ...}`. Price lines that leave a territory, a format or some
days without a price are PV119.

Source: Prime Video help, season offers and content bundles, rejection reason 7 of box sets and of collections; EMA
1.7.2 data dictionary (PriceType and PriceValue required); MovieLabs Avails 2.6 structure rules (a licence type other
than SVOD has a term that says a price), which only warn.
"""

from collections.abc import Iterator, Mapping

from pvsync.diagnostics import Place, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.terms import TermValue
from pvsync.model.titles import BoxSet, Collection, Episode, Title
from pvsync.rules.prices.lines import paid_rows
from pvsync.rules.rule import Remark, Rule, Setting
from pvsync.rules.words import listed

_OF_SUBSCRIPTIONS = "sub"


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each avail that sells and names no price, with the territories that it lacks one in."""
    bundle = isinstance(title.title, BoxSet | Collection)
    bare: dict[tuple[Place, str], set[str]] = {}
    for avail, row, transaction in paid_rows(title):
        terms = transaction.terms
        if "wsp" in terms or "srp" in terms or (not bundle and _is_priced(terms)):
            continue
        place = title.places.transaction(avail.scope, row, "")
        # Where there are price lines, `wsp` stands with them: what they leave out is PV119.
        if "tier" in terms or title.places.transaction(avail.scope, row, "wsp") == place:
            bare.setdefault((place, transaction.license), set()).add(transaction.territory)
    for (place, license_type), territories in bare.items():
        yield Remark(place, *_words(title.title, f"{license_type} in {listed(sorted(territories))}"))


def _is_priced(terms: Mapping[str, TermValue]) -> bool:
    return "tier" in terms or str(terms.get("category", _OF_SUBSCRIPTIONS)).casefold() != _OF_SUBSCRIPTIONS


def _words(title: Title, line: str) -> tuple[str, str]:
    match title:
        case BoxSet() | Collection():
            return f"{line} has neither `wsp` nor `srp`", "add `wsp`, `srp` or both: without, it is rejected"
        case Episode():
            return (
                f"{line} has no price for an episode: the price of a season does not pass to its episodes",
                "add `episode: {wsp: ..., srp: ...}` to the season's avail, or `wsp` and `srp` to the episode's own",
            )
        case _:
            return f"{line} has no price", "add `wsp`, `srp` or both, or a `tier`"


RULE = Rule(
    code="PV501",
    name="transactional-without-price",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    reasons=("box-set-rejection-7", "collection-rejection-7", "A15"),
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-03-01, end: 2030-12-31, wsp: 6.99 CAD, srp: 9.99 CAD}
""",
)
