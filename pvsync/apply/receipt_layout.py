"""Lays a receipt out result by result: all at once, those of a large run take many times what their text does."""

import json
from collections.abc import Iterable, Mapping

_NO_RESULTS = '\n  "results": []'


def laid_out(document: Mapping[str, object], results: Iterable[object]) -> bytes:
    """The bytes of a receipt's file.

    Args:
        document: The receipt; its `results` are empty.
        results: What stands in their place.
    """
    # No text holds a line break in JSON, so this stands where the results belong and nowhere else.
    head, nothing, tail = _text(document).partition(_NO_RESULTS)
    inside = b",".join(b"\n    " + _text(result).replace("\n", "\n    ").encode() for result in results)
    opening, closing = (nothing[:-1], "\n  ]") if inside else (nothing, "")
    return b"".join(((head + opening).encode(), inside, f"{closing}{tail}\n".encode()))


def _text(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
