"""Licence types, business lines, contracts and format profiles, and the one function that derives a line."""

from collections.abc import Mapping
from enum import StrEnum


class License(StrEnum):
    """What a transaction sells (avails-api section 7)."""

    EST = "EST"
    VOD = "VOD"
    POEST = "POEST"
    SVOD = "SVOD"
    FVOD = "FVOD"


TRANSACTIONAL = frozenset({License.EST, License.VOD, License.POEST})
"""Licence types that customers pay for one by one."""


class BusinessLine(StrEnum):
    """What one full extract covers, beside ALID and territory. The wire's literals live in `api.wire`."""

    TVOD = "TVOD"
    PRIME_SUBSCRIPTION = "PRIME_SUBSCRIPTION"
    CHANNELS = "CHANNELS"
    FVOD = "FVOD"

    __hash__ = str.__hash__  # scopes are keys everywhere, and an enumeration's own hash is ten times slower


class Contract(StrEnum):
    """How Prime Video pays for a subscription line (avails-api section 8)."""

    CPH = "CPH"
    FIXED_FEE = "FIXED_FEE"


class Format(StrEnum):
    """Format profiles that Prime Video takes; `Max` only on series and collections."""

    SD = "SD"
    HD = "HD"
    UHD = "UHD"
    FOUR_K = "4K"
    MAX = "Max"


def as_bundled(format_profile: str) -> str:
    """The format of a box set or a collection as the service stores it: `Max` for each that it knows.

    Source: bundles, FormatProfile (SD, HD, UHD and 4K are taken and converted).
    """
    return Format.MAX if format_profile in set(Format) else format_profile


class WorkType(StrEnum):
    """What a title is, in our words; the wire begins them with a capital."""

    MOVIE = "movie"
    SHORT = "short"
    SEASON = "season"
    EPISODE = "episode"
    SERIES = "series"
    COLLECTION = "collection"
    TRAILER = "trailer"
    BONUS = "bonus"


PRIME_CHANNELS = {"prime": "Prime", "a4k": "A4K"}
"""Prime Video's own channels and their benefits (avails-api section 7)."""


def business_line(license_type: str, channel: str | None, benefits: Mapping[str, str]) -> BusinessLine | None:
    """The business line of a transaction (avails-api section 7).

    Args:
        license_type: Licence type as on the wire.
        channel: Channel of a subscription; None is Prime Video's own.
        benefits: Benefit by channel, from the configuration.

    Returns:
        The line, or None for a licence type that the table does not name.
    """
    match license_type:
        case License.EST | License.VOD | License.POEST:
            return BusinessLine.TVOD
        case License.FVOD:
            return BusinessLine.FVOD
        case License.SVOD:
            name = channel or "prime"
            benefit = PRIME_CHANNELS.get(name) or benefits.get(name)
            own = benefit in PRIME_CHANNELS.values()
            return BusinessLine.PRIME_SUBSCRIPTION if own else BusinessLine.CHANNELS
        case _:
            return None
