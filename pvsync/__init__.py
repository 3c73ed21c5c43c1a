"""pvsync keeps a Prime Video catalog as code: YAML in git, planned and applied through the Avails API."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from os import PathLike

    from pvsync.workflows.load_catalog import LoadedCatalog

__version__ = "0.1.0"


def load_catalog(path: "str | PathLike[str]", *, as_of: "datetime | None" = None) -> "LoadedCatalog":
    """The desired state of a catalog, for programs.

    Args:
        path: A folder below (or equal to) the one that holds `pvsync.yaml`.
        as_of: The aware instant for which dated values are read; now where not given.

    Raises:
        UsageError: If there is no configuration, or it has errors.
        CatalogUnreadable: If there is no catalog.
    """
    from pathlib import Path  # noqa: PLC0415 - `import pvsync` stays light

    from pvsync.workflows import load_catalog as loading  # noqa: PLC0415

    return loading.load_catalog(Path(path), as_of)
