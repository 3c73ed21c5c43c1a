"""Paths and queries of the Avails API (avails-api section 4)."""

from urllib.parse import quote, urlencode

from pvsync.api.settings import ApiSettings
from pvsync.errors import UsageError
from pvsync.model.call import DeleteCall
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope, is_alid

VERSION = "/v1"
SMOKE_ALID = "some-test-alid"
"""The ALID of the smoke test (avails-api section 1)."""


def title_path(settings: ApiSettings, alid: str) -> str:
    """Path of a title, without `/v1`.

    Raises:
        UsageError: If the ALID could be mistaken for a part of the path.
    """
    if not is_alid(alid):
        raise UsageError(f"{alid!r} is not an ALID: 1 to 255 of A-Z a-z 0-9 . _ : @ -")
    return f"/avails/{quote(settings.licensor, safe='')}/full-extract/{quote(alid, safe='')}"


def scope_path(settings: ApiSettings, scope: Scope) -> str:
    """Path and query of a scope, without `/v1`."""
    return f"{title_path(settings, scope.alid)}?{urlencode(_scope_query(settings, scope))}"


def delete_path(settings: ApiSettings, call: DeleteCall) -> str:
    """Path and query of a DELETE, without `/v1`; what it needs beside the scope is open question 7."""
    query = _scope_query(settings, call.scope)
    line = call.scope.business_line
    both = settings.delete_qualifiers == "both"
    either = settings.delete_qualifiers == "contract-or-channel"
    if call.contract and (both or (either and line is BusinessLine.PRIME_SUBSCRIPTION)):
        query["contractId"] = call.contract
    if call.channel and (both or (either and line is BusinessLine.CHANNELS)):
        query["channelIdentity"] = call.channel
    return f"{title_path(settings, call.scope.alid)}?{urlencode(query)}"


def batch_path(operation: str) -> str:
    """Path of a batch endpoint, with `/v1`."""
    return f"{VERSION}/avails/full-extract/batch/{operation}"


def item_path(settings: ApiSettings, path: str) -> str:
    """The path of a batch item; whether `/v1` stands before it is open question 8."""
    return f"{VERSION}{path}" if settings.batch_path == "with-v1" else path


def not_found_sentence(settings: ApiSettings, alid: str) -> str:
    """The one sentence that means absence (avails-api section 1)."""
    return f"Title not found for ALID {alid} and Licensor {settings.licensor}"


def _scope_query(settings: ApiSettings, scope: Scope) -> dict[str, str]:
    return {"territory": scope.territory, "businessLine": settings.business_lines[scope.business_line]}
