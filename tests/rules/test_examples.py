"""Every rule's bad example speaks, its good one is silent, and its page is there."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pictures import draw_named

from pvsync.diagnostics import Code, Finding
from pvsync.rules.judge import all_rules
from pvsync.rules.rule import AnyRule
from pvsync.workflows.load_catalog import load_catalog

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)


def findings(rule: Code, text: str, root: Path) -> tuple[Finding, ...]:
    """What pvsync says of an example: the rule's own configuration, if it needs one, stands before `# catalog`."""
    config, _, catalog = text.rpartition("# catalog\n")
    (root / "pvsync.yaml").write_text(config or "licensor: acme\n", encoding="utf-8")
    (root / "catalog").mkdir(exist_ok=True)
    (root / "catalog" / "example.yaml").write_text(catalog, encoding="utf-8")
    draw_named(catalog, root)
    found = load_catalog(root, AS_OF).findings
    # The examples of other rules say nothing of metadata, which is worth a notice of its own.
    return found if rule.code == "PV801" else tuple(one for one in found if one.code != "PV801")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_bad_speaks_and_good_is_silent(
    rule: AnyRule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_named(rule.bad, tmp_path)  # drawn once and kept: the next line but one takes the pencil away
    with monkeypatch.context() as patch:
        if "`artwork` is not installed" in rule.bad:
            patch.setitem(sys.modules, "PIL", None)
        spoken = findings(rule, rule.bad, tmp_path)

    assert {finding.code for finding in spoken} == {rule.code}
    assert all(finding.severity is rule.severity for finding in spoken)
    assert all(finding.place is not None and finding.place.line > 1 for finding in spoken)
    assert findings(rule, rule.good, tmp_path) == ()


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_page_says_what_why_and_where_from(rule: AnyRule) -> None:
    paragraphs = rule.page.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[-1].startswith("Source: ")


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) >= 2
