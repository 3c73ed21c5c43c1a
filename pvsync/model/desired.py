"""What git says a title should be, with the place of every value."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Protocol

from pvsync.diagnostics import Place
from pvsync.model.avail import Avail
from pvsync.model.drift import KnownDrift
from pvsync.model.made_often import made_often
from pvsync.model.metadata import Metadata
from pvsync.model.plan import Action
from pvsync.model.rights import Right
from pvsync.model.scope import Scope
from pvsync.model.standing import Foreign
from pvsync.model.titles import Title


class Places(Protocol):
    """Answers where a value is written."""

    def title(self, path: str) -> Place:
        """Where a value of the title itself stands (`title`, `series.title`, `members.0`, ...)."""

    def transaction(self, scope: Scope, row: int, path: str) -> Place:
        """Where a value of a transaction stands.

        Args:
            scope: The scope.
            row: Index into the transactions of the scope's avail.
            path: Path of the normal form (`end`, `wsp`, ...), empty for the transaction itself.
        """


@dataclass(frozen=True, slots=True)
class Removal:
    """A scope that git says shall go.

    Args:
        scope: The scope.
        action: `withdraw` or `delete`.
        place: Where git says so.
        once: Names (`names_of`) of the transactions that the document still lists for it.
    """

    scope: Scope
    action: Literal[Action.WITHDRAW, Action.DELETE]
    place: Place
    once: frozenset[str] = frozenset()


class Specification(StrEnum):
    """The delivery specification of a title; which territories are Classic is a setting (bundles.md, first table)."""

    GLOBAL = "global"
    CLASSIC = "classic"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """That a season or movie does not count for the discount of a bundle.

    Args:
        because: Why, as written; empty where nothing says so.
        until: The day on which it counts again, None where that is not known.
    """

    because: str = ""
    until: date | None = None


@made_often
@dataclass(frozen=True, slots=True)
class Unsent:
    """What a document says of its title and no avail carries.

    Args:
        eidr: Its EIDR as written, empty where there is none.
        alt_id: Its alternative id (of a box set: the series'), empty where it is the ALID.
        specification: Its delivery specification, None where not stated.
        series: For a season: the ALID of its series.
        series_eidr: For a season or a box set: the EIDR of its series, empty where there is none.
        complete: For a season: whether, or from which day on, all of it has aired.
        is_sports_data: For a season: whether it belongs to the Sports Data Platform.
        exclusion: Why it does not count for a bundle's discount, None where it does.
        undated: Scope and index of each transaction with a licence right that no `until` ends.
        metadata: For a collection: what its metadata file (MEC) says, None where the catalog does not say.
    """

    eidr: str = ""
    alt_id: str = ""
    specification: Specification | None = None
    series: str = ""
    series_eidr: str = ""
    complete: date | bool = False
    is_sports_data: bool = False
    exclusion: Exclusion | None = None
    undated: frozenset[tuple[Scope, int]] = frozenset()
    metadata: Metadata | None = None


@made_often
@dataclass(frozen=True, slots=True)
class DesiredTitle:
    """One title, as git says it should be offered.

    Args:
        title: The title.
        file: File that declares it.
        blob: Git's object id of that file.
        avails: One for each scope, sorted by scope. A transaction without id takes live's, or a derived one.
        places: Where each value stands.
        dated: Instants after the as-of date at which git says something else by itself.
        references: The partner's own papers, by scope and index of the transaction.
        removals: Scopes that shall go; none of them is among `avails`.
        is_observed: Whether the title is compared and never written (`manage: observe`).
        is_protected: Whether it may not go without a change of its own first (`protect: true`).
        foreign: What becomes of what others made of it live, None where its document does not say.
        known_drift: Differences that its document expects until a day.
        rights: The contracts that name it; with none, nothing is checked.
        unsent: What its document says and no avail carries.
    """

    title: Title
    file: str
    blob: str
    avails: tuple[Avail, ...]
    places: Places
    dated: tuple[datetime, ...] = ()
    references: dict[tuple[Scope, int], str] = field(default_factory=dict)
    removals: tuple[Removal, ...] = ()
    is_observed: bool = False
    is_protected: bool = False
    foreign: Foreign | None = None
    known_drift: tuple[KnownDrift, ...] = ()
    rights: tuple[Right, ...] = ()
    unsent: Unsent = Unsent()
