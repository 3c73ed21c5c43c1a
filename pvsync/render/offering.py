"""What a customer can get, in the words of the trade: purchase, rental, Prime, a channel, free with ads."""

from collections.abc import Sequence
from dataclasses import dataclass

from pvsync.model.licence import PRIME_CHANNELS, License
from pvsync.model.transaction import Transaction
from pvsync.render.english import counted, listed

_NOUNS: dict[str, str] = {
    License.EST: "purchase",
    License.VOD: "rental",
    License.POEST: "pre-order",
    License.FVOD: "free viewing with ads",
}
_FEW = 6


@dataclass(frozen=True, slots=True, order=True)
class Offering:
    """One way to watch a title.

    Args:
        license: Licence type; live may hold one that pvsync does not know.
        channel: Channel of a subscription, empty elsewhere.
    """

    license: str
    channel: str = ""

    @classmethod
    def of(cls, transaction: Transaction) -> "Offering":
        """The way to watch that a transaction offers; a subscription without a channel is Prime."""
        if transaction.license != License.SVOD:
            return cls(transaction.license)
        return cls(transaction.license, transaction.channel or "prime")

    @property
    def noun(self) -> str:
        """`purchase`, `Prime`, `the mgm_plus_subscription channel`."""
        if self.license == License.SVOD:
            return PRIME_CHANNELS.get(self.channel) or f"the {self.channel} channel"
        return _NOUNS.get(self.license, self.license)

    def inside(self, territories: Sequence[str]) -> str:
        """Where it is offered: `in US purchase`, `in US on Prime`, `for purchase in 60 territories (...)`."""
        if self.license == License.SVOD:
            return f"in {_places(territories)} on {self.noun}"
        if len(territories) > _FEW:
            return f"for {self.noun} in {_places(territories)}"
        return f"in {_places(territories)} {self.noun}"

    def itself(self, territories: Sequence[str]) -> str:
        """What a title leaves: `US purchase`, `Prime in US`."""
        if self.license == License.SVOD or len(territories) > _FEW:
            return f"{self.noun} in {_places(territories)}"
        return f"{_places(territories)} {self.noun}"


def _places(territories: Sequence[str]) -> str:
    if len(territories) <= _FEW:
        return listed(territories)
    return f"{counted(len(territories), 'territory', 'territories')} ({', '.join(territories)})"
