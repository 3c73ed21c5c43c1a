"""Whatever single value somebody changes by hand: the edit that adopts it says exactly that, or no file changes at all."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pvsync.catalog.editing.comments import comment_texts
from pvsync.catalog.editing.tree import trees
from pvsync.model.avail import Absent, Avail, Present, Reading
from pvsync.model.money import Money
from pvsync.model.progress import Silent
from pvsync.model.scope import Scope
from pvsync.model.transaction import Language, Transaction
from pvsync.model.window import Window
from pvsync.workflows.adopt import adopt
from pvsync.workflows.plan import Planned, make_plan
from pvsync.workflows.project import Project, open_project
from pvsync.workflows.request import Request
from pvsync.workflows.selection import Selection

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CATALOG = {
    "deals.yaml": """\
kind: deal
name: library     # what we hold
avails:
  - {license: SVOD, territories: [US, GB], formats: [HD], channel: prime, contract: CPH, start: 2026-02-01, end: 2028-01-31}
---
kind: deal
name: sold
avails:
  - license: EST
    territories: [US, CA]
    formats: [SD, HD]
    start: 2026-01-01
    end: 2030-12-31
    prices:
      - {territory: US, wsp: 4.00 USD, srp: 6.00 USD}
      - {territory: CA, wsp: 5.00 CAD, srp: 7.00 CAD}   # dear
""",
    "heat.yaml": """\
# A film.
kind: movie
alid: HEAT
title: Heat Haze       # as on the poster
avails:
  - key: est
    license: EST
    territories: [US, CA]   # both
    formats: [HD, UHD]
    start: 2026-01-15
    end: 2031-01-14          # the last day
    languages: {asset: [en-US, fr-CA], holdback: [{tag: fr-CA, asset: subtitle}]}
    prices:
      - {territory: US, format: HD,  wsp: 6.99 USD, srp: 9.99 USD}
      - {territory: US, format: UHD, wsp: 8.99 USD, srp: 12.99 USD}
      # Canada is one price
      - {territory: CA, wsp: 7.99 CAD, srp: 12.99 CAD}
      - {territory: CA, wsp: 5.99 CAD, srp: 8.99 CAD, from: 2026-07-01, until: 2026-07-15}
  - {key: prime, use: library}
  - {license: VOD, territories: [DACH], except: [CH], formats: [HD], start: 2026-01-15, end: 2031-01-14, tier: Tier 3, rental: P30D, watch: PT48H}
""",
    "cold.yaml": """\
kind: movie
alid: COLD
title: Cold Front
avails: [{use: library, exclusive: true}, {use: sold}]
---
kind: movie
alid: WARM
title: Warm Front
avails:
  - license: FVOD
    territories: [US]
    formats: [HD]
    start: 2026-01-15
    end: 2031-01-14
    license_rights: {value: New Release, until: 2027-01-01}   # until it is not
    instructions: call us
  - {license: EST, territories: [US], formats: [HD, SD], start: 2026-01-15, end: 2031-01-14, wsp: 3.00 USD, srp: 5.00 USD}
""",
    "asb.yaml": """\
kind: series
alid: ASB
title: Avail Strikes Back
seasons: 1
---
kind: season
alid: ASB-S1
series: ASB
number: 1
title: "Avail Strikes Back: Season 1"
avails:
  - key: us-est          # to own
    license: EST
    territories: [US]
    formats: [HD]
    start: 2026-03-01
    end: 2030-12-31
    wsp: 14.99 USD
    srp: 19.99 USD
    episode: {wsp: 1.40 USD, srp: 1.99 USD}
  - {key: us-prime, use: library, territories: [US]}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}   # the first
  - {alid: ASB-S1E2, number: 2, title: Two, avails: [{key: us-est, start: 2026-03-09}]}
""",
}


class Live:
    """What the service says; a table in place of a service."""

    def __init__(self, avails: Mapping[Scope, Avail]) -> None:
        self.avails = dict(avails)

    def read(self, scopes: Iterable[Scope]) -> Iterator[tuple[Scope, Reading]]:
        for scope in scopes:
            yield scope, Present(self.avails[scope]) if scope in self.avails else Absent()


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "gc.auto=0")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def a_repository() -> Path:
    root = Path(tempfile.mkdtemp())
    (root / "catalog").mkdir()
    (root / "pvsync.yaml").write_text(
        "licensor: acme\nfan_out: ignore\nterritory_groups: {DACH: [DE, AT, CH]}\n", encoding="utf-8"
    )
    for name, text in CATALOG.items():
        (root / "catalog" / name).write_text(text, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "the catalog")
    return root


def desired(project: Project) -> dict[Scope, Avail]:
    """What the catalog says, under ids as a service would have them."""
    found: dict[Scope, Avail] = {}
    for title in project.catalog(NOW).titles():
        for avail in title.avails:
            rows = tuple(replace(row, id=f"id-{number}") for number, row in enumerate(avail.transactions))
            found[avail.scope] = replace(avail, transactions=rows)
    return found


def drift(project: Project, live: Live) -> Planned:
    request = Request(
        project.config.environment("local"),
        NOW,
        simulated=False,
        now=NOW,
        selection=Selection(),
        observed=True,
    )
    return make_plan(project.at("HEAD"), request, lambda: live, Silent())


def changed(row: Transaction, what: str, by: int) -> Transaction:  # noqa: PLR0911 - one for each kind
    """A transaction in which somebody changed one value."""
    window = row.window
    assert window.start is not None
    assert window.end is not None
    match what:
        case "end":
            return replace(row, window=Window(window.start, window.end - by * DAY))
        case "end at noon":
            return replace(row, window=Window(window.start, window.end - by * DAY / 2))
        case "start":
            return replace(row, window=Window(window.start + by * DAY, window.end))
        case "wsp" | "srp":
            old = row.terms.get(what)
            currency = old.currency if isinstance(old, Money) else "USD"
            return replace(row, terms={**row.terms, what: Money(currency, Decimal(f"{by}.49"))})
        case "exclusive":
            return replace(row, terms={**row.terms, "exclusive": not row.terms.get("exclusive", False)})
        case "rental":
            return replace(row, terms={**row.terms, "rental": f"PT{24 * by}H"})
        case "rights":
            return replace(row, license_rights=None if row.license_rights else "DAB")
        case "instructions":
            return replace(row, instructions=f"see: letter {by}, #{by}")
        case "languages":
            return replace(row, asset_languages=(Language("de-DE"), Language("en-US", "audio")))
        case _:
            return replace(row, contract="FIXED_FEE" if row.contract == "CPH" else "CPH")


KINDS = (
    "end",
    "end at noon",
    "start",
    "wsp",
    "srp",
    "exclusive",
    "rental",
    "rights",
    "instructions",
    "languages",
    "contract",
)


def comments(root: Path) -> list[str]:
    found: list[str] = []
    for path in sorted((root / "catalog").iterdir()):
        text = path.read_text(encoding="utf-8")
        found += comment_texts(text, trees(text))
    return sorted(found)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_value_changed_by_hand_is_adopted_exactly_or_not_at_all(data: st.DataObject) -> None:
    root = a_repository()
    try:
        project = open_project(None, root)
        live = Live(desired(project))
        scope = data.draw(st.sampled_from(sorted(live.avails)))
        rows = live.avails[scope].transactions
        number = data.draw(st.integers(0, len(rows) - 1))
        row = changed(rows[number], data.draw(st.sampled_from(KINDS)), data.draw(st.integers(1, 9)))
        mixed = (*rows[:number], row, *rows[number + 1 :])
        live.avails[scope] = replace(live.avails[scope], transactions=mixed)
        before, said = {path: path.read_bytes() for path in root.rglob("*.yaml")}, comments(root)
        others = {one: avail for one, avail in desired(project).items() if one != scope}

        plan = drift(project, live).plan
        assert plan is not None
        adopted = adopt(project, plan, {}, Silent(), deals=False, write=True)

        if adopted.is_written:
            git(root, "commit", "-qam", "as it is live")
        else:
            assert {path: path.read_bytes() for path in before} == before
        project = open_project(None, root)
        after = drift(project, live).plan
        assert after is not None
        # A difference that was written is gone; one that was listed is there as before; nothing else has come.
        assert bool(after.changes) == bool(adopted.left)
        assert {one: avail for one, avail in desired(project).items() if one != scope} == others
        assert comments(root) == said
    finally:
        shutil.rmtree(root)
