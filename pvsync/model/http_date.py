"""Dates as HTTP has them; apart from windows, since reading them loads much that planning needs nothing of."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_http_date(text: str) -> datetime | None:
    """The instant of an HTTP date, None where it is none that can be read; one without a zone is in UTC."""
    try:
        at = parsedate_to_datetime(text.strip())
    except (ValueError, OverflowError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
