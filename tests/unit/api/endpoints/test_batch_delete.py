"""What a batch of deletes sends: the query travels in the path of each item."""

from unit.api.services import settings_of

from pvsync.api.endpoints import batch_delete
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope


def test_the_request() -> None:
    call = DeleteCall(Scope("X", "US", BusinessLine.PRIME_SUBSCRIPTION), contract="CPH", channel="prime")
    items, asked = batch_delete.request(settings_of("https://h"), [call])
    assert (asked.method, asked.path) == ("POST", "/v1/avails/full-extract/batch/delete")
    path = "/avails/acme/full-extract/X?territory=US&businessLine=PRIME_SUBSCRIPTION&contractId=CPH"
    assert asked.body == [{"requestId": items.ids[0], "path": path}]
