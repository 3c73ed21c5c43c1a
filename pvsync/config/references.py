"""Values of `pvsync.yaml` that lead elsewhere: where a secret is kept, and https addresses."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import PlainValidator, WithJsonSchema

from pvsync.catalog.scalars import wrong


def _reference(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    kind, _, rest = text.strip().partition(":")
    if kind not in {"file", "env"} or not rest.strip():
        # The text may be the secret itself: it is never repeated.
        raise wrong(
            "a credential is named by reference, never written here",
            "write `file:client.key` or `env:PV_API_KEY`",
        )
    return f"{kind}:{rest.strip()}"


def _file_reference(value: Any) -> str:
    text = _reference(value)
    if not text.startswith("file:"):
        raise wrong("a key or certificate is a file", "write `file:` and its path: `file:client.key`")
    return text


def _url(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    try:
        parts = urlsplit(text.strip())
        whole = parts.scheme == "https" and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or re.search(r"[@?#\s]", text.strip()):
        raise wrong("this is not an https address", "write `https://` and the host, as in the service's mail")
    return text.strip().rstrip("/")


Reference = Annotated[
    str, PlainValidator(_reference), WithJsonSchema({"type": "string", "pattern": "^(file|env):."})
]
FileReference = Annotated[
    str, PlainValidator(_file_reference), WithJsonSchema({"type": "string", "pattern": "^file:."})
]
Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https://"})]
