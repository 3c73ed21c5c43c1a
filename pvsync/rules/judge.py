"""All rules on a title, each remark stamped with its rule's code and severity."""

from collections.abc import Iterator
from functools import cache

from pvsync.diagnostics import Finding
from pvsync.model.desired import DesiredTitle
from pvsync.rollcall import member, members
from pvsync.rules.rule import Rule

_GROUPS = ("windows", "rights")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code; membership is by file name."""
    found: list[Rule] = []
    for group in _GROUPS:
        package = f"{__package__}.{group}"
        found.extend(member(package, name, "pv").RULE for name in members(package, "pv"))
    return tuple(sorted(found, key=lambda rule: rule.code))


def judge(title: DesiredTitle) -> Iterator[Finding]:
    """What the rules say of one title."""
    for rule in all_rules():
        for remark in rule.check(title):
            yield Finding(
                rule.code, rule.name, rule.severity, remark.message, remark.hint, remark.place, remark.related
            )
