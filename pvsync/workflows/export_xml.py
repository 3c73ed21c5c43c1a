"""Write the metadata files (MEC) of collections, or the manifests (MMC) of their artwork: all of them, or none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from pvsync.catalog.build import Catalog
from pvsync.catalog.editing.store import create_file
from pvsync.catalog.source import leads_out
from pvsync.diagnostics import Finding, has_errors, in_order
from pvsync.errors import UsageError
from pvsync.formats.safe_xml import Schema, laid_out, read_schema
from pvsync.model.artwork import ImageProblem
from pvsync.model.delivered import Delivered, DeliveredFile
from pvsync.model.metadata import Metadata
from pvsync.model.progress import Progress
from pvsync.model.titles import Collection
from pvsync.render.english import counted
from pvsync.render.environment import FOLDERS
from pvsync.render.partner_xml import partner_xml
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project
from pvsync.workflows.xml_kinds import Kind

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_TEMPLATES = "templates"
_NO_FILE_WITHOUT = frozenset({"PV802", "PV811", "PV821"})
"""What no comment can allow here: a file with it would not be what the schema asks for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written where.

    Args:
        globs: Patterns of ALIDs; every collection where there are none.
        out: Folder that the files go to.
        schema: Folder of MovieLabs' schemas, None where the files are not held to one.
    """

    globs: tuple[str, ...]
    out: Path
    schema: Path | None


@dataclass(frozen=True, slots=True)
class _Meant:
    title: Collection
    metadata: Metadata


def export_xml(
    project: Project, kind: Kind, wanted: Wanted, as_of: datetime, progress: Progress
) -> Delivered:
    """Judge the catalog, lay every file out, hold it to the schema, and only then write.

    Raises:
        CatalogUnreadable: If there is no catalog, or a file cannot be written.
        UsageError: If no collection is meant, a template or schema cannot be used, a file is not what the schema asks
            for, or a library is missing.
    """
    schema = None if wanted.schema is None else read_schema(wanted.schema, kind.schema)
    own = _own_template(project, kind.template)
    catalog = project.catalog(as_of)
    meant: list[_Meant] = []
    without: list[str] = []
    for desired in judged_titles(project, catalog, progress):
        title, metadata = desired.title, desired.unsent.metadata
        if not isinstance(title, Collection) or not _takes(wanted.globs, title.alid):
            continue
        if metadata is None:
            without.append(title.alid)
        else:
            meant.append(_Meant(title, metadata))
    found = in_order((*catalog.findings, *_allowed_in_vain(catalog)))
    files: tuple[DeliveredFile, ...] = ()
    if not has_errors(found):
        _refuse_nothing([*meant, *without])
        made = [_made(project, kind, one, own, schema) for one in meant]
        files = tuple(_written(wanted.out, kind, meant, made))
    held_to = "" if schema is None else kind.schema
    laid_out_by = "" if own is None else f"{_TEMPLATES}/{kind.template}"
    return Delivered(kind.name, files, tuple(without), held_to, laid_out_by, found)


def _refuse_nothing(meant: Sequence[object]) -> None:
    if not meant:
        raise UsageError(
            "the catalog has no collection to export",
            advice="name ALIDs of collections, or none for all: `pvsync export mec 'HOLIDAYS-*' --out mec`",
        )


def _written(out: Path, kind: Kind, meant: list[_Meant], made: list[bytes]) -> Iterator[DeliveredFile]:
    for name, one, data in zip(_names(kind, meant), meant, made, strict=True):
        create_file(out / name, data)
        yield DeliveredFile((out / name).as_posix(), one.title.alid, _contents(one.metadata))


def _allowed_in_vain(catalog: Catalog) -> Iterator[Finding]:
    yield from (one.finding for one in catalog.allowed if one.finding.code in _NO_FILE_WITHOUT)


def _takes(globs: Sequence[str], alid: str) -> bool:
    return not globs or any(fnmatchcase(alid, glob) for glob in globs)


def _own_template(project: Project, template: str) -> Path | None:
    """The partner's own folder of templates, where it has this one.

    Raises:
        UsageError: If it leads out of the repository.
    """
    folder = project.root / _TEMPLATES
    if folder in FOLDERS or not (folder / template).is_file():
        return None  # a checkout of pvsync has ours there
    if leads_out(project.root, folder / template):
        raise UsageError(
            f"{_TEMPLATES}/{template} leads out of the repository", advice="put the file itself there"
        )
    return folder


def _made(project: Project, kind: Kind, one: _Meant, own: Path | None, schema: Schema | None) -> bytes:
    title, metadata = one.title, one.metadata
    _refuse_unread(title, metadata)
    text = partner_xml(kind.template, own, kind.values(title, metadata, project))
    root, data = laid_out(text, title.alid)
    problems = () if schema is None else schema.problems(root)
    if problems:
        more = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
        raise UsageError(
            f"the file of {title.alid} is not what {kind.schema} asks for{more}: {problems[0].message}",
            advice=f"nothing was written; line {problems[0].line} of the file is meant, so correct your own template"
            if own is not None
            else "nothing was written; please report it with the collection's metadata, since a rule should have said it",
        )
    return data


def _refuse_unread(title: Collection, metadata: Metadata) -> None:
    """A picture's size is required, and is read from the picture.

    Raises:
        UsageError: If nothing here can read pictures.
    """
    unread = sum(one.image is ImageProblem.NO_READER for block in metadata.localized for one in block.artwork)
    if unread:
        raise UsageError(
            f"the size of {counted(unread, 'picture')} of {title.alid} is not known: nothing here reads pictures",
            advice="install what does: `pip install 'pvsync[artwork,mec]'`",
        )


def _names(kind: Kind, meant: list[_Meant]) -> list[str]:
    """A file name for each: letters, digits, underscores and hyphens (validation-rules A22), no two alike."""
    names: list[str] = []
    for one in meant:
        plain = _NOT_IN_A_NAME.sub("_", one.title.alid)
        name, number = f"{plain}_{kind.ending}.xml", 1
        while name.casefold() in {other.casefold() for other in names}:
            number += 1
            name = f"{plain}_{number}_{kind.ending}.xml"
        names.append(name)
    return names


def _contents(metadata: Metadata) -> str:
    pictures = sum(len(block.artwork) for block in metadata.localized)
    return f"{counted(len(metadata.localized), 'language')}, {counted(pictures, 'picture')}"
