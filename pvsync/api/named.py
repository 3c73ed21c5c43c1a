"""Which of our values the service's words name, by the member on the wire or the column of a spreadsheet.

The words of a refusal are not documented (open question 1), so nothing is taken from them but names that stand in
the mapping table (avails-api section 9), and which transaction they are said of.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pvsync.model.avail import Avail
from pvsync.model.terms import CHANNEL_TERM, TERMS
from pvsync.model.titles import BoxSet, Episode, Season


@dataclass(frozen=True, slots=True)
class Named:
    """A value that the words name.

    Args:
        path: Path of the normal form, empty for the transaction itself.
        is_of_title: Whether it is a value of the title and not of a transaction.
        row: Index of the transaction, None where the words do not say which.
    """

    path: str
    is_of_title: bool
    row: int | None = None


_OF_TRANSACTION: Mapping[str, str] = {
    "LicenseType": "license",
    "Territory": "territory",
    "Start": "start",
    "End": "end",
    "FormatProfile": "format",
    "LicenseRightsDescription": "license_rights",
    "ContractID": "contract",
    "AssetLanguage": "languages.asset",
    "LocalizationType": "languages.asset",
    "AllowedLanguage": "languages.allowed",
    "AllowedLanguages": "languages.allowed",
    "HoldbackLanguage": "languages.holdback",
    "OtherInstructions": "instructions",
    "OtherTerms": "other_terms",
    "RetailerSpare1": "discount",
    CHANNEL_TERM: "channel",
    "GroupIdentity": "channel",
    "SuggestedRetailPrice": "srp",
    "PriceValue": "wsp",
    "PriceCurrency": "wsp",
    "price": "wsp",
    **{name: term.name for term in TERMS.values() for name in (term.wire, term.ema)},
    "PriceType": "wsp",
}
_OF_TITLE: Mapping[str, str] = {
    "ALID": "alid",
    "ContentID": "content_id",
    "_contentID": "content_id",
    "WorkType": "work_type",
    "BundleALIDs": "members",
    "BundledAsset": "members",
    "BundledALID": "members",
    "TitleInternalAlias": "title",
    "EpisodeTitleInternalAlias": "title",
    "SeasonTitleInternalAlias": "season.title",
    "SeriesTitleInternalAlias": "series.title",
    "EpisodeNumber": "number",
    "SeasonNumber": "season.number",
    "EpisodeCount": "episode_count",
    "NumberOfEpisodes": "episode_count",
    "SeasonCount": "series.seasons",
    "NumberOfSeasons": "series.seasons",
    "SeasonContentID": "season.content_id",
    "SeriesContentID": "series.content_id",
    "SeriesAltID": "series.content_id",
    "SharedEntitlement": "entitlements",
    "DMA_ID": "entitlements",
}
_OF_BOX_SET: Mapping[str, str] = {
    "series.title": "title",
    "series.seasons": "complete_seasons",
    "series.content_id": "content_id",
}
_NAMES = "|".join(sorted((*_OF_TRANSACTION, *_OF_TITLE), key=len, reverse=True))
_TOKEN = re.compile(rf"Transaction\[(?P<row>\d{{1,6}})\]|(?<![\w-])(?P<name>{_NAMES})(?![\w-])")


def named(words: str, avail: Avail) -> tuple[Named, ...]:
    """The values that the words name, in their order, each once; whole transactions where they name nothing else."""
    found = tuple(dict.fromkeys(_named(words, avail)))
    rows = {one.row for one in found if one.row is not None}
    if len(rows) == 1:
        # The only transaction that is spoken of is meant, also by what is said before it is named.
        found = tuple(dict.fromkeys(one if one.is_of_title else replace(one, row=min(rows)) for one in found))
    return tuple(one for one in found if one.path) or found


def _named(words: str, avail: Avail) -> Iterator[Named]:
    by_id = {row.id: index for index, row in enumerate(avail.transactions) if row.id}
    ids = "|".join(re.escape(own) for own in by_id)
    spoken = re.compile(rf"(?<![\w-])(?P<id>{ids})(?![\w-])|{_TOKEN.pattern}") if ids else _TOKEN
    row: int | None = None
    for token in spoken.finditer(words):
        found = token.groupdict()
        name = found["name"]
        if name is None:
            row = int(found["row"]) if found["row"] else by_id[found["id"]]
            row = row if row < len(avail.transactions) else None
            yield from () if row is None else (Named("", is_of_title=False, row=row),)
        elif name in _OF_TITLE:
            yield Named(_of_title(_OF_TITLE[name], avail), is_of_title=True)
        else:
            yield Named(_OF_TRANSACTION[name], is_of_title=False, row=row)


def _of_title(path: str, avail: Avail) -> str:
    """The path as it is called for this kind of title."""
    match avail.title:
        case BoxSet():
            return _OF_BOX_SET.get(path, path)
        case Season():
            return path.removeprefix("season.")
        case Episode() if path == "episode_count":
            return "season.episode_count"
        case _:
            return path
