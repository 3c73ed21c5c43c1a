"""The partner's repository as commands see it: configuration, catalog files, git."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pvsync.catalog import codes
from pvsync.catalog.build import Catalog
from pvsync.catalog.cache import RecentFiles
from pvsync.catalog.source import SourceFile, file_names, leads_out, read_file, read_files
from pvsync.config.load import Config, find_config, load_config
from pvsync.diagnostics import Finding, Place, in_order
from pvsync.errors import CatalogUnreadable, UsageError
from pvsync.history.repository import FileAt, Repository

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


@dataclass(frozen=True, slots=True)
class Project:
    """A configuration with the catalog it belongs to, from the work tree or from a commit.

    Args:
        config: The configuration.
        repository: Its git repository, None where there is none.
        commit: The commit that files are read from, None for the work tree.
    """

    config: Config
    repository: Repository | None
    commit: str | None = None

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
        if self.commit is None:
            yield from read_files(self.root, self.names())
        else:
            yield from (source(file) for file in self._committed(self.config.catalog))

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

    def is_dirty(self) -> bool:
        """Whether configuration or catalog differ from the checked-out commit."""
        if self.repository is None or self.commit is not None:
            return False
        return self.repository.is_dirty([self.config.file, self.config.catalog])

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
        suffixes = (".yaml", ".yml")
        yield from (
            file
            for file in self.repository.files_at(self.commit, path)
            if file.path.lower().endswith(suffixes)
        )


def open_project(config: Path | None, start: Path) -> Project:
    """The project that a command works on.

    Args:
        config: `--config`, None to look for `pvsync.yaml` upwards.
        start: Folder the command was started in.

    Raises:
        UsageError: If there is no configuration, or it has errors.
    """
    path = (start / config) if config is not None else find_config(start)
    root = path.parent.resolve()
    read = read_file(root, path.name)
    if isinstance(read, Finding):
        raise UsageError(f"{path.name}: {read.message}", advice=read.hint)
    return Project(_configured(root, read), Repository.find(root))


def source(file: FileAt) -> SourceFile:
    """A file of a commit as a catalog file."""
    return SourceFile(file.path, file.data, file.blob)


def _configured(root: Path, read: SourceFile) -> Config:
    config, findings = load_config(root, read)
    if config is None:
        raise ConfigInvalid(root, read.name, in_order(findings))
    return config
