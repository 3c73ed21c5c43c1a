"""POST of an avail to be judged and not kept (avails-api sections 4 and 6)."""

from pvsync.api.paths import VERSION, title_path
from pvsync.api.session import Request
from pvsync.api.settings import ApiSettings
from pvsync.api.wire.avail import encode
from pvsync.model.avail import Avail


def request(settings: ApiSettings, avail: Avail) -> Request:
    """Have one avail judged."""
    path = VERSION + title_path(settings, avail.scope.alid) + "/validate"
    return Request("POST", path, {"avail": encode(avail, spec_version=settings.spec_version)})
