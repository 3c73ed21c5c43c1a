"""All rules on a subject, each remark stamped with its rule's code and severity."""

from collections.abc import Iterator
from functools import cache
from typing import get_args

from pvsync.diagnostics import Finding
from pvsync.rollcall import member, members
from pvsync.rules.rule import AnyRule, Setting, Subject

GROUPS = ("identifiers", "windows", "rights", "prices", "seasons", "bundles", "metadata")
"""The folders of rules, in the order of their codes' hundreds: PV2xx, PV3xx and so on."""


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Every rule, by code; membership is by file name."""
    found: list[AnyRule] = []
    for group in GROUPS:
        package = f"{__package__}.{group}"
        found.extend(member(package, name, "pv").RULE for name in members(package, "pv"))
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def _by_subject() -> dict[type, tuple[AnyRule, ...]]:
    return {
        subject: tuple(rule for rule in all_rules() if rule.of is subject) for subject in get_args(Subject)
    }


def judge(subject: Subject, setting: Setting) -> Iterator[Finding]:
    """What the rules say of one subject."""
    for rule in _by_subject()[type(subject)]:
        for remark in rule.check(subject, setting):
            yield rule.at(remark.place, remark.message, remark.hint, remark.related)
