"""Metadata files (MEC) of other tools: what each says of its collection, in the keys of the catalog."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.diagnostics import Finding, Place
from pvsync.formats.mec import codes
from pvsync.formats.mec.elements import CORE_METADATA
from pvsync.formats.mec.gather import Gatherer, local_name
from pvsync.formats.mec.said import Said, SaidGroup, SaidText
from pvsync.formats.safe_xml import read_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_VERSION = re.compile(r"/mdmec/v([\d.]+)$")
_LIST = "CoreMetadataList"
_ONE = "CoreMetadata"
_WORK_TYPE = "collection"
_LICENSOR = "licensor"
_OWN = ("EIDR", "ORG")


@dataclass(frozen=True, slots=True)
class ReadMec:
    """The metadata of one title, as a file has it.

    Args:
        file: Name of the file.
        version: Version of MEC, empty where its namespace does not say.
        content_id: `Basic/@ContentID`, empty where it does not say.
        place: Where it says so.
        ids: What the title may be offered under: its EIDR or ORG ids.
        metadata: `metadata:` of the catalog.
        findings: What is wrong with the file; with no metadata, why it is not taken over.
    """

    file: str
    version: str
    content_id: str
    place: Place
    ids: tuple[str, ...]
    metadata: SaidGroup | None
    findings: tuple[Finding, ...]


def read_mec(path: Path) -> list[ReadMec]:
    """What a file says; one with a list of titles says several.

    Raises:
        ExchangeError: If it cannot be opened as XML.
        UsageError: If the library is missing.
    """
    root = read_xml(path)
    if local_name(root) == _LIST:
        return [_one(path.name, element) for element in root if local_name(element) == _ONE]
    return [_one(path.name, root)]


def _one(file: str, root: "_Element") -> ReadMec:
    gatherer = Gatherer(file)
    name = local_name(root)
    if name != _ONE:
        finding = codes.NOT_OF_A_COLLECTION.at(
            gatherer.place(root),
            f"the file is a `{name}`; the metadata file of a title is a `{_ONE}`",
            "name metadata files (MEC)",
        )
        return ReadMec(file, "", "", gatherer.place(root), (), None, (finding,))
    version = _VERSION.search(str(root.tag).partition("}")[0])
    said = gatherer.group(root, CORE_METADATA)
    content_id, work_type = said.pop("content_id", ""), said.pop("work_type", "")
    number = "" if version is None else version[1]
    place = content_id.place if isinstance(content_id, SaidText) else gatherer.place(root)
    if str(work_type).casefold() != _WORK_TYPE:
        finding = _of_another_kind(work_type, gatherer.place(root))
        return ReadMec(file, number, str(content_id), place, (), None, (finding,))
    _languages(said, gatherer)
    _organizations(said, gatherer)
    _genres(said, gatherer)
    _credits(said)
    ids = tuple(
        str(one["id"])
        for one in _groups(said, "identifiers")
        if "id" in one and str(one.get("namespace")).upper() in _OWN
    )
    return ReadMec(file, number, str(content_id), place, ids, said, tuple(gatherer.noted()))


def _of_another_kind(work_type: "Said | str", root: Place) -> Finding:
    if isinstance(work_type, SaidText):
        place, said = (
            work_type.place,
            f"the work type is `{work_type}`; the catalog keeps the metadata of a `{_WORK_TYPE}`",
        )
    else:
        place, said = root, f"the file has no `WorkType`; that of a collection is `{_WORK_TYPE}`"
    return codes.NOT_OF_A_COLLECTION.at(place, said, "name metadata files of collections")


def _groups(said: SaidGroup, key: str) -> Iterator[SaidGroup]:
    found = said.get(key, [])
    yield from (one for one in found if isinstance(one, SaidGroup))


def _languages(said: SaidGroup, gatherer: Gatherer) -> None:
    """One block for each language, the first one."""
    kept: dict[str, Said] = {}
    for block in _groups(said, "localized"):
        language = str(block.get("language", "")).casefold() or str(len(kept))
        if kept.setdefault(language, block) is not block:
            gatherer.findings.append(
                codes.SECOND.at(
                    block.place,
                    f"`{block.name}` in `{language}` is here a second time",
                    "the first one is taken; write in the catalog what this one says otherwise",
                )
            )
    if kept:
        said["localized"] = list(kept.values())


def _organizations(said: SaidGroup, gatherer: Gatherer) -> None:
    """The first licensor is the partner; an organisation without a name is called by its id."""
    others: list[Said] = []
    for release in _groups(said, "release_history"):
        for one in _groups(release, "organizations"):
            _name_it(one, "id", gatherer)
    for one in _groups(said, "organizations"):
        _name_it(one, "id", gatherer)
        is_partner = one.get("role") == _LICENSOR and "id" in one and one.keys() <= {"name", "id", "role"}
        if is_partner and "licensor" not in said:
            said["licensor"] = SaidGroup(one.place, one.name, [("alias", one["id"]), ("name", one["name"])])
        else:
            others.append(one)
    said.pop("organizations", None)
    if others:
        said["organizations"] = others


def _genres(said: SaidGroup, gatherer: Gatherer) -> None:
    for block in _groups(said, "localized"):
        for genre in _groups(block, "genres"):
            _name_it(genre, "id", gatherer)


def _name_it(one: SaidGroup, key: str, gatherer: Gatherer) -> None:
    named = one.get(key)
    if "name" not in one and isinstance(named, SaidText):
        gatherer.findings.append(
            codes.ASSUMED.at(
                one.place,
                f"`{one.name}` `{named}` has no name; its id is written in its place",
                "write the name as people read it",
            )
        )
        said = dict(one)
        one.clear()
        one["name"] = named
        one.update(said)


def _credits(said: SaidGroup) -> None:
    """A credit for each of its lines: the catalog has one line in each."""
    found: list[Said] = []
    for credit in _groups(said, "credits"):
        rest = [(key, value) for key, value in credit.items() if key != "lines"]
        found += [
            SaidGroup(line.place, credit.name, [*line.items(), *rest]) for line in _groups(credit, "lines")
        ]
    said.pop("credits", None)
    if found:
        said["credits"] = found
