"""Every rule's bad example speaks, its good one is silent, and its page is there."""

from datetime import UTC, datetime

import pytest

from pvsync.catalog.build import Catalog
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Finding
from pvsync.rules.judge import all_rules, judge
from pvsync.rules.rule import Rule


def findings(text: str) -> list[Finding]:
    source = SourceFile.of("example.yaml", text.encode())
    catalog = Catalog(lambda: [source], CatalogSettings("acme", datetime(2026, 6, 1, tzinfo=UTC)))
    found = [finding for title in catalog.titles() for finding in judge(title)]
    assert catalog.findings == ()
    return found


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_bad_speaks_and_good_is_silent(rule: Rule) -> None:
    spoken = findings(rule.bad)

    assert {finding.code for finding in spoken} == {rule.code}
    assert all(finding.severity is rule.severity for finding in spoken)
    assert all(finding.place is not None and finding.place.line > 1 for finding in spoken)
    assert findings(rule.good) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_page_says_what_why_and_where_from(rule: Rule) -> None:
    paragraphs = rule.page.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[-1].startswith("Source: ")


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) >= 2
