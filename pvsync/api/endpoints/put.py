"""PUT of a full extract: replaces everything current and future of one scope (avails-api sections 4 and 5)."""

from pvsync.api.paths import VERSION, title_path
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.api.wire.avail import encode
from pvsync.model.avail import Avail


def request(settings: ApiSettings, avail: Avail) -> Request:
    """Replace what one scope holds."""
    path = VERSION + title_path(settings, avail.scope.alid)
    return Request("PUT", path, {"avail": encode(avail, spec_version=settings.spec_version)})
