"""Values of the catalog as cells: days as dates, instants as text, money as numbers."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from pvsync.model.transaction import Language
from pvsync.model.window import instant_text
from pvsync.model.zones import Zones

OutCell: TypeAlias = str | int | Decimal | date
"""A cell to be written."""

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
_OFFERINGS = {"subtitle": "sub", "audio": "dub", "subdub": "subdub"}


def first_moment(instant: datetime, territory: str, zones: Zones) -> OutCell:
    """A start: the day where it is a day's first second in the territory, otherwise the instant in UTC."""
    if not zones.utc:
        day = zones.day_of(instant, territory)
        if zones.start_of(day, territory) == instant:
            return day
    return instant_text(instant)


def last_moment(instant: datetime, territory: str, zones: Zones) -> OutCell:
    """An end: the day where it is a day's last second in the territory, otherwise the instant in UTC."""
    if not zones.utc:
        day = zones.day_of(instant, territory)
        if zones.end_of(day, territory) == instant:
            return day
    return instant_text(instant)


def hours(duration: str) -> OutCell:
    """A length in hours, or as `h:mm:ss` where it is not whole hours."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return duration
    whole, minutes, seconds = (int(part or 0) for part in found.groups())
    return whole if not (minutes or seconds) else f"{whole}:{minutes:02}:{seconds:02}"


def language_list(languages: Iterable[Language]) -> str:
    """`en-US, fr-CA:sub`, as from 1.7.3 on."""
    return ", ".join(
        f"{one.tag}:{_OFFERINGS.get(one.asset, one.asset)}" if one.asset else one.tag for one in languages
    )


def asset_languages(languages: Iterable[Language]) -> tuple[str, str]:
    """`AssetLanguage` and `LocalizationType`: the second where all languages are about one kind of track."""
    listed = list(languages)
    assets = {language.asset for language in listed}
    if len(assets) == 1 and (offering := _OFFERINGS.get(next(iter(assets)))):
        return ", ".join(language.tag for language in listed), offering
    return language_list(listed), ""
