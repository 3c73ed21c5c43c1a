"""Law of the import of what is live: whatever a catalog makes live comes back as files whose first plan is empty."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws.test_ema import SETTINGS, UTC_DAYS, built, catalogs, currencies, offered

from pvsync.api.wire.avail import decode, encode
from pvsync.api.wire.transactions import Conventions
from pvsync.catalog.editing.layout import formatted
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Severity
from pvsync.model.avail import Absent, Avail, Present, Reading
from pvsync.model.listed import ListedId
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.plan.compare import Setting, compare
from pvsync.workflows.import_live import LiveImport, import_live
from pvsync.workflows.live_asked import Anywhere
from pvsync.workflows.live_ids import of_ids
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TERRITORIES = ("CA", "GB", "JP", "US")


class Live:
    """What the service says, as it says it: every answer has been on the wire."""

    def __init__(self, avails: Mapping[Scope, Avail], conventions: Conventions) -> None:
        self.avails = {
            scope: decode(scope, {"avail": encode(avail, spec_version=None)}, conventions)
            for scope, avail in avails.items()
        }

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        for scope in scopes:
            yield scope, Present(self.avails[scope]) if scope in self.avails else Absent()


def named(avail: Avail) -> Avail:
    """With ids as a service would have them."""
    rows = (replace(row, id=f"id-{number}") for number, row in enumerate(avail.transactions))
    return replace(avail, transactions=tuple(rows))


def closed(value: Any) -> Any:
    """The same with an end where a sheet has none: the API takes no open end."""
    if isinstance(value, list):
        return [closed(item) for item in value]
    if isinstance(value, dict):
        return {key: "2035-12-31" if item == "open" else closed(item) for key, item in value.items()}
    return value


@st.composite
def promotions(draw: st.DrawFn, avail: dict[str, Any]) -> list[dict[str, Any]]:
    """Another price for some days of a window, in all or in some of its territories and formats."""
    start, end = date.fromisoformat(avail["start"]), date.fromisoformat(avail["end"])
    if end - start < timedelta(days=3):
        return []
    first = draw(st.dates(start, end - timedelta(days=1)))
    until = draw(st.dates(first + timedelta(days=1), end))
    found: list[dict[str, Any]] = []
    for line in avail["prices"]:
        if draw(st.integers(0, 4)):
            price = f"1234 {currencies[line['territory']]}"
            same = {key: line[key] for key in ("territory", "format")}
            found.append({**same, "wsp": price, "from": str(first), "until": str(until)})
    return found


@st.composite
def estates(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A catalog, perhaps with a box set of its series and a trailer of its first movie."""
    documents = [closed(document) for document in draw(catalogs())]
    for avail in documents[0]["avails"]:
        if "prices" in avail and len(avail["start"]) == len(avail["end"]) == len("2026-01-01"):
            avail["prices"] += draw(promotions(avail))
    season = next((one for one in documents if one["kind"] == "season"), None)
    if season is not None and draw(st.booleans()):
        season["complete"] = "true"
        box_set = draw(offered(("EST",)))
        for avail in box_set:
            avail["formats"] = ["Max"]
            avail["territories"] = avail["territories"][:1]
            (price, *_) = avail.pop("prices")
            avail |= {key: price[key] for key in ("wsp", "srp", "tier") if key in price}
        box_set = [closed(avail) for avail in box_set]
        documents.append({"kind": "bundle", "series": "ASB", "discount": "30", "avails": box_set})
    if draw(st.booleans()):
        trailer = {
            "kind": "supplemental",
            "alid": "M-1-T",
            "of": "M-1",
            "type": "trailer",
            "title": "Trailer",
        }
        documents.append(closed({**trailer, "avails": draw(offered(("FVOD",)))}))
    return documents


def a_project(chosen: CatalogSettings) -> Project:
    root = Path(tempfile.mkdtemp())
    dates = "dates: utc\n" if chosen.zones.utc else ""
    (root / "pvsync.yaml").write_text(f"licensor: acme\nfan_out: ignore\n{dates}", encoding="utf-8")
    return open_project(None, root)


def wanted(project: Project, alids: Iterable[str], *, observe: bool) -> LiveImport:
    request = Request(
        project.config.environment("local"), NOW, simulated=False, now=NOW, selection=Selection()
    )
    listed = [ListedId(alid, of="M-1" if alid == "M-1-T" else "") for alid in sorted(alids)]
    folder = project.root / "catalog"
    return LiveImport(request, folder, of_ids("a test", listed), Anywhere(TERRITORIES), observe=observe)


@pytest.mark.parametrize("chosen", [SETTINGS, UTC_DAYS], ids=["territory", "utc"])
@given(estates(), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_first_plan_after_an_import_of_what_is_live_is_empty(
    chosen: CatalogSettings,
    documents: list[dict[str, Any]],
    observe: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    desired = {avail.scope: named(avail) for title in built(documents, chosen) for avail in title.avails}
    live = Live(desired, Conventions(zones=chosen.zones)).avails
    project = a_project(chosen)
    try:
        found = import_live(
            project,
            wanted(project, {scope.alid for scope in live}, observe=observe),
            lambda: Live(desired, Conventions(zones=chosen.zones)),
            Silent(),
        )
        assert found.unread == ()
        assert [one for one in found.findings if one.code in {"PV183", "PV185", "PV187"}] == []
        titles = list(project.catalog(NOW).titles()) if found.written else []
        said = {avail.scope: (avail, title) for title in titles for avail in title.avails}
        open_ones = {
            scope
            for scope, avail in live.items()
            if any(not row.window.is_over(NOW) for row in avail.transactions)
        }
        assert said.keys() == open_ones
        for scope, (avail, title) in said.items():
            assert compare(avail, title.places, Present(live[scope]), Setting(NOW, chosen.zones)) is None
            assert title.is_observed == observe
        for name in found.written:
            file = SourceFile.of(name, (project.root / name).read_bytes())
            assert formatted(file) == file
        catalog = project.catalog(NOW)
        if found.written:
            list(catalog.titles())
            assert [one for one in catalog.findings if one.severity is Severity.ERROR] == []
    finally:
        shutil.rmtree(project.root)
