"""A manifest (MMC) that delivers the artwork of a collection, as its template lays it out.

A collection needs one only where its artwork is delivered by it (bundles, movie collections). Ids are built as Prime
Video's page on the MMC asset manifest asks (videocentral.amazon.com/support/delivery-experience/mmc-asset-manifest,
2024-12-17): `md:TYPE:org:ALIAS:ID:MORE`, or with an EIDR `md:TYPE:eidr-x:SUFFIX:ALIAS:MORE`. The order of elements is
MovieLabs' schema, Media Manifest 1.8.1 or 1.6.1; its rules for MMC-1 want a ManifestID, an ExperienceID with a ContentID
and an ALID map. Which version Prime Video prefers is not known here; 1.8 is the one of MovieLabs' own MMC sample.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from pvsync.model.artwork import Artwork
from pvsync.model.metadata import Metadata
from pvsync.model.titles import Collection

_EIDR_PREFIX = "10.5240/"
_ENCODINGS = {"JPEG": "jpg", "PNG": "png"}
_SITE = "http://www.movielabs.com/schema"


class Version(StrEnum):
    """A version of the Media Manifest that can be written."""

    V1_8_1 = "1.8.1"
    V1_6_1 = "1.6.1"

    @property
    def schema(self) -> str:
        """File of its schema."""
        return f"manifest-v{self}.xsd"

    @property
    def namespace(self) -> str:
        """Namespace of the manifest; that of 1.8.1 is that of 1.8."""
        return f"{_SITE}/manifest/v{'1.8' if self is Version.V1_8_1 else self}/manifest"

    @property
    def common_namespace(self) -> str:
        """Namespace of the Common Metadata that it builds upon."""
        return f"{_SITE}/md/v{'2.7' if self is Version.V1_8_1 else '2.6'}/md"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `Inventory/Image` and `PictureGroup/Picture`.

    Args:
        image_id: `@ImageID`.
        picture_id: `PictureID`.
        file: `ContainerLocation`: name of the delivered file, without folders (validation-rules A22).
        width: `Width` in pixels, from the picture itself.
        height: `Height` in pixels, from the picture itself.
        encoding: `jpg` or `png` (help topic G6J8LYCF9YEQ98N2: JPG or PNG).
        language: `LanguageInImage`; Prime Video wants it with every picture (help topic GNFWTSR9WL746BU7).
        purpose: `Purpose`, one of Prime Video's five (the same page).
    """

    image_id: str
    picture_id: str
    file: str
    width: int
    height: int
    encoding: str
    language: str
    purpose: str


@dataclass(frozen=True, slots=True)
class MmcView:
    """`MediaManifest`.

    Args:
        version: Version of the manifest.
        manifest_id: `@ManifestID`.
        content_id: `Experience/ContentID`, the same as in the metadata file.
        alid: `ALIDExperienceMap/ALID`, the same as in the avail (bundles, MEC table, AltIdentifier).
        group_id: `@PictureGroupID`.
        experience_id: `@ExperienceID`.
        pictures: The pictures, by language and purpose as the catalog has them.
    """

    version: Version
    manifest_id: str
    content_id: str
    alid: str
    group_id: str
    experience_id: str
    pictures: tuple[Picture, ...]


def mmc_view(title: Collection, metadata: Metadata, alias: str, version: Version) -> MmcView:
    """The manifest of a collection's artwork.

    Args:
        title: The collection.
        metadata: Its metadata.
        alias: The partner's alias.
        version: Version of the manifest.
    """
    id_of = _Ids(title, metadata, alias)
    return MmcView(
        version=version,
        manifest_id=id_of("manifestid", "artwork"),
        content_id=title.content_id,
        alid=title.alid,
        group_id=id_of("picturegroupid", "artwork"),
        experience_id=id_of("experienceid", "artwork"),
        pictures=tuple(_pictures(title, metadata, alias)),
    )


@dataclass(frozen=True, slots=True)
class _Ids:
    title: Collection
    metadata: Metadata
    alias: str

    def __call__(self, kind: str, more: str) -> str:
        eidr = next((one.id for one in self.metadata.identifiers if one.namespace == "EIDR"), None)
        if eidr is not None:
            return f"md:{kind}:eidr-x:{eidr.removeprefix(_EIDR_PREFIX)}:{self.alias}:{more}"
        return f"md:{kind}:org:{self.alias}:{self.title.alid}:{more}"


def image_ids(title: Collection, metadata: Metadata, alias: str) -> tuple[tuple[str, ...], ...]:
    """The id of each picture in the manifest: by language, then as the catalog has them.

    MovieLabs' rules for MMC-1 want a metadata file to name a picture by this id where a manifest delivers it.
    """
    id_of, seen = _Ids(title, metadata, alias), Counter[str]()
    return tuple(
        tuple(
            id_of("imageid", _numbered(f"{artwork.purpose}.{block.language}", seen))
            for artwork in block.artwork
        )
        for block in metadata.localized
    )


def _numbered(more: str, seen: Counter[str]) -> str:
    seen[more] += 1
    return more if seen[more] == 1 else f"{more}.{seen[more]}"


def _pictures(title: Collection, metadata: Metadata, alias: str) -> Iterator[Picture]:
    ids = image_ids(title, metadata, alias)
    for block, own in zip(metadata.localized, ids, strict=True):
        for artwork, image_id in zip(block.artwork, own, strict=True):
            yield _picture(artwork, block.language, image_id)


def _picture(artwork: Artwork, language: str, image_id: str) -> Picture:
    facts = artwork.facts
    return Picture(
        image_id=image_id,
        picture_id=image_id.replace(":imageid:", ":pictureid:", 1),
        file=PurePosixPath(artwork.file).name,
        width=0 if facts is None else facts.width,
        height=0 if facts is None else facts.height,
        encoding="" if facts is None else _ENCODINGS.get(facts.format, facts.format),
        language=language,
        purpose=artwork.purpose,
    )
