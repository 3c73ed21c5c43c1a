"""The table of findings."""

import re

from pvsync.catalog import codes
from pvsync.diagnostics import Code, Place, Severity
from pvsync.rules.judge import all_rules

ALL = [value for value in vars(codes).values() if isinstance(value, Code)]


def test_codes_and_names_are_unique_also_among_the_rules() -> None:
    named = [(one.code, one.name) for one in ALL] + [(rule.code, rule.name) for rule in all_rules()]

    assert len({code for code, _ in named}) == len({name for _, name in named}) == len(named)
    assert all(re.fullmatch(r"PV\d{3}", code) for code, _ in named)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for _, name in named)


def test_a_finding_has_the_code_s_name_and_severity() -> None:
    place = Place("x.yaml")
    finding = codes.FILE_EMPTY.at(place, "message", "hint")

    assert (finding.code, finding.name, finding.severity, finding.place) == (
        "PV003",
        "file-empty",
        Severity.WARNING,
        place,
    )
