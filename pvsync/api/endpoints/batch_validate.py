"""POST batch/validate: many avails to be judged and not kept (avails-api section 4)."""

from collections.abc import Sequence

from pvsync.api.endpoints.items import Items, pack
from pvsync.api.paths import batch_path, item_path, title_path
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.api.wire.avail import encode
from pvsync.model.avail import Avail


def request(settings: ApiSettings, avails: Sequence[Avail]) -> tuple[Items, Request]:
    """Have many avails judged."""
    parts = [
        {
            "path": item_path(settings, title_path(settings, avail.scope.alid)) + "/validate",
            "body": {"avails": [encode(avail, spec_version=settings.spec_version)]},
        }
        for avail in avails
    ]
    items = pack(settings, parts)
    return items, Request("POST", batch_path("validate"), items.body)
