"""Take EMA workbooks over: read them, write the catalog's files, and say of every cell what became of it."""

from collections.abc import Sequence
from pathlib import Path

from pvsync.catalog.editing.compose import document_text
from pvsync.catalog.editing.store import create_file
from pvsync.formats.ema.drafts import drafts
from pvsync.formats.ema.sheets import read_workbooks
from pvsync.model.exchange import Imported
from pvsync.model.progress import Progress
from pvsync.workflows.into import catalog_folder
from pvsync.workflows.project import Project


def import_ema(
    project: Project, files: Sequence[Path], into: Path, progress: Progress, *, deals: bool, force: bool
) -> Imported:
    """Write a file for each title of some workbooks.

    Args:
        project: The project.
        files: Workbooks.
        into: Folder that the files go to.
        progress: Hears how far it is.
        deals: Whether avails that several titles have alike become deals.
        force: Whether files that say something else are overwritten.

    Raises:
        ExchangeError: If a workbook cannot be opened.
        UsageError: If the folder is not the catalog's, or a library is missing.
        CatalogUnreadable: If a file cannot be written.
    """
    folder = catalog_folder(project, into)
    books = read_workbooks(files, progress)
    made = drafts(books.titles, project.config.display_name, deals=deals)
    written: list[str] = []
    unchanged: list[str] = []
    kept: list[str] = []
    progress.begin("writing files", len(made))
    for path, draft in made:
        name = (folder / path).as_posix()
        data = document_text(draft.document).encode()
        target = project.root / name
        if not target.exists() or (force and target.read_bytes() != data):
            create_file(target, data)
            written.append(name)
        else:
            (unchanged if target.read_bytes() == data else kept).append(name)
        progress.advance()
    progress.end()
    left_out = tuple(sorted(filter(None, books.titles.spoiled)))
    return Imported(books.sheets, tuple(written), tuple(unchanged), tuple(kept), left_out, books.findings)
