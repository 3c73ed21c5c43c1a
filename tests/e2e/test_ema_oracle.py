"""Real workbooks against MovieLabs' own reading of them, field by field; every difference is one that a page explains."""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from e2e.test_ema import READ_BY_MOVIELABS, SECOND_SHEETS, below, local

from pvsync.formats.ema.lines import Line
from pvsync.formats.ema.rows import Titles
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.formats.ema.values import eidr
from pvsync.model.progress import Silent

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "ema-and-movielabs.md"
Fields = dict[str, set[str]]

ABOUT: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "DisplayName": (("Licensor/DisplayName",), ("DisplayName",)),
    "ContentID": (("Asset@contentID",), ("ContentID", "EpisodeContentID", "SeasonContentID")),
    "TitleInternalAlias": (
        ("Asset/Metadata/TitleInternalAlias", "Asset/EpisodeMetadata/TitleInternalAlias"),
        ("TitleInternalAlias", "EpisodeTitleInternalAlias"),
    ),
    "TitleID": (
        ("Asset/Metadata/TitleEIDR-URN", "Asset/EpisodeMetadata/TitleEIDR-URN"),
        ("TitleID", "EpisodeTitleID"),
    ),
    "AltID": (
        ("Asset/Metadata/AltIdentifier/Identifier", "Asset/EpisodeMetadata/AltIdentifier/Identifier"),
        ("AltID", "EpisodeAltID"),
    ),
    "EpisodeNumber": (("Asset/EpisodeMetadata/EpisodeNumber/Number",), ("EpisodeNumber",)),
    **{
        name: (
            (f"Asset/EpisodeMetadata/SeasonMetadata/{path}", f"Asset/SeasonMetadata/{path}"),
            (name,),
        )
        for name, path in {
            "SeasonNumber": "SeasonNumber/Number",
            "SeasonContentID": "SeasonContentID",
            "SeasonAltID": "SeasonAltIdentifier/Identifier",
            "SeasonID": "SeasonEIDR-URN",
            "EpisodeCount": "NumberOfEpisodes",
            "SeriesContentID": "SeriesMetadata/SeriesContentID",
            "SeriesAltID": "SeriesMetadata/SeriesAltIdentifier/Identifier",
            "SeriesID": "SeriesMetadata/SeriesEIDR-URN",
            "SeriesTitleInternalAlias": "SeriesMetadata/SeriesTitleInternalAlias",
        }.items()
    },
    "BundleALIDs": (("Asset/BundledAsset/BundledALID",), ("BundleALIDs",)),
    "DMA_ID, UV_ID": (("SharedEntitlement/EcosystemID",), ("DMA_ID", "UV_ID")),
}
"""What is said of a title: where their XML has it, and which columns we take it from."""


def texts(element: ET.Element, path: str) -> Iterator[str]:
    """Every text at a path of names, or every value of an attribute behind `@`."""
    name, _, rest = path.partition("/")
    tag, _, attribute = name.partition("@")
    for child in element:
        if local(child) != tag:
            continue
        if attribute:
            yield child.get(attribute) or ""
        elif rest:
            yield from texts(child, rest)
        else:
            yield (child.text or "").strip()


def theirs(path: Path) -> dict[str, Fields]:
    found: dict[str, Fields] = defaultdict(lambda: defaultdict(set))
    for avail in ET.parse(path).getroot():  # noqa: S314 - a file that MovieLabs' library wrote
        of = found[below(avail, "ALID")]
        of["WorkType"] |= set(texts(avail, "Asset/WorkType"))
        for name, (paths, _) in ABOUT.items():
            for one in paths:
                of[name] |= {plain(text) for text in texts(avail, one)}
        for row in (child for child in avail if local(child) == "Transaction"):
            key = (below(row, "LicenseType"), below(row, "Territory", "country"), below(row, "FormatProfile"))
            for name in ("AssetLanguage", "AllowedLanguage", "HoldbackLanguage"):
                of[name] |= {"/".join((*key, tag)) for tag in texts(row, name)}
            terms = [child for child in row if local(child) == "Term"]
            for term in terms:
                for money in (child for child in term if local(child) == "Money"):
                    of["PriceCurrency"].add(money.get("currency") or "")
    return found


def ours(titles: Titles) -> dict[str, Fields]:
    found: dict[str, Fields] = defaultdict(lambda: defaultdict(set))
    for alid, facts in titles.facts.items():
        of = found[alid]
        of["WorkType"] |= {facts.work_type.capitalize()}
        for name, (_, columns) in ABOUT.items():
            written = next((text for column in columns if (text := facts.text(column))), "")
            of[name] |= (
                {plain(text) for text in re.split(r"[;,]", written)}
                if name == "BundleALIDs"
                else {plain(written)}
            )
            if name == "TitleID":  # anything else is said (PV166) and left out
                of[name] = {text for text in of[name] if eidr(text)}
            if name == "DMA_ID, UV_ID":
                of[name] = {facts.text(column) for column in columns}
        for line in titles.lines[alid]:
            _terms(of, line)
    return found


def _terms(of: Fields, line: Line) -> None:
    key = (line.license, *line.territories, line.format)
    languages = line.terms.get("languages", {})
    assert isinstance(languages, dict)
    for name, listed in (("AssetLanguage", "asset"), ("HoldbackLanguage", "holdback")):
        items = languages.get(listed, [])
        assert isinstance(items, list)
        tags = {str(item["tag"]) if isinstance(item, dict) else str(item) for item in items}
        of[name] |= {"/".join((*key, tag)) for tag in tags}
    of["AllowedLanguage"] |= {"/".join((*key, tag)) for tag, _ in line.allowed}
    of["PriceCurrency"] |= {price.split(" ")[1] for price in (line.price.wsp, line.price.srp) if " " in price}


def plain(text: str) -> str:
    return text.removeprefix("urn:eidr:").strip()


def as_eidr(values: set[str]) -> set[str]:
    return {re.sub(r"^10\.5240:", "10.5240/", text) for text in values}


def without_remarks(values: set[str]) -> set[str]:
    return {text for text in values if "://" not in text}


def without_other_ids(values: set[str]) -> set[str]:
    return {text for text in values if not text.startswith(("TitleID:", "EditID:"))}


def without_namespace(values: set[str]) -> set[str]:
    return {re.sub(r"^(Season|Series|Episode)?AltID:", "", text) for text in values}


def split(values: set[str]) -> set[str]:
    found: set[str] = set()
    for text in values:
        before, slash, listed = text.rpartition("/")
        found |= {f"{before}{slash}{part.strip()}" for part in listed.split(",")}
    return found


def small(values: set[str]) -> set[str]:
    return {f"{before}/{tag.lower()}" for before, _, tag in (text.rpartition("/") for text in values)}


LISTS = frozenset({"AssetLanguage", "AllowedLanguage", "HoldbackLanguage", "BundleALIDs"})
ALT_IDS = frozenset({"AltID", "SeasonAltID", "SeriesAltID"})
EXPLAINED: tuple[tuple[str, frozenset[str], Callable[[set[str]], set[str]]], ...] = (
    ("An EIDR is a URN", frozenset({"TitleID", "SeasonID", "SeriesID"}), as_eidr),
    ("A remark of the template is a value", ALT_IDS, without_remarks),
    ("A title id that is no EIDR is an alternative id", ALT_IDS, without_other_ids),
    ("An alternative id has its column before it", ALT_IDS, without_namespace),
    ("A list in one cell is one value", LISTS, split),
    ("A language keeps its capitals", LISTS - {"BundleALIDs"}, small),
)
"""Of each difference its name on the page, where it is found, and what makes their value ours."""

NOT_STATED = "A price without a currency has none"
ELSEWHERE = "Only the first sheet is read"


def differences(name: str, shared_data: Path) -> tuple[set[str], list[tuple[str, str, set[str], set[str]]]]:
    """The explained differences that occur, and those that nothing explains."""
    samples = shared_data / "samples"
    told = theirs(samples / "ema-oracle" / f"{name}.xml")
    read = ours(read_workbooks([samples / "ema-xlsx" / f"{name}.xlsx"], Silent()).titles)
    met: set[str] = set()
    for alid in read.keys() - told.keys():
        assert SECOND_SHEETS.get(name, "?") in alid
        met.add(ELSEWHERE)
    unexplained: list[tuple[str, str, set[str], set[str]]] = []
    for alid, fields in told.items():
        for field in sorted(fields.keys() | read[alid].keys()):
            there, here = fields[field] - {""}, read[alid][field] - {""}
            for reason, where, change in EXPLAINED:
                if field in where and there != here and (changed := change(there)) != there:
                    met.add(reason)
                    there = changed
            if field == "PriceCurrency" and not there and here:
                met.add(NOT_STATED)
            elif there != here:
                unexplained.append((alid, field, there, here))
    return met, unexplained


@pytest.mark.parametrize("name", READ_BY_MOVIELABS)
def test_every_difference_is_explained(name: str, shared_data: Path) -> None:
    met, unexplained = differences(name, shared_data)
    assert unexplained == []
    page = PAGE.read_text(encoding="utf-8")
    assert [reason for reason in met if f"| {reason} |" not in page] == []


def test_no_explanation_is_there_for_nothing(shared_data: Path) -> None:
    met = {reason for name in READ_BY_MOVIELABS for reason in differences(name, shared_data)[0]}
    assert met == {*(reason for reason, _, _ in EXPLAINED), NOT_STATED, ELSEWHERE}
