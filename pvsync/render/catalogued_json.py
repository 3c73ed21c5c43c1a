"""The catalog dataset held against the YAML, for machines."""

from typing import Any

from pvsync.model.catalogued import Catalogued, Unmanaged
from pvsync.model.scope import Scope
from pvsync.render.catalogued_text import CANNOT_TELL

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def catalogued_json(found: Catalogued) -> dict[str, object]:
    """Everything that `pvsync orphans --datasets` knows, as values of JSON."""
    return {
        "format_version": FORMAT_VERSION,
        "unmanaged": [_unmanaged(one) for one in found.unmanaged],
        "never_catalogued": [
            {"alid": one.alid, "title": one.title, "file": one.file, "territories": list(one.territories)}
            for one in found.uncatalogued
        ],
        "doubtful": [
            {"doubt": str(one.doubt), "sku": one.sku or None, "title": one.title, "says": one.says}
            for one in found.doubtful
        ],
        "cannot_tell": list(CANNOT_TELL),
        "unread": [{"scope": scope, "why": why} for scope, why in found.unread],
        "remarks": list(found.remarks),
        "summary": {
            "rows": found.rows,
            "in_both": found.joined,
            "unmanaged": len(found.unmanaged),
            "live": len(found.live),
            "never_catalogued": len(found.uncatalogued),
            "doubtful": len(found.doubtful),
            "scopes_that_cannot_be_told": found.outside,
            "not_catalogued_and_not_open": found.later,
        },
    }


def _unmanaged(one: Unmanaged) -> dict[str, Any]:
    return {
        "sku": one.sku,
        "title": one.title,
        "marketplaces": list(one.marketplaces),
        "channels": list(one.channels),
        "live": [_scope(scope) for scope in one.live],
        "asked": [_scope(scope) for scope in one.asked],
    }


def _scope(scope: Scope) -> dict[str, str]:
    return {"alid": scope.alid, "territory": scope.territory, "business_line": str(scope.business_line)}
