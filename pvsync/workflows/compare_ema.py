"""Compare an EMA workbook with another, or with the catalog."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from pvsync.diagnostics import Finding, has_errors
from pvsync.errors import UsageError
from pvsync.formats.ema.columns import Tab, Version
from pvsync.formats.ema.compare import compare, of_rows
from pvsync.formats.ema.out_rows import OutRow, RowWriter, tab_of
from pvsync.formats.ema.rows import Titles
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.model.comparison import Comparison
from pvsync.model.progress import Progress
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project, open_project


class CatalogInvalid(UsageError):
    """The catalog has errors, so it says nothing that could be compared.

    Args:
        root: Folder that the places are relative to.
        findings: What is wrong with it.
    """

    def __init__(self, root: Path, findings: tuple[Finding, ...]) -> None:
        super().__init__("the catalog has errors", advice="correct them; `pvsync validate` lists them")
        self.root = root
        self.findings = findings


def compare_ema(old: Path, new: Path, config: Path | None, as_of: datetime, progress: Progress) -> Comparison:
    """Compare two sides, each a workbook or the folder of a catalog.

    Of a catalog, only the kinds of titles count that the workbook has: a file has one tab.

    Args:
        old: The old side.
        new: The new side.
        config: `--config`, for the side that is a catalog.
        as_of: The instant for which a catalog is read.
        progress: Hears how far it is.

    Raises:
        ExchangeError: If a workbook cannot be opened.
        UsageError: If there is no such file or folder, or the catalog has errors.
    """
    books = {path: read_workbooks([path], progress).titles for path in (old, new) if not path.is_dir()}
    kinds = {tab_of(facts.work_type) for titles in books.values() for facts in titles.facts.values()}
    sides = [
        books[path] if path in books else _catalog(path, config, as_of, progress, kinds or set(Tab))
        for path in (old, new)
    ]
    return compare(sides[0], sides[1], (old.name, new.name))


def _catalog(
    path: Path, config: Path | None, as_of: datetime, progress: Progress, tabs: Collection[Tab]
) -> Titles:
    """The catalog as a workbook with the same tabs would have it."""
    project = open_project(config, path.resolve())
    if path.resolve() != (project.root / project.config.catalog).resolve():
        raise UsageError(
            f"{path} is not the folder of the catalog, which is `{project.config.catalog}`",
            advice="name that folder, or a workbook",
        )
    return of_rows(_rows(project, as_of, progress, tabs), project.config.catalog)


def _rows(project: Project, as_of: datetime, progress: Progress, tabs: Collection[Tab]) -> Iterator[OutRow]:
    catalog = project.catalog(as_of, open_ends=True)
    writer = RowWriter(Version.V1_9, project.config.display_name, project.config.zones)
    for title in judged_titles(project, catalog, progress):
        written = writer.rows(title)
        if written.tab in tabs:
            yield from written.rows
    if has_errors(catalog.findings):
        raise CatalogInvalid(project.root, catalog.findings)
