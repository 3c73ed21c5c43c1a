"""The catalog dataset held against the YAML: what nobody manages, what was never catalogued, what is doubtful."""

from dataclasses import dataclass
from enum import StrEnum

from pvsync.model.scope import Scope


class Doubt(StrEnum):
    """Why a row of the dataset and a title of the YAML cannot be told to be the same, or not."""

    SPELLING = "spelling"
    SEVERAL = "several SKUs"
    EMPTY = "no SKU"
    LINEAR = "live channel"
    TITLE = "other title"
    NO_ALID = "no ALID"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One doubtful join.

    Args:
        doubt: Of which kind.
        sku: Vendor SKU of the dataset, empty where it has none.
        title: What the dataset calls it.
        says: What is doubtful, one phrase.
    """

    doubt: Doubt
    sku: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Unmanaged:
    """A title that is catalogued and that no YAML declares.

    Args:
        sku: Its vendor SKU, which is taken for the ALID.
        title: What the dataset calls it.
        marketplaces: Where it is catalogued.
        channels: On which channels.
        live: Scopes in which the Avails API holds it, open or to come.
        asked: Scopes that were asked for; none where no marketplace has a territory in the configuration.
    """

    sku: str
    title: str
    marketplaces: tuple[int, ...]
    channels: tuple[str, ...]
    live: tuple[Scope, ...] = ()
    asked: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncatalogued:
    """A title that the YAML offers on a channel, open now, and that no version of the dataset names.

    Args:
        alid: Its ALID.
        title: Its title.
        file: File that declares it.
        territories: Where it is offered.
    """

    alid: str
    title: str
    file: str
    territories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogued:
    """The catalog dataset held against the YAML.

    Args:
        target: Licensor and environment.
        rows: Rows of the dataset.
        joined: Titles that both have.
        unmanaged: Catalogued, and in no YAML, by SKU.
        uncatalogued: In YAML and never catalogued, by ALID.
        doubtful: Joins that somebody should look at.
        outside: Scopes of the YAML of which the dataset cannot tell.
        later: Titles of the YAML on channels that are not catalogued and not open now.
        unread: Scopes without an answer, with the reason.
        remarks: What should be known of the store, whole phrases.
    """

    target: str
    rows: int
    joined: int
    unmanaged: tuple[Unmanaged, ...]
    uncatalogued: tuple[Uncatalogued, ...]
    doubtful: tuple[Doubtful, ...]
    outside: int
    later: int
    unread: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def live(self) -> tuple[Unmanaged, ...]:
        """What is live and in no YAML."""
        return tuple(one for one in self.unmanaged if one.live)
