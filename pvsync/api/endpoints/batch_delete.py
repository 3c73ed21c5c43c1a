"""POST batch/delete: many calls in one request; the query travels in each item's path (avails-api section 4)."""

from collections.abc import Sequence

from pvsync.api.endpoints.items import Items, pack
from pvsync.api.paths import batch_path, delete_path, item_path
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.model.call import DeleteCall


def request(settings: ApiSettings, calls: Sequence[DeleteCall]) -> tuple[Items, Request]:
    """Remove what the calls name."""
    items = pack(settings, [{"path": item_path(settings, delete_path(settings, call))} for call in calls])
    return items, Request("POST", batch_path("delete"), items.body)
