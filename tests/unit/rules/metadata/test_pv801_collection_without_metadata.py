from unit.rules.metadata.collections import SETTING, collection, said

from pvsync.rules.judge import all_rules
from pvsync.rules.metadata.example import EXAMPLE
from pvsync.rules.metadata.pv801_collection_without_metadata import RULE


def test_what_is_not_offered_needs_no_metadata() -> None:
    metadata = EXAMPLE[EXAMPLE.index("metadata:") : EXAMPLE.index("---")]

    assert said(RULE, (metadata, "")) == []


def test_no_rule_of_this_group_speaks_of_a_title_without_metadata() -> None:
    metadata = EXAMPLE[EXAMPLE.index("metadata:") : EXAMPLE.index("---")]
    title = collection((metadata, ""))
    group = [rule for rule in all_rules() if rule.code.startswith("PV8") and rule.code != "PV801"]

    assert len(group) >= 19
    assert [remark for rule in group for remark in rule.check(title, SETTING)] == []
