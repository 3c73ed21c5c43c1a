"""A territory is offered without those that belong with it.

Prime Video asks for some territories beside another one, each as a line of its own: with US also AS, GU, MP, PR, UM
and VI, with GB also GG, IM and JE, with DE also AT. Where they are missing, the title is not offered there; as we read
the page, a title that shall not be offered in all of them should not be availed at all.

Name them too: a group in pvsync.yaml, such as `territory_groups: {US_ALL: [US, AS, GU, MP, PR, UM, VI]}`, saves
writing. Where your licences leave them out, write `fan_out: ignore` in pvsync.yaml, and this rule is silent.

Source: Prime Video partner page on fan-out territory logic (our page on validation rules, A10; its last sentence read
from a German copy). A notice, since the page does not say that anything is rejected.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pvsync.diagnostics import Severity
from pvsync.model.avail import Avail
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import BusinessLine
from pvsync.rules.rule import Remark, Rule, Setting

_FAN_OUT: Mapping[str, tuple[str, ...]] = {
    "US": ("AS", "GU", "MP", "PR", "UM", "VI"),
    "GB": ("GG", "IM", "JE"),
    "DE": ("AT",),
}


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark once on each territory that stands without those that belong with it."""
    if not setting.asks_for_fan_out:
        return
    offered: dict[BusinessLine, set[str]] = defaultdict(set)
    for avail in title.avails:
        offered[avail.scope.business_line].add(avail.scope.territory)
    for territory, others in _FAN_OUT.items():
        lacking = [
            avail
            for avail in title.avails
            if avail.scope.territory == territory
            and not offered[avail.scope.business_line].issuperset(others)
            and not all(transaction.window.is_over(setting.as_of) for transaction in avail.transactions)
        ]
        if lacking:
            missing = [
                other
                for other in others
                if any(other not in offered[avail.scope.business_line] for avail in lacking)
            ]
            yield _remark(title, lacking[0], missing)


def _remark(title: DesiredTitle, avail: Avail, missing: list[str]) -> Remark:
    *first, last = missing
    names = f"{', '.join(first)} and {last}" if first else last
    return Remark(
        title.places.transaction(avail.scope, 0, "territory"),
        f"{avail.scope.territory} is offered without {names}, which Prime Video asks for beside it",
        "name them too, or write `fan_out: ignore` in pvsync.yaml",
    )


RULE = Rule(
    code="PV321",
    name="fan-out-territories",
    severity=Severity.NOTICE,
    reasons=("A10",),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
licensor: acme
# catalog
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [DE], formats: [HD], start: 2026-03-01, end: 2027-03-31}
""",
    good="""
licensor: acme
# catalog
kind: movie
alid: HEAT
title: Heat
avails:
  - {license: FVOD, territories: [DE, AT], formats: [HD], start: 2026-03-01, end: 2027-03-31}
""",
)
