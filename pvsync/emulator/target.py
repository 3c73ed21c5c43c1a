"""What a path means: the licensor, the ALID, and the scope that its query names.

Paths are read raw, before percent-decoding, so that `%2F` inside an ALID stays inside the ALID.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

ALID = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9._:@-]{1,255}", re.ASCII)
"""The characters of an ALID that cannot be mistaken for path structure."""

SCOPE_QUERY = ("territory", "businessLine")
DELETE_QUERY = (*SCOPE_QUERY, "contractId", "channelIdentity")
"""Query names, spelled as inside the batch lines of the onboarding page (domain: Avails API section 4)."""


class BadTarget(ValueError):
    """A path or query that names nothing; its text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Target:
    """One avail, and where the query says so, one scope of it.

    Args:
        licensor: Partner alias.
        alid: Asset Logical ID.
        query: The query by name.
        validate: Whether the path ends in `/validate`.
    """

    licensor: str
    alid: str
    query: Mapping[str, str] = field(default_factory=dict)
    validate: bool = False


def read_target(path: str, query: str, allowed: tuple[str, ...]) -> Target:
    """Read a path without `/v1` and its query.

    Args:
        path: `/avails/{licensor}/full-extract/{ALID}`, maybe with `/validate`, percent-encoded.
        query: What follows the question mark, percent-encoded.
        allowed: The query names that the operation takes; of these, territory and businessLine are needed.

    Raises:
        BadTarget: The path is another one, or the ALID or the query is not as documented.
    """
    match path.split("/"):
        case ["", "avails", licensor, "full-extract", alid]:
            validate = False
        case ["", "avails", licensor, "full-extract", alid, "validate"]:
            validate = True
        case _:
            raise BadTarget("the path is not /avails/{licensor}/full-extract/{ALID}")
    if not licensor:
        raise BadTarget("the licensor in the path is empty")
    return Target(unquote(licensor), _alid(alid), _query(query, allowed), validate)


def _alid(encoded: str) -> str:
    alid = unquote(encoded)
    if not ALID.fullmatch(alid):
        raise BadTarget("the ALID is not 1 to 255 of A-Z a-z 0-9 . _ : @ -")
    return alid


def _query(text: str, allowed: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        if name not in allowed:
            raise BadTarget(f"the query parameter {name} is not known here")
        if name in found:
            raise BadTarget(f"the query parameter {name} is given twice")
        found[name] = value
    for name in SCOPE_QUERY:
        if name in allowed and not found.get(name):
            raise BadTarget(f"the query parameter {name} is missing")
    return found
