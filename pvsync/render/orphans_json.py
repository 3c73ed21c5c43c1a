"""Orphans for machines."""

from pvsync.model.orphan import Orphan, Orphans

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def orphans_json(orphans: Orphans) -> dict[str, object]:
    """Everything that `pvsync orphans` knows, as values of JSON."""
    return {
        "format_version": FORMAT_VERSION,
        "orphans": [_orphan(orphan) for orphan in orphans.found],
        "unread": [{"scope": scope, "why": why} for scope, why in orphans.unread],
        "summary": {"orphans": len(orphans.found), "left": orphans.left, "asked": orphans.asked},
    }


def _orphan(orphan: Orphan) -> dict[str, object]:
    scope, tombstone = orphan.tombstone.scope, orphan.tombstone
    return {
        "scope": {
            "alid": scope.alid,
            "territory": scope.territory,
            "business_line": str(scope.business_line),
        },
        "title": orphan.live.title.title,
        "transactions": len(orphan.live.transactions),
        "commit": tombstone.commit or None,
        "file": tombstone.path,
        **({"forgotten": True} if orphan.is_forgotten else {}),
    }
