"""What the rules on bundles say of a catalog, for tests of their edges."""

from datetime import UTC, datetime
from pathlib import Path

from pvsync.diagnostics import Finding
from pvsync.workflows.load_catalog import load_catalog

AS_OF = datetime(2026, 6, 1, 12, tzinfo=UTC)
SERIES = "kind: series\nalid: ASB\ntitle: Strikes\nseasons: 3\n"


def said(root: Path, code: str, *documents: str, as_of: datetime = AS_OF) -> list[Finding]:
    """The findings of one code."""
    (root / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    (root / "catalog").mkdir(exist_ok=True)
    (root / "catalog" / "a.yaml").write_text("---\n".join(documents), encoding="utf-8")
    return [finding for finding in load_catalog(root, as_of).findings if finding.code == code]


def season(number: int, *avails: str, complete: str = "true", keys: str = "") -> str:
    entries = "".join(f"  - {{license: EST, formats: [HD], {avail}}}\n" for avail in avails)
    return (
        f"kind: season\nalid: ASB-S{number}\nseries: ASB\nnumber: {number}\ntitle: S{number}\n{keys}"
        f"complete: {complete}\navails:\n{entries}episodes: []\n"
    )


def box_set(*avails: str) -> str:
    entries = "".join(f"  - {{license: EST, formats: [Max], {avail}}}\n" for avail in avails)
    return f"kind: bundle\nseries: ASB\ndiscount: 10\navails:\n{entries}"


def movie(alid: str, *avails: str, keys: str = "") -> str:
    entries = "".join(f"  - {{license: EST, formats: [HD], {avail}}}\n" for avail in avails)
    return f"kind: movie\nalid: {alid}\ntitle: {alid}\n{keys}avails:\n{entries or '  []'}\n"


def collection(members: str, *avails: str, alid: str = "BOTH") -> str:
    entries = "".join(f"  - {{license: EST, formats: [Max], {avail}}}\n" for avail in avails)
    return (
        f"kind: collection\nalid: {alid}\ntitle: Both\nmembers: [{members}]\ndiscount: 10\n"
        f"avails:\n{entries or '  []'}\n"
    )
