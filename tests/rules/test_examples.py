"""Every rule's bad example speaks, its good one is silent, and its page is there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pvsync.diagnostics import Finding
from pvsync.rules.judge import all_rules
from pvsync.rules.rule import AnyRule
from pvsync.workflows.load_catalog import load_catalog

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)


def findings(text: str, root: Path) -> tuple[Finding, ...]:
    """What pvsync says of an example: the rule's own configuration, if it needs one, stands before `# catalog`."""
    config, _, catalog = text.rpartition("# catalog\n")
    (root / "pvsync.yaml").write_text(config or "licensor: acme\n", encoding="utf-8")
    (root / "catalog").mkdir(exist_ok=True)
    (root / "catalog" / "example.yaml").write_text(catalog, encoding="utf-8")
    return load_catalog(root, AS_OF).findings


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_bad_speaks_and_good_is_silent(rule: AnyRule, tmp_path: Path) -> None:
    spoken = findings(rule.bad, tmp_path)

    assert {finding.code for finding in spoken} == {rule.code}
    assert all(finding.severity is rule.severity for finding in spoken)
    assert all(finding.place is not None and finding.place.line > 1 for finding in spoken)
    assert findings(rule.good, tmp_path) == ()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_page_says_what_why_and_where_from(rule: AnyRule) -> None:
    paragraphs = rule.page.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[-1].startswith("Source: ")


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) >= 2
