"""Write the catalog as EMA workbooks."""

from datetime import datetime
from pathlib import Path

from pvsync.diagnostics import has_errors
from pvsync.formats.ema.columns import Version
from pvsync.formats.ema.out_rows import RowWriter
from pvsync.formats.ema.write import Files
from pvsync.model.exchange import Exported
from pvsync.model.progress import Progress
from pvsync.workflows.judged import judged_titles
from pvsync.workflows.project import Project


def export_ema(project: Project, version: str, out: Path, as_of: datetime, progress: Progress) -> Exported:
    """Write every title as git says it at an instant.

    Args:
        project: The project.
        version: Version of EMA.
        out: The file; several are told apart by what stands behind its name.
        as_of: The instant.
        progress: Hears how far it is.

    Raises:
        CatalogUnreadable: If there is no catalog.
        UsageError: If a file cannot be written, or a library is missing.
    """
    catalog = project.catalog(as_of, open_ends=True)
    writer = RowWriter(Version(version), project.config.display_name, project.config.zones)
    with Files(out, Version(version)) as files:
        for title in judged_titles(project, catalog, progress):
            files.add(writer.rows(title))
        written = () if has_errors(catalog.findings) else files.finish()
    return Exported(version, written, tuple(sorted(writer.lost.items())), catalog.findings)
