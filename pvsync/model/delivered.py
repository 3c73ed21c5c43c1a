"""What came of writing the files that go with an offer: metadata files and manifests."""

from dataclasses import dataclass

from pvsync.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file that was written.

    Args:
        file: Its path, as the folder was named.
        alid: The collection that it is for.
        contents: What is in it: `2 languages, 5 pictures`.
    """

    file: str
    alid: str
    contents: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of it.

    Args:
        format: What the files are: `MEC 2.6`.
        files: Files that were written.
        without: Collections that have no metadata to write.
        schema: Name of the schema that all of them were held to, empty where none was given.
        template: Name of the partner's own template that laid them out, empty where it was ours.
        findings: What is wrong with the catalog; with an error among them nothing was written.
    """

    format: str
    files: tuple[DeliveredFile, ...]
    without: tuple[str, ...]
    schema: str
    template: str
    findings: tuple[Finding, ...]
