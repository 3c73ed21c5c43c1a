"""What a single put sends."""

from builders import an_avail
from unit.api.services import settings_of

from pvsync.api.endpoints import put
from pvsync.api.wire.avail import encode


def test_the_request() -> None:
    avail = an_avail()
    asked = put.request(settings_of("https://h", spec_version="1.7.3"), avail)
    assert (asked.method, asked.path) == ("PUT", "/v1/avails/acme/full-extract/HEATHAZE-2024")
    assert asked.body == {"avail": encode(avail, spec_version="1.7.3")}
    assert asked.body["avail"]["Compatibility"] == {"SpecVersion": "1.7.3"}
