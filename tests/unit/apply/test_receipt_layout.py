"""A receipt laid out result by result reads as one that is laid out at once."""

import json
from typing import Any

import pytest

from pvsync.apply.receipt_layout import laid_out


@pytest.mark.parametrize(
    "results",
    [[], [{}], [{"a": 1}], [{"title": 'a\n  "results": []', "list": [1, {"b": None}]}, {"c": "\u202e"}]],
)
def test_it_is_what_the_standard_library_writes(results: list[dict[str, Any]]) -> None:
    document = {"run": 'x\n  "results": []', "notes": [], "results": [], "undoes": "r"}
    whole = json.dumps({**document, "results": results}, indent=2, ensure_ascii=False) + "\n"
    assert laid_out(document, results) == whole.encode()
