"""What a document offers under which ALID: the entries of `avails:` with where they stand and what they inherit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    DealDocument,
    Document,
    MovieDocument,
    RightsDocument,
    SeasonDocument,
    SeriesDocument,
    SupplementalDocument,
)
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.merge import Level, Origin, Stack, episode_stacks, own_stacks
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class Offer:
    """One avail of one title, before deals are followed.

    Args:
        alid: The title's ALID.
        raw: The document.
        title: Path of the title within the document.
        stack: The entries that the avail is made of, the title's own last, if it has one.
        episode: Whether the title is an episode.
    """

    alid: str
    raw: RawDocument
    title: Path
    stack: Stack
    episode: bool = False

    @property
    def own(self) -> Level | None:
        """The title's own entry, None where the season's is all there is."""
        return None if self.stack[-1].inherited else self.stack[-1]

    @property
    def owner(self) -> str:
        """The ALID of the title that has the entry: the season's where an episode has none of its own."""
        return self.alid if self.own is not None else str(self.raw.data.get("alid"))

    @property
    def key(self) -> str | None:
        """The name by which entries are merged."""
        return self.stack[-1].entry.key

    @property
    def name(self) -> str:
        """What a person calls it: its key, or its licence, or its number."""
        level = self.stack[-1]
        entry = level.entry
        return entry.key or entry.use or entry.license or f"avail {int(level.origin.path[-1]) + 1}"


def offers(declared: Declared[Document]) -> Iterator[Offer]:
    """Every avail of the titles of a document, those of episodes last."""
    document, raw = declared.document, declared.raw
    listed = _listed(document)
    if listed is None:
        return
    alid, entries = listed
    stacks = own_stacks(entries, raw, ("avails",), _ignore)
    for stack in stacks:
        yield Offer(alid, raw, (), stack)
    if isinstance(document, SeasonDocument):
        yield from _of_episodes(document, raw, stacks)


def alids(declared: Declared[Document]) -> Iterator[str]:
    """Every ALID that a document has avails for."""
    document = declared.document
    listed = _listed(document)
    if listed is not None:
        yield listed[0]
    if isinstance(document, SeasonDocument):
        yield from (entry.alid for entry in document.episodes)


def source_of(origin: Origin) -> str:
    """The deal or season that a value stands in, in words."""
    data = origin.raw.data
    if data.get("kind") == "deal":
        return f"the deal {data.get('name')}"
    return f"the season {data.get('alid')}"


def _of_episodes(document: SeasonDocument, raw: RawDocument, stacks: list[Stack]) -> Iterator[Offer]:
    for index, entry in enumerate(document.episodes):
        path: Path = ("episodes", index)
        own = None if entry.avails is None else own_stacks(entry.avails, raw, (*path, "avails"), _ignore)
        for stack in episode_stacks(stacks, own, _ignore):
            yield Offer(entry.alid, raw, path, stack, episode=True)


def _listed(document: Document) -> tuple[str, list[AvailEntry]] | None:
    """The ALID of a document and its avails, None where it offers nothing under an ALID."""
    match document:
        case MovieDocument() | SeasonDocument() | SupplementalDocument() | CollectionDocument():
            return document.alid, document.avails
        case BundleDocument():
            return document.series, document.avails
        case SeriesDocument() | DealDocument() | RightsDocument():
            return None
        case _:
            assert_never(document)


def _ignore(_finding: Finding) -> None:
    """What is wrong with the catalog is said by `validate`."""
