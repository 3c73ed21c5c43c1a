"""What a batch of validate sends."""

from builders import an_avail
from unit.api.services import settings_of

from pvsync.api.endpoints import batch_validate
from pvsync.api.wire.avail import encode


def test_the_request() -> None:
    avail = an_avail()
    items, asked = batch_validate.request(settings_of("https://h"), [avail])
    assert (asked.method, asked.path) == ("POST", "/v1/avails/full-extract/batch/validate")
    assert asked.body == [
        {
            "requestId": items.ids[0],
            "path": "/avails/acme/full-extract/HEATHAZE-2024/validate",
            "body": {"avails": [encode(avail, spec_version=None)]},
        }
    ]
