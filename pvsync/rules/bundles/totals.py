"""What a bundle costs against what its parts cost together.

Wholesale prices are held against wholesale prices and retail against retail, in one currency, territory by territory,
for each stretch of time in which neither changes (bundles, "How the box set's rules count"). Customers of a bundle
get the highest quality of each part, so a part that is sold in several formats counts with its dearest one. A
season counts from the day on which it is complete: a price of October is held against the seasons of October.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from pvsync.diagnostics import Related
from pvsync.model.family import BundleFamily
from pvsync.model.money import Money
from pvsync.model.stretch import Stretch
from pvsync.rules.bundles.coverage import shown
from pvsync.rules.bundles.sales import WHERE, Sale, held_in, joins, noun, sales, together
from pvsync.rules.rule import Remark, Setting

_PRICES = ("wsp", "srp")


@dataclass(frozen=True, slots=True)
class _Priced:
    """A purchase line with one of its prices."""

    sale: Sale
    term: str
    price: Money

    @property
    def stretch(self) -> Stretch:
        """When it is open."""
        return self.sale.stretch


def dearer(family: BundleFamily, setting: Setting, parts: str) -> Iterator[Remark]:
    """Remark on each price of a bundle that is not less than its parts' together, once per line and price.

    Args:
        family: The bundle and its parts.
        setting: When it is judged, and how instants are shown as days.
        parts: What the parts are called.
    """
    yield from together(_dearer(family, setting, parts))


def _dearer(family: BundleFamily, setting: Setting, parts: str) -> Iterator[tuple[str, Remark]]:
    of_parts = {id(part): sales(part) for part in family.parts}
    for territory, lines in sales(family.bundle).items():
        joined = [joins(part, territory, setting) for part in family.parts]
        for own in (one for sale in lines for one in _priced(sale)):
            same = {
                key: [one for sale in part.get(territory, []) for one in _priced(sale) if _is_alike(one, own)]
                for key, part in of_parts.items()
            }
            for when in _pieces(own.stretch, same.values(), joined, setting):
                held = held_in(family, territory, setting, max(when.first, setting.as_of))
                known = [_dearest(same[id(part)], when) for part in held]
                sold = [one for one in known if one is not None]
                total = Money(own.price.currency, sum((one.price.amount for one in sold), Decimal(0)))
                if sold and len(sold) == len(known) and own.price.amount >= total.amount:
                    day = shown(when.first, territory, setting)
                    yield territory, _remark(own, total, sold, day, f"{len(sold)} {parts}", noun(family))
                    break


def _priced(sale: Sale) -> Iterator[_Priced]:
    for term in _PRICES:
        price = sale.transaction.terms.get(term)
        if isinstance(price, Money):
            yield _Priced(sale, term, price)


def _is_alike(one: _Priced, other: _Priced) -> bool:
    return (one.term, one.price.currency) == (other.term, other.price.currency)


def _pieces(
    whole: Stretch, parts: Iterable[Sequence[_Priced]], joined: Iterable[datetime | None], setting: Setting
) -> Iterator[Stretch]:
    """The time of a bundle's line cut wherever a part joins, or its price begins or ends; what is past is left out."""
    edges = {edge for part in parts for one in part for edge in (one.stretch.first, one.stretch.until)}
    edges.update(instant for instant in joined if instant is not None)
    first = max(whole.first, min(setting.as_of, whole.until))
    within = sorted({first, whole.until, *(edge for edge in edges if first < edge < whole.until)})
    for begin, end in pairwise(within):
        yield Stretch(begin, end)


def _dearest(part: Sequence[_Priced], when: Stretch) -> _Priced | None:
    return max(
        (one for one in part if one.stretch.meets(when)), key=lambda one: one.price.amount, default=None
    )


def _remark(
    own: _Priced, total: Money, parts: Sequence[_Priced], day: str, named: str, bundle: str
) -> Remark:
    sum_of = "its only part costs" if len(parts) == 1 else f"its {named} cost together"
    return Remark(
        own.sale.place(own.term),
        f"in {WHERE} the {bundle} costs {own.price} (`{own.term}`) on {day}, not less than the {total} that {sum_of}",
        f"write a `{own.term}` below {total}",
        tuple(
            Related(f"{one.sale.title.title.alid} costs {one.price}", one.sale.place(one.term))
            for one in parts
        ),
    )
