"""One title as live has it in all of its scopes: who it is, and the avails that say how it is offered."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pvsync.formats.ema.cells import Spot
from pvsync.formats.ema.fold import Entry, avails
from pvsync.formats.ema.lines import Line, Price
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Document, Plain
from pvsync.formats.live.stretches import joined
from pvsync.model.avail import Avail, Entitlement
from pvsync.model.listed import ListedId
from pvsync.model.normal import canonical_json, dict_of, title_table
from pvsync.model.scope import is_alid
from pvsync.model.titles import Title
from pvsync.model.transaction import Transaction

Say = Callable[[Transaction], dict[str, Plain]]
"""A transaction as an entry of `avails:`."""

_PRICES = ("wsp", "srp", "tier")
_LISTS = ("territories", "formats")


@dataclass(frozen=True, slots=True)
class LiveTitle:
    """A title that is live.

    Args:
        avails: What its scopes offer, sorted, without windows that are over; one at least has a transaction.
        listed: What a list of ids knows of it.
        best: The scope that speaks for the title: one that names it, and that says what most of them say.
    """

    avails: tuple[Avail, ...]
    listed: ListedId
    best: Avail

    @property
    def alid(self) -> str:
        """Its ALID."""
        return self.listed.alid

    @property
    def title(self) -> Title:
        """Who it is, as most of its scopes say; its name is the list's where live is silent."""
        found = self.best.title
        return found if found.title else replace(found, title=self.listed.title)

    @property
    def rows(self) -> Sequence[Transaction]:
        """Every transaction, scope by scope."""
        return [row for avail in self.avails for row in avail.transactions]

    @property
    def discount(self) -> int | None:
        """The discount of a bundle, as most of its transactions say."""
        found = Counter(row.discount for row in self.rows if row.discount is not None)
        return found.most_common(1)[0][0] if found else None

    def owner(self, licensor: str) -> Document:
        """Licensor and shared entitlements, where a document has to name them."""
        found: Document = {}
        if self.best.licensor not in {"", licensor}:
            found["licensor"] = self.best.licensor
        if self.best.entitlements:
            found["entitlements"] = _entitlements(self.best.entitlements)
        return found

    def entries(self, say: Say, *, ids: bool) -> list[Entry]:
        """How it is offered, territories and formats folded into lists, days of another price into price lines.

        Args:
            say: Words a transaction.
            ids: Whether each transaction keeps its id in so many words.
        """
        lines = [_line(self, row, say(row), ids=ids) for row in sorted(self.rows, key=_order)]
        return joined(avails(lines, Notes()))


def live_title(avails: Iterable[Avail], listed: ListedId, at: datetime) -> tuple[LiveTitle | None, int]:
    """A title from what its scopes hold, and how many of its transactions are over; None where all are."""
    kept: list[Avail] = []
    over = 0
    for avail in sorted(avails, key=lambda one: one.scope):
        rows = tuple(row for row in avail.transactions if not row.window.is_over(at))
        over += len(avail.transactions) - len(rows)
        if rows:
            kept.append(replace(avail, transactions=rows))
    if not kept:
        return None, over
    said = Counter(map(_identity, kept))
    best = max(kept, key=lambda one: (bool(one.title.title), said[_identity(one)]))
    return LiveTitle(tuple(kept), listed, best), over


def own_content_id(content_id: str, alid: str) -> Document:
    """The key `content_id`, where it is not the ALID and can be written."""
    return {"content_id": content_id} if content_id != alid and is_alid(content_id) else {}


def _identity(avail: Avail) -> str:
    return canonical_json(dict_of(title_table(replace(avail, extra={}))))


def _entitlements(found: Iterable[Entitlement]) -> list[Plain]:
    return [{"ecosystem": one.ecosystem, "id": one.id} for one in sorted(found)]


def _order(row: Transaction) -> tuple[object, ...]:
    start = row.window.start
    return (row.license, row.channel or "", row.contract or "", str(start or ""), row.territory, row.format)


def _line(title: LiveTitle, row: Transaction, entry: dict[str, Plain], *, ids: bool) -> Line:
    """A transaction as the folding of rows wants it."""
    price = Price(*(str(entry.pop(key, "")) for key in _PRICES))
    if row.window.end is None:
        entry["end"] = "open"
    return Line(
        spot=Spot(title.alid, 1, {}),
        alid=title.alid,
        work_type=str(title.title.work_type),
        is_delete=False,
        territories=(row.territory,),
        format=row.format,
        price=price,
        id=(row.id or "") if ids else "",
        terms={key: value for key, value in entry.items() if key not in _LISTS},
    )
