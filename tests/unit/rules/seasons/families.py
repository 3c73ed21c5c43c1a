"""Seasons with their episodes from text, for tests of the rules about them."""

from datetime import UTC, datetime
from typing import Any

from unit.catalog.reading import read

from pvsync.model.family import SeasonFamily
from pvsync.rules.rule import AnyRule, Setting

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
EST = "key: est, license: EST, formats: [HD], end: 2031-01-14, wsp: 9 USD, episode: {wsp: 2 USD}"
FREE = "key: free, license: FVOD, territories: [US], formats: [HD], start: 2026-05-25, end: 2031-01-14"


def family(text: str, *, findings: int = 0) -> SeasonFamily:
    (head, *episodes), found = read(text)
    assert len(found) == findings
    return SeasonFamily(head, tuple(episodes))


def starting(day: str, key: str = "est") -> str:
    """An episode that has the season's avail from another day on."""
    return f"avails: [{{key: {key}, start: {day}}}]"


def said(rule: AnyRule, text: str, **setting: Any) -> list[tuple[int, str]]:
    """Line and message of each remark."""
    remarks = rule.check(family(text), Setting(AS_OF, **setting))
    return [(remark.place.line, remark.message) for remark in remarks]
