"""Take metadata files (MEC) over: into the documents of their collections, or onto the screen."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from pvsync.catalog.editing.compose import document_text
from pvsync.catalog.editing.edit import Edited, edit
from pvsync.catalog.editing.metadata_merge import filling, spelled
from pvsync.catalog.editing.metadata_values import take_out
from pvsync.catalog.editing.operations import Plain, Remove
from pvsync.catalog.editing.store import write_file
from pvsync.catalog.source import leads_out
from pvsync.diagnostics import Finding, in_order
from pvsync.errors import UsageError
from pvsync.formats.mec import codes
from pvsync.formats.mec.read import ReadMec, read_mec
from pvsync.formats.mec.said import SaidGroup, SaidText
from pvsync.model.metadata_import import Became, ImportedMetadata, MetadataImport
from pvsync.model.progress import Progress
from pvsync.workflows.collections_by_id import CollectionsById, FoundCollection
from pvsync.workflows.project import Project

_PICTURES = frozenset({".jpg", ".jpeg", ".png"})
_KEY = "metadata"


def import_mec(
    project: Project, files: Sequence[Path], into: Path | None, progress: Progress
) -> MetadataImport:
    """Read metadata files and fill the documents of their collections with them.

    Args:
        project: The project.
        files: Metadata files.
        into: Folder of the catalog whose documents are filled; None where nothing is written.
        progress: Hears how far it is.

    Raises:
        ExchangeError: If a file cannot be opened as XML.
        UsageError: If the folder is not the catalog's, or a library is missing.
        CatalogUnreadable: If there is no catalog, or a file cannot be written.
    """
    below = None if into is None else _folder(project, into)
    read = [one for file in files for one in read_mec(file)]  # all of them before the first one is written
    pictures = _pictures(project)
    collections = CollectionsById(project)
    findings: list[Finding] = []
    made: list[ImportedMetadata] = []
    progress.begin("reading metadata files", len(read))
    for one in read:
        findings += one.findings
        if one.metadata is None:
            made.append(ImportedMetadata(one.file, one.version, one.content_id, Became.NOTHING))
        else:
            findings += _left_out(one.metadata)
            collection = collections.find(_ids(one))
            known: dict[str, str] = {}
            if collection is not None:
                findings += _other_content_id(one, collection)
                known = _known_pictures(collection)
            findings += _with_paths(one.metadata, pictures, known)
            made.append(_filled(project, one, collection, below, findings))
        progress.advance()
    progress.end()
    return MetadataImport(tuple(made), in_order(findings))


def _folder(project: Project, into: Path) -> str:
    """The folder relative to the repository root.

    Raises:
        UsageError: If it is not the catalog's.
    """
    absolute, catalog = into.resolve(), (project.root / project.config.catalog).resolve()
    if not absolute.is_relative_to(catalog):
        raise UsageError(
            f"{into} is not a folder of the catalog, which is in `{project.config.catalog}`",
            advice=f"write `--into {project.config.catalog}`, or a folder or file below it",
        )
    return absolute.relative_to(project.root.resolve()).as_posix()


def _left_out(metadata: SaidGroup) -> Iterator[Finding]:
    for one in take_out(metadata):
        if isinstance(one.value, SaidText | SaidGroup):
            said = (
                f"`{one.value.name}`: "
                if isinstance(one.value, SaidGroup)
                else f"`{one.value.name}` is left out: "
            )
            yield codes.NOT_TAKEN.at(one.value.place, f"{said}{one.message}", one.hint)


def _ids(read: ReadMec) -> tuple[str, ...]:
    """What the collection may be called in the catalog: its own ids first, then the file's, then what that ends in."""
    is_address = read.content_id.casefold().startswith(("md:", "urn:"))
    bare = read.content_id.rpartition(":")[2] if is_address else read.content_id
    return (*read.ids, read.content_id, bare)


def _other_content_id(read: ReadMec, collection: FoundCollection) -> Iterator[Finding]:
    wanted = collection.content_id
    if read.content_id and read.content_id != wanted:
        yield codes.OTHER_CONTENT_ID.at(
            read.place,
            f"the content id is `{read.content_id}`, and that of the catalog is `{wanted}`",
            f"if the file was delivered, write `content_id: {read.content_id}` in {collection.source.name}",
        )


def _pictures(project: Project) -> dict[str, list[str]]:
    """Paths of all pictures in the catalog's folder, by name."""
    found: dict[str, list[str]] = defaultdict(list)
    root = project.root.resolve()
    for path in sorted((root / project.config.catalog).rglob("*")):
        if path.suffix.lower() in _PICTURES and path.is_file() and not leads_out(root, path):
            found[path.name].append(path.relative_to(root).as_posix())
    return found


def _known_pictures(collection: FoundCollection) -> dict[str, str]:
    """Paths that the document has already, by name."""
    metadata = collection.raw.data.get(_KEY)
    return {
        str(one["file"]).rpartition("/")[2]: str(one["file"])
        for block in _groups(metadata, "localized")
        for one in _groups(block, "artwork")
        if "file" in one
    }


def _groups(holder: Any, key: str) -> list[dict[str, Any]]:
    """The groups of a list, none where something else stands there."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _with_paths(
    metadata: SaidGroup, pictures: dict[str, list[str]], known: dict[str, str]
) -> Iterator[Finding]:
    """Put the path of each picture in the place of its name."""
    for block in _groups(metadata, "localized"):
        for one in _groups(block, "artwork"):
            name: SaidText = one["file"]
            paths = [known[name]] if name in known else pictures.get(name, [])
            if len(paths) == 1:
                one["file"] = SaidText(paths[0], name.place, name.name)
                continue
            yield codes.PICTURE_UNKNOWN.at(
                name.place,
                f"the catalog's folder has no picture `{name}`"
                if not paths
                else f"`{name}` is there {len(paths):,} times: {' and '.join(paths)}",
                "put the picture into the catalog's folder and import again, or write its path",
            )


def _filled(
    project: Project,
    read: ReadMec,
    collection: FoundCollection | None,
    below: str | None,
    findings: list[Finding],
) -> ImportedMetadata:
    """The document with the metadata, where it is to be written and can be; otherwise its text."""
    metadata = cast("dict[str, Plain]", spelled(read.metadata))
    name = "" if collection is None else collection.source.name
    is_meant = collection is not None and below is not None and _is_below(name, below)
    if metadata and is_meant and collection is not None:
        edited = _edited(collection, metadata)
        if isinstance(edited, Edited):
            became = Became.WRITTEN if edited.is_changed else Became.UNCHANGED
            if edited.is_changed:
                write_file(project.root, collection.source, edited.after)
            return ImportedMetadata(read.file, read.version, read.content_id, became, name)
        findings.append(edited)
    became = Became.PRINTED if metadata else Became.NOTHING
    text = document_text({_KEY: metadata}) if metadata else ""
    return ImportedMetadata(read.file, read.version, read.content_id, became, name, text)


def _is_below(name: str, folder: str) -> bool:
    return name == folder or name.startswith(f"{folder}/")


def _edited(collection: FoundCollection, metadata: dict[str, Plain]) -> Edited | Finding:
    raw, source = collection.raw, collection.source
    data = raw.data
    if _KEY in data and not data[_KEY]:  # nothing but the key: it is written anew, one key a line
        emptied = edit(source, [Remove(raw.index, (_KEY,))])
        if isinstance(emptied, Finding):
            return emptied
        source, data = emptied.after, emptied.documents[raw.index].data
    return edit(source, filling(raw.index, data, metadata))
