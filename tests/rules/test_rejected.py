"""One deliberately broken catalog for each documented reason: each is caught at the right line, and nothing else is said.

`tests/rejected/<reason>.yaml` is a whole catalog, named after the reason as the coverage table has it. Its first lines
say what must be found: `# expect: PV702 line 14`.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync.diagnostics import Finding, Severity
from pvsync.rules.documented.bundles import BUNDLES
from pvsync.workflows.all_codes import all_codes
from pvsync.workflows.load_catalog import load_catalog

REJECTED = sorted((Path(__file__).resolve().parents[1] / "rejected").glob("*.yaml"))
AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
EXPECT = re.compile(r"# expect: (PV\d{3}) line (\d+)")

NOT_IN_YAML = {
    "box-set-rejection-6": "the version of a spreadsheet; YAML has none, and the export chooses its own",
    "collection-rejection-6": "the version of a spreadsheet; YAML has none, and the export chooses its own",
    "collection-rejection-8": "collections have no number of seasons; the line is copied from the box sets",
    "collection-rejection-11": "one catalog has one list of members: it needs what is live, or an earlier commit (PV901)",
    "box-set-rule-7": "an episode stands in the document of its season and carries nothing else",
    "season-offer": "says what a season is sold as; nothing is rejected (PV601 tells)",
    "season-pass": "says what a season is sold as; nothing is rejected (PV601 and PV602 tell)",
}
"""Reasons without a file, and why."""


def heavy(path: Path, root: Path) -> tuple[Finding, ...]:
    """The errors and warnings of a catalog that is one file."""
    (root / "pvsync.yaml").write_text("licensor: acme\n", encoding="utf-8")
    (root / "catalog").mkdir()
    (root / "catalog" / path.name).write_bytes(path.read_bytes())
    found = load_catalog(root, AS_OF).findings
    return tuple(finding for finding in found if finding.severity is not Severity.NOTICE)


@pytest.mark.parametrize("path", REJECTED, ids=lambda path: path.stem)
def test_each_reason_is_caught_at_its_line_and_nothing_else_is_said(path: Path, tmp_path: Path) -> None:
    expected = {(code, int(line)) for code, line in EXPECT.findall(path.read_text(encoding="utf-8"))}
    found = {
        (finding.code, finding.place.line) for finding in heavy(path, tmp_path) if finding.place is not None
    }

    assert expected
    assert found == expected


@pytest.mark.parametrize("path", REJECTED, ids=lambda path: path.stem)
def test_the_one_who_catches_it_says_so(path: Path) -> None:
    catching = {code.code for code in all_codes().values() if path.stem in code.reasons}

    assert {code for code, _ in EXPECT.findall(path.read_text(encoding="utf-8"))} <= catching


def test_every_documented_reason_has_a_catalog_or_a_reason_for_having_none() -> None:
    named = [path.stem for path in REJECTED]

    assert sorted([*named, *NOT_IN_YAML]) == sorted(entry.key for entry in BUNDLES)
