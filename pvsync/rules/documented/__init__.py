"""Every reason for rejection and every rule that the partner documents give, with who catches it."""

from pvsync.rules.documented.bundles import BUNDLES
from pvsync.rules.documented.content_rights import CONTENT_RIGHTS
from pvsync.rules.documented.entry import Documented
from pvsync.rules.documented.metadata import METADATA

DOCUMENTED: tuple[Documented, ...] = (*BUNDLES, *METADATA, *CONTENT_RIGHTS)
"""All of them, in the order of the documents."""
