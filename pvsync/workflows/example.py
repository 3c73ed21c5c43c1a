"""Where the example catalog is: inside an installed package, or at the top of a checkout."""

from pathlib import Path

import pvsync
from pvsync.errors import CatalogUnreadable


def example_folder() -> Path:
    """The folder with the example's `pvsync.yaml` and `catalog/`.

    Raises:
        CatalogUnreadable: If the package was installed without it.
    """
    package = Path(pvsync.__file__).parent
    for folder in (package / "example", package.parent):
        if (folder / "pvsync.yaml").is_file() and (folder / "catalog").is_dir():
            return folder
    raise CatalogUnreadable(
        "the example catalog is not installed", advice="install pvsync again from its wheel"
    )
