"""One licence line inside an avail."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pvsync.model.made_often import made_often
from pvsync.model.terms import TermValue
from pvsync.model.window import Window, instant_text

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
"""A value of the wire kept as it came; numbers are int or Decimal, never rounded."""

_REGION_LENGTH = 2
_SCRIPT_LENGTH = 4


@dataclass(frozen=True, slots=True, order=True)
class Language:
    """A language, perhaps of one asset only.

    Args:
        tag: BCP 47.
        asset: `subtitle`, `audio` or `subdub`; empty for every asset.
    """

    tag: str
    asset: str = ""

    def __str__(self) -> str:
        return f"{self.tag}:{self.asset}" if self.asset else self.tag


def canonical_tag(tag: str) -> str:
    """A language tag in the case of BCP 47 (RFC 5646, 2.1.1): `fr-ca` is `fr-CA`, `zh-hant` is `zh-Hant`."""
    parts = tag.strip().lower().split("-")
    for index in range(1, len(parts)):
        if len(parts[index - 1]) == 1:
            break  # what follows a singleton stays lower case
        if len(parts[index]) == _REGION_LENGTH:
            parts[index] = parts[index].upper()
        elif len(parts[index]) == _SCRIPT_LENGTH and parts[index].isalpha():
            parts[index] = parts[index].capitalize()
    return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Unclear:
    """What live says at a place that pvsync knows, in a form that it does not.

    Args:
        text: The same for people: `two prices named SRP: 9.99 USD and 0.01 USD`.
        wire: The members of the wire that say it, verbatim. They are sent only with a transaction that is not git's to
            say, because it ends or belongs to others; never beside a value of git.
    """

    text: str
    wire: Mapping[str, Json]


@made_often
@dataclass(frozen=True, slots=True)
class Transaction:
    """When, where and how a title is offered. All values are canonical: equal meaning, equal value.

    Args:
        id: The transaction's id on the wire; pairs, and is never a difference by itself.
        license: Licence type; live may hold one that pvsync does not know.
        territory: ISO 3166-1 alpha-2.
        format: Format profile.
        window: When it is open.
        channel: Channel of a subscription, None for a line without one.
        contract: `CPH` or `FIXED_FEE`, None where not stated.
        asset_languages: What is delivered, a set.
        allowed_languages: The only languages allowed, a set.
        holdback_languages: Languages held back, a set.
        license_rights: `New Release`, `DAB` and others.
        instructions: OtherInstructions.
        other_terms: OtherTerms.
        discount: Percent off a bundle for those who own some of it, None elsewhere.
        terms: Value by our name of the term (`model.terms`); durations are canonical texts.
        extra: Wire members whose names nobody knows, verbatim.
        unclear: What live says in a form that pvsync does not know, by path of the normal form.
    """

    id: str | None
    license: str
    territory: str
    format: str
    window: Window
    channel: str | None = None
    contract: str | None = None
    asset_languages: tuple[Language, ...] = ()
    allowed_languages: tuple[Language, ...] = ()
    holdback_languages: tuple[Language, ...] = ()
    license_rights: str | None = None
    instructions: str | None = None
    other_terms: str | None = None
    discount: int | None = None
    terms: Mapping[str, TermValue] = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)
    unclear: Mapping[str, Unclear] = field(default_factory=dict)

    @property
    def line(self) -> tuple[str, str, str, str]:
        """Licence, channel, contract and format: what may not have two windows at once."""
        return (self.license, self.channel or "", self.contract or "", self.format)

    @property
    def customer_line(self) -> tuple[str, str, str]:
        """Licence, channel and format: what customers see of the line; a contract is between the partner and the service."""
        return (self.license, self.channel or "", self.format)


def derived_id(alid: str, transaction: Transaction, salt: int = 0) -> str:
    """The id of a transaction that nobody named: a short hash of what makes it itself.

    Args:
        alid: What is offered.
        transaction: The transaction.
        salt: Raised where the same hash is already in use within the scope.
    """
    start = transaction.window.start
    parts = (
        alid,
        transaction.territory,
        transaction.license,
        transaction.channel or "",
        transaction.contract or "",
        transaction.format,
        instant_text(start) if start else "",
        str(salt) if salt else "",
    )
    return hashlib.blake2s("\n".join(parts).encode(), digest_size=6).hexdigest()


def names_of(alid: str, transaction: Transaction) -> frozenset[str]:
    """What a transaction is known by: its id where it has one, and a hash of its line and start.

    Args:
        alid: What is offered.
        transaction: The transaction.
    """
    derived = derived_id(alid, transaction)
    return frozenset({derived} if transaction.id is None else {derived, transaction.id})
