"""The kinds of XML that go with a collection: what each is called, and what its template lays out."""

from dataclasses import dataclass
from typing import Protocol

from pvsync.formats.mec.view import SCHEMA, mec_view
from pvsync.formats.mmc.view import Version, image_ids, mmc_view
from pvsync.model.metadata import Metadata
from pvsync.model.titles import Collection
from pvsync.workflows.project import Project


class Kind(Protocol):
    """A kind of file."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def template(self) -> str:
        """Name of its template."""

    @property
    def schema(self) -> str:
        """Name of its schema."""

    @property
    def ending(self) -> str:
        """What its files are called behind the ALID."""

    def values(self, title: Collection, metadata: Metadata, project: Project, /) -> dict[str, object]:
        """What its template lays out."""


@dataclass(frozen=True, slots=True)
class Mec:
    """The metadata file of a collection.

    Args:
        is_artwork_elsewhere: Whether a manifest delivers the pictures, so that their ids stand in the file.
    """

    is_artwork_elsewhere: bool = False
    name: str = "MEC 2.6"
    template: str = "mec.xml.j2"
    schema: str = SCHEMA
    ending: str = "MEC"

    def values(self, title: Collection, metadata: Metadata, project: Project, /) -> dict[str, object]:
        """What its template lays out."""
        ids = image_ids(title, metadata, project.config.licensor) if self.is_artwork_elsewhere else None
        return {"mec": mec_view(title, metadata, ids)}


@dataclass(frozen=True, slots=True)
class Mmc:
    """The manifest of a collection's artwork."""

    version: Version
    template: str = "mmc.xml.j2"
    ending: str = "MMC"

    @property
    def name(self) -> str:
        """What people call it."""
        return f"MMC, Media Manifest {self.version}"

    @property
    def schema(self) -> str:
        """Name of its schema."""
        return self.version.schema

    def values(self, title: Collection, metadata: Metadata, project: Project, /) -> dict[str, object]:
        """What its template lays out."""
        return {"mmc": mmc_view(title, metadata, project.config.licensor, self.version)}
