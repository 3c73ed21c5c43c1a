"""A change of a plan file, packed away: what is often asked of it is at hand, the rest is unpacked when it is asked for.

A plan of 100,000 changes does not fit into memory as it is; packed, each is some hundred bytes. What was checked
when the file was read is what is sent: nothing of it is read from the disk again.
"""

import zlib
from functools import lru_cache
from sys import intern
from typing import Any

from pvsync.model.avail import Avail
from pvsync.model.plan import Change, FieldChange, Row
from pvsync.plan.change_json import change_from_document
from pvsync.plan.document import ChangeDocument

_UNPACKED_AT_ONCE = 512
"""More than all workers together have in hand."""

_SAMPLE = 32 * 1024
_AT_HAND = ("action", "reason", "fingerprint", "is_first")


class KeptChange(Change):
    """A change whose avails, fields and transactions are packed."""

    __slots__ = ("_is_written_twice", "_packed", "_sample")
    _packed: bytes
    _sample: bytes
    _is_written_twice: bool

    def __new__(cls, *given: Any, **named: Any) -> Change:  # type: ignore[misc]  # `replace` makes whole ones
        """A change that is made from all of its parts is an ordinary one."""
        return Change(*given, **named)

    def whole(self) -> Change:
        """The same change with nothing packed."""
        return _unpacked(self._packed, self._sample)

    @property
    def before(self) -> Avail | None:
        """Live, None where absent."""
        return self.whole().before

    @property
    def after(self) -> Avail | None:
        """What will be sent, None where nothing is."""
        return self.whole().after

    @property
    def first(self) -> Avail | None:
        """What is sent before `after`, None where one write is enough."""
        return self.whole().first if self._is_written_twice else None

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Every visible difference."""
        return self.whole().fields

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every transaction of before and after, paired."""
        return self.whole().rows

    def __eq__(self, other: object) -> bool:
        """Packed or not, equal changes are equal."""
        return self.whole() == (other.whole() if isinstance(other, KeptChange) else other)

    def __hash__(self) -> int:
        """By scope."""
        return hash(self.scope)


class Packer:
    """Packs the changes of one file; they resemble each other, so the first ones are the sample for all others."""

    def __init__(self) -> None:
        self._sample = b""

    def pack(self, text: bytes) -> KeptChange:
        """A change from its part of the file.

        Args:
            text: Its JSON.

        Raises:
            ValueError, ArithmeticError: If it does not have the form of a change.
        """
        change = change_from_document(ChangeDocument.model_validate_json(text))
        self._sample = self._sample or text[-_SAMPLE:]
        squeezed = zlib.compressobj(zdict=self._sample)
        kept: KeptChange = object.__new__(KeptChange)
        put = object.__setattr__
        for name in _AT_HAND:
            put(kept, name, getattr(change, name))
        put(kept, "scope", change.scope)
        put(kept, "kind", intern(change.kind))
        put(kept, "title", intern(change.title))
        put(kept, "needs", change.needs or ())
        put(kept, "_packed", squeezed.compress(text) + squeezed.flush())
        put(kept, "_sample", self._sample)
        put(kept, "_is_written_twice", change.first is not None)
        return kept


@lru_cache(_UNPACKED_AT_ONCE)
def _unpacked(packed: bytes, sample: bytes) -> Change:
    text = zlib.decompressobj(zdict=sample).decompress(packed)
    return change_from_document(ChangeDocument.model_validate_json(text))
