"""Which desired transaction is which live one: four passes, each only where it is unambiguous.

Stated id; natural key (licence, channel, contract, format, start); the same without start, by greatest overlap;
the same without format, by greatest overlap. So a moved end, start or format reads as a change of one value.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pvsync.model.transaction import Transaction

Key = Callable[[Transaction], Hashable]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Indexes of transactions that are one and the same, and of those that stand alone.

    Args:
        pairs: (desired, live), in order of the desired.
        desired: Desired transactions without partner.
        live: Live transactions without partner.
    """

    pairs: tuple[tuple[int, int], ...]
    desired: tuple[int, ...]
    live: tuple[int, ...]


def pair(desired: Sequence[Transaction], live: Sequence[Transaction], at: datetime) -> Pairing:
    """Pair the transactions of one scope; the order in which they come never matters.

    Args:
        desired: What git says. An id here is one that git states.
        live: What the service says.
        at: The instant of the plan; two windows that never overlap are one moved window only while neither is over.
    """
    search = _Search(desired, live, at)
    search.exact(lambda row: row.id)
    search.exact(lambda row: (*row.line, row.window.start))
    search.nearest(lambda row: row.line)
    search.nearest(lambda row: row.line[:-1])
    return search.result()


class _Search:
    def __init__(self, desired: Sequence[Transaction], live: Sequence[Transaction], at: datetime) -> None:
        self.desired = desired
        self.live = live
        self.at = at
        self.free_desired = set(range(len(desired)))
        self.free_live = set(range(len(live)))
        self.pairs: list[tuple[int, int]] = []

    def result(self) -> Pairing:
        return Pairing(
            tuple(sorted(self.pairs)), tuple(sorted(self.free_desired)), tuple(sorted(self.free_live))
        )

    def exact(self, key: Key) -> None:
        """Pair where one desired and one live transaction have the same key."""
        desired = self._groups(self.free_desired, self.desired, key)
        live = self._groups(self.free_live, self.live, key)
        for value, own in desired.items():
            other = live.get(value, [])
            if value is not None and len(own) == len(other) == 1:
                self._take(own[0], other[0])

    def nearest(self, key: Key) -> None:
        """Pair within a group where each is the other's single best by overlap, until nothing more is certain."""
        desired = self._groups(self.free_desired, self.desired, key)
        live = self._groups(self.free_live, self.live, key)
        for value, own in desired.items():
            other = live.get(value, [])
            while own and other and (found := self._mutual(own, other)) is not None:
                own.remove(found[0])
                other.remove(found[1])
                self._take(*found)

    def _mutual(self, own: list[int], other: list[int]) -> tuple[int, int] | None:
        if len(own) == len(other) == 1:
            row, partner = own[0], other[0]
            apart = not self._overlap(row, partner)
            over = self.desired[row].window.is_over(self.at) or self.live[partner].window.is_over(self.at)
            return None if apart and over else (row, partner)
        for row in own:
            best = _single_best({partner: self._overlap(row, partner) for partner in other})
            if best is not None and row == _single_best({mate: self._overlap(mate, best) for mate in own}):
                return row, best
        return None

    def _overlap(self, row: int, partner: int) -> timedelta:
        return self.desired[row].window.overlap(self.live[partner].window)

    def _take(self, row: int, partner: int) -> None:
        self.pairs.append((row, partner))
        self.free_desired.remove(row)
        self.free_live.remove(partner)

    @staticmethod
    def _groups(free: Iterable[int], rows: Sequence[Transaction], key: Key) -> dict[Hashable, list[int]]:
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for index in sorted(free):
            groups[key(rows[index])].append(index)
        return groups


def _single_best(overlaps: Mapping[int, timedelta]) -> int | None:
    """The candidate with the greatest overlap, None where there is none or two are equal."""
    ranked = sorted(overlaps, key=lambda candidate: overlaps[candidate], reverse=True)
    if not ranked or not overlaps[ranked[0]]:
        return None
    if len(ranked) > 1 and overlaps[ranked[1]] == overlaps[ranked[0]]:
        return None
    return ranked[0]
