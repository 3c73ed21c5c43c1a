"""The wire's words for business lines and work types; what is not confirmed stands in the list of assumptions."""

from collections.abc import Mapping

from pvsync.model.assumptions import Assumption
from pvsync.model.licence import BusinessLine, WorkType

LINE_LITERALS: Mapping[BusinessLine, str] = {
    BusinessLine.TVOD: "TVOD",
    BusinessLine.PRIME_SUBSCRIPTION: "PRIME_SUBSCRIPTION",
    BusinessLine.CHANNELS: Assumption.CHANNELS_BUSINESS_LINE.taken,
    BusinessLine.FVOD: Assumption.FREE_BUSINESS_LINE.taken,
}
"""`businessLine` in a query, by ours (avails-api section 7, open question 6)."""

WORK_TYPE_LITERALS: Mapping[WorkType, str] = {
    WorkType.MOVIE: "Movie",
    WorkType.SHORT: "Short",
    WorkType.SEASON: "Season",
    WorkType.EPISODE: "Episode",
    WorkType.SERIES: "Series",
    WorkType.COLLECTION: "Collection",
    WorkType.TRAILER: "Promotion",
    WorkType.BONUS: "Supplemental",
}
"""`WorkType` by ours: a capital, as in the official sample (avails-api section 9); trailers and bonus by A20."""

_WORK_TYPES = {literal.casefold(): work_type for work_type, literal in WORK_TYPE_LITERALS.items()}

ENTRY_TYPE = "FullExtract"
"""`Disposition.EntryType`: no blank in JSON, one in a spreadsheet (avails-api section 3)."""


def work_type_of(literal: str) -> WorkType | None:
    """Our work type for the wire's, whatever its case and the blanks around it; None for one that we do not know."""
    return _WORK_TYPES.get(literal.strip().casefold())


def is_full_extract(literal: str) -> bool:
    """Whether an entry type is a full extract, in the spelling of JSON or of a spreadsheet."""
    return literal.replace(" ", "").casefold() == ENTRY_TYPE.casefold()
