"""The partner's repository as commands see it: configuration, catalog files, git."""

import os
import posixpath
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pvsync.catalog import codes
from pvsync.catalog.build import Catalog
from pvsync.catalog.cache import RecentFiles
from pvsync.catalog.source import (
    SourceFile,
    blob_id,
    file_names,
    is_document,
    leads_out,
    passed_over,
    read_file,
    read_files,
)
from pvsync.config.load import Config, find_config, load_config
from pvsync.diagnostics import Finding, Place, in_order
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.history.provenance import LINK, LoadedFile, Provenance, Scene, named, provenance, tree_of
from pvsync.history.repository import REGULAR, FileAt, GitUnusable, Repository

_OWN_FOLDER = ".pvsync"
_FILES_KEPT = 8
"""Files kept parsed between judging and planning; memory does not grow with the catalog."""


class ConfigInvalid(UsageError):
    """`pvsync.yaml` has errors, each with its place.

    Args:
        root: Folder that the places are relative to.
        file: Name of the file.
        findings: What is wrong with it.
    """

    def __init__(self, root: Path, file: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{file} has errors", advice="correct it; nothing else was looked at")
        self.root = root
        self.findings = findings


@dataclass(slots=True)
class Loaded:
    """What was read of a work tree, for git to be asked about it.

    Args:
        files: By path.
        unread: Paths of what is there and could not be read.
        is_whole: Whether the catalog was read to its end.
        provenance: What git says of these files, None where it was not asked yet.
    """

    files: dict[str, LoadedFile] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    is_whole: bool = False
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A configuration with the catalog it belongs to, from the work tree or from a commit.

    Args:
        config: The configuration.
        repository: Its git repository, None where there is none.
        commit: The commit that files are read from, None for the work tree.
        loaded: What was read so far; of the configuration alone, at first.
    """

    config: Config
    repository: Repository | None
    commit: str | None = None
    loaded: Loaded = field(default_factory=Loaded, compare=False, repr=False)

    @property
    def root(self) -> Path:
        """Folder of the configuration."""
        return self.config.root

    def names(self) -> list[str]:
        """Names of the catalog's files, sorted.

        Raises:
            CatalogUnreadable: If there is no such folder.
        """
        folder = self.root / self.config.catalog
        if not folder.exists():
            raise CatalogUnreadable(
                f"there is no catalog folder `{self.config.catalog}`",
                advice="create it, or name another with `catalog:` in pvsync.yaml",
            )
        if leads_out(self.root, folder):
            raise CatalogUnreadable(
                f"the catalog folder `{self.config.catalog}` is not below the folder of {self.config.file}",
                advice="put it there: findings show lines of its files, and no others may be shown so",
            )
        return file_names(self.root, folder)

    def sources(self) -> Iterator[SourceFile | Finding]:
        """Every file of the catalog, sorted by name."""
        if self.commit is not None:
            yield from (source(file) for file in self._committed(self.config.catalog))
            return
        loaded = Loaded(_of(self.loaded.files, self.config.file), is_whole=True)
        names = self.names()
        yield from passed_over(self.root, self.root / self.config.catalog)
        for name, read in zip(names, read_files(self.root, names), strict=True):
            if isinstance(read, Finding):
                loaded.unread.append(posixpath.normpath(name))
            else:
                self.keep(loaded, read)
            yield read
        self._take(loaded)

    def source(self, name: str, blob: str) -> SourceFile:
        """One file again, as it was read before.

        Raises:
            CatalogUnreadable: If it has changed meanwhile.
        """
        found: SourceFile | Finding | None = None
        if self.commit is None:
            found = read_file(self.root, name)
        else:
            found = next((source(file) for file in self._committed(name)), None)
        if not isinstance(found, SourceFile) or found.blob != blob:
            raise CatalogUnreadable(f"{name} changed while it was being read", advice="run the command again")
        return found

    def catalog(self, as_of: datetime, *, open_ends: bool = False) -> Catalog:
        """The catalog as it is read at an instant; for a sheet, with open ends."""
        settings = replace(self.config.catalog_settings(as_of), open_ends=open_ends)
        # The pictures of an earlier commit are not in the work tree.
        settings = replace(settings, root=self.root if self.commit is None else None)
        return Catalog(self.sources, settings, RecentFiles(_FILES_KEPT))

    def judge_empty(self, catalog: Catalog) -> None:
        """Report a catalog that, read to its end, holds no document: most likely the wrong folder."""
        if not catalog.documents and not catalog.findings:
            place = Place(self.config.catalog)
            hint = "write a first title, or name the right folder with `catalog:` in pvsync.yaml"
            catalog.report([codes.CATALOG_EMPTY.at(place, "the catalog holds no document", hint)])

    def provenance(self) -> Provenance:
        """Which commit the files are of, as they were read last; they are read where that was not done yet.

        Raises:
            CatalogUnreadable: If a file of the commit was not read for a reason that is no deletion.
        """
        if self.repository is None:
            return Provenance()
        if self.commit is not None:
            return Provenance(self.commit, self._committed_tree(self.repository, self.commit))
        if not self.loaded.is_whole and (self.root / self.config.catalog).exists():
            deque(self.sources(), maxlen=0)
        loaded = self.loaded
        known = loaded.provenance
        if known is None:
            scene = Scene(
                self.root, self.config.file, self._catalog_path(), loaded.files, loaded.unread, is_document
            )
            known = loaded.provenance = provenance(self.repository, scene)
        return known

    def written(self) -> "Project":
        """The project with the configuration as its files have it, where its trust settings are another commit's.

        Raises:
            UsageError: If the configuration has errors.
        """
        if not self.config.trust:
            return self
        if self.commit is not None:
            return self.at(self.commit)
        return open_project(self.root / self.config.file, self.root)

    def is_dirty(self) -> bool:
        """Whether configuration or catalog, as they were read, differ from the checked-out commit."""
        return bool(self.provenance().uncommitted)

    def head(self) -> str | None:
        """The commit that this project stands at, None outside git."""
        if self.commit is not None or self.repository is None:
            return self.commit
        return self.repository.head()

    def at(self, ref: str) -> "Project":
        """The project as it was at a commit: configuration and catalog together.

        Raises:
            UsageError: If there is no repository, no such commit, or no configuration in it.
        """
        if self.repository is None:
            raise UsageError(
                "this folder is not in a git repository, so it has no earlier state",
                advice="run `git init` and commit the catalog",
            )
        commit = self.repository.resolve(ref)
        file = next(iter(self.repository.files_at(commit, self.config.file)), None)
        if file is None:
            raise UsageError(f"commit {commit[:12]} has no {self.config.file}", advice="name a later commit")
        return Project(_configured(self.root, source(file)), self.repository, commit)

    def _committed(self, path: str) -> Iterator[FileAt]:
        if self.repository is None or self.commit is None:
            return
        yield from (
            file
            for file in self.repository.files_at(self.commit, path)
            if is_document(file.path) or file.path == path
        )

    def _committed_tree(self, repository: Repository, commit: str) -> str:
        catalog = self._catalog_path()
        scene = Scene(self.root, self.config.file, catalog, {}, (), is_document)
        return tree_of(filter(scene.takes, repository.entries(commit, self.config.file, catalog)))

    def _catalog_path(self) -> str:
        """The catalog's path as git has it."""
        return posixpath.normpath(
            os.path.relpath(self.root / self.config.catalog, self.root).replace(os.sep, "/")
        )

    def keep(self, loaded: Loaded, read: SourceFile) -> None:
        """Note what git has to be asked about a file; without a repository there is nobody to ask."""
        if self.repository is None:
            return
        blob, with_lf = read.blob, read.blob
        if self.repository.algorithm != "sha1":
            blob = with_lf = blob_id(read.data, self.repository.algorithm)
        if b"\r\n" in read.data:
            with_lf = blob_id(read.data.replace(b"\r\n", b"\n"), self.repository.algorithm)
        mode = LINK if read.is_link else REGULAR[0]
        loaded.files[posixpath.normpath(read.name)] = LoadedFile(mode, blob, with_lf)

    def _take(self, loaded: Loaded) -> None:
        """Take what was read now for what was read; what git said holds on where nothing has moved."""
        if loaded.files != self.loaded.files or loaded.unread != self.loaded.unread:
            self.loaded.provenance = None
        self.loaded.files, self.loaded.unread, self.loaded.is_whole = loaded.files, loaded.unread, True


def open_project(config: Path | None, start: Path, *, needs_git: bool = True) -> Project:
    """The project that a command works on.

    Args:
        config: `--config`, None to look for `pvsync.yaml` upwards.
        start: Folder the command was started in.
        needs_git: Whether the command is about commits; one about files alone goes on where git cannot be used.

    Raises:
        UsageError: If there is no configuration, or it has errors.
        CatalogUnreadable: If git brings what only this machine may say.
    """
    path = (start / config) if config is not None else find_config(start)
    root = path.parent.resolve()
    read = read_file(root, path.name)
    if isinstance(read, Finding):
        raise UsageError(f"{path.name}: {read.message}", advice=read.hint)
    repository = _repository(root, needs_git=needs_git)
    project = Project(_configured(root, read), repository)
    project.keep(project.loaded, read)
    return project


def _repository(root: Path, *, needs_git: bool) -> Repository | None:
    try:
        repository = Repository.find(root)
        if repository is not None:
            _refuse_brought(repository)
            if not needs_git:
                repository.head()
    except GitUnusable:
        if needs_git:
            raise
        return None
    return repository


def source(file: FileAt) -> SourceFile:
    """A file of a commit as a catalog file."""
    return SourceFile(file.path, file.data, file.blob)


def _refuse_brought(repository: Repository) -> None:
    """Make sure that what runs left here is of this machine: anybody who can push could write it otherwise."""
    brought = repository.tracked(_OWN_FOLDER)
    if brought:
        raise CatalogUnreadable(
            f"git tracks {named(brought)}: what pvsync keeps in `{_OWN_FOLDER}/` counts as this machine's own word, so "
            "nothing there may come with a commit",
            advice=f"run `git rm -r --cached {_OWN_FOLDER}`, commit that with `{_OWN_FOLDER}/` in .gitignore, and delete "
            "here what came with git",
        )


def _of(files: dict[str, LoadedFile], name: str) -> dict[str, LoadedFile]:
    return {name: files[name]} if name in files else {}


def _configured(root: Path, read: SourceFile) -> Config:
    config, findings = load_config(root, read)
    if config is None:
        raise ConfigInvalid(root, read.name, in_order(findings))
    return config
