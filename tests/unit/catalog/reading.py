"""Catalogs from text, for tests of every part of the room."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pvsync.catalog.build import Catalog
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.transaction import Transaction

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SERIES = "kind: series\nalid: ASB\ntitle: Avail Strikes Back\nseasons: 4\n---\n"


def settings(**changes: Any) -> CatalogSettings:
    return CatalogSettings(**({"licensor": "acme", "as_of": NOW} | changes))


def catalog_of(*texts: str, files: Mapping[str, str] | None = None, **changes: Any) -> Catalog:
    named = files or {f"file{number}.yaml": text for number, text in enumerate(texts)}
    sources = [SourceFile.of(name, text.encode()) for name, text in named.items()]
    return Catalog(lambda: sources, settings(**changes))


def read(*texts: str, **changes: Any) -> tuple[list[DesiredTitle], tuple[Finding, ...]]:
    catalog = catalog_of(*texts, **changes)
    titles = list(catalog.titles())
    return titles, catalog.findings


def avails(*texts: str, **changes: Any) -> list[Avail]:
    """The avails of a catalog that has nothing wrong with it."""
    titles, findings = read(*texts, **changes)
    assert findings == ()
    return [avail for title in titles for avail in title.avails]


def rows(*texts: str, **changes: Any) -> list[Transaction]:
    return [row for avail in avails(*texts, **changes) for row in avail.transactions]


def codes_of(*texts: str, **changes: Any) -> list[str]:
    return [finding.code for finding in read(*texts, **changes)[1]]


def movie(*entries: str, keys: str = "") -> str:
    """A movie whose avails are written in flow style, one text each."""
    avails = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"kind: movie\nalid: HEATHAZE-2024\ntitle: Heat Haze\n{keys}avails:\n{avails}"


EST = "license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2031-01-14"
FVOD = EST.replace("EST", "FVOD")


def deal(name: str, *entries: str) -> str:
    avails = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"---\nkind: deal\nname: {name}\navails:\n{avails}"


def season(*entries: str, episodes: tuple[str, ...] = ("",), keys: str = "") -> str:
    """A season; each episode is written as its keys beside ALID, number and title."""
    avails = "".join(f"  - {{{entry}}}\n" for entry in entries) if entries else "  []\n"
    parts = "".join(
        f"  - {{alid: ASB-S1E{number}, number: {number}, title: Part {number}{', ' * bool(more)}{more}}}\n"
        for number, more in enumerate(episodes, start=1)
    )
    return (
        f"{SERIES}kind: season\nalid: ASB-S1\nseries: ASB\nnumber: 1\ntitle: First\n{keys}"
        f"avails:\n{avails}episodes:\n{parts if episodes else '  []'}"
    )
