"""Reference pages of every code, their index, and what of the documents they catch."""

from collections.abc import Iterator

from pvsync.diagnostics import Code
from pvsync.render.code_page_markdown import render
from pvsync.render.screen import Screen
from pvsync.rules.documented import DOCUMENTED
from pvsync.rules.documented.entry import Documented
from pvsync.workflows.all_codes import all_codes

FOLDER = "docs/reference/rules"
_GROUPS = {
    "0": "Reading files",
    "1": "Building titles, editing files",
    "2": "Identifiers and spelling",
    "3": "Windows and terms",
    "4": "Rights held",
    "5": "Prices",
    "6": "Seasons and episodes",
    "7": "Bundles",
    "8": "Metadata",
    "9": "Plans and answers: what live or Prime Video does not allow",
}
_COVERAGE = """
# What the documents refuse, and what catches it

Every reason for rejection and every rule that the partner documents give for avails and bundles, in our words.
Codes in the third column say the same offline, before anything is sent; where no code can, the table says why.

| Reason | What it says | Caught by | Where it stands |
|---|---|---|---|
"""


def rule_pages() -> Iterator[tuple[str, str]]:
    """Path and text of each page, without the line that says who wrote it."""
    codes = all_codes()
    for code in codes.values():
        yield f"{FOLDER}/{code.code}.md", render(code, Screen(0))
    yield f"{FOLDER}/README.md", _index(list(codes.values()))
    yield f"{FOLDER}/coverage.md", _coverage()


def caught_by() -> dict[str, list[str]]:
    """Codes by the documented reason that they catch."""
    found: dict[str, list[str]] = {}
    for code in all_codes().values():
        for reason in code.reasons:
            found.setdefault(reason, []).append(code.code)
    return found


def _index(codes: list[Code]) -> str:
    parts = [
        "# Findings\n",
        "Everything that pvsync can find, with a page for each. `pvsync explain PV301` prints the same page.",
        "What the documents of Prime Video refuse, and which finding catches it: [coverage](coverage.md).",
    ]
    for digit, title in _GROUPS.items():
        rows = [_row(code) for code in codes if code.code[2] == digit]
        parts += [f"\n## {title}\n", "| Code | Name | Severity | What it finds |", "|---|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def _row(code: Code) -> str:
    first = " ".join(code.page.strip().split("\n\n")[0].split())
    return f"| [{code.code}]({code.code}.md) | {code.name} | {code.severity} | {_cell(first)} |"


def _coverage() -> str:
    caught = caught_by()
    return _COVERAGE.lstrip() + "".join(f"{_covered(entry, caught)}\n" for entry in DOCUMENTED)


def _covered(entry: Documented, caught: dict[str, list[str]]) -> str:
    codes = ", ".join(f"[{code}]({code}.md)" for code in caught.get(entry.key, ()))
    by = " ".join(filter(None, (codes, entry.why_none)))
    return f"| `{entry.key}` | {_cell(entry.says)} | {_cell(by) or 'nothing yet'} | {_cell(entry.source)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
