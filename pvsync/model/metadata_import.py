"""What came of taking metadata files over."""

from dataclasses import dataclass
from enum import StrEnum

from pvsync.diagnostics import Finding


class Became(StrEnum):
    """What became of a file's metadata."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    PRINTED = "printed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ImportedMetadata:
    """The metadata of one collection.

    Args:
        file: Name of the metadata file.
        version: Version of its format, empty where it does not say.
        content_id: Its own id of the title.
        became: What became of it.
        document: The catalog's file that has the collection, empty where none has.
        text: `metadata:` as the catalog writes it, where it is printed.
    """

    file: str
    version: str
    content_id: str
    became: Became
    document: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MetadataImport:
    """What came of an import.

    Args:
        files: Each title of each file.
        findings: By place.
    """

    files: tuple[ImportedMetadata, ...]
    findings: tuple[Finding, ...]
